import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { TEXT_WARNINGS, type TextWarningCode } from '../../kernel/text-warnings.js';

export class CheckTextDto {
  /** What somebody is about to save; it is read and forgotten. */
  @IsString()
  @MaxLength(20_000)
  text: string;
}

const CODES = ['noCprNumber', ...TEXT_WARNINGS] as const;

export class TextWarningDto {
  /** `noCprNumber` is refused when saved; the others are hints. */
  @ApiProperty({ enum: CODES })
  code: 'noCprNumber' | TextWarningCode;
  /** First character, from 0, in UTF-16 units. */
  from: number;
  /** First character after it. */
  to: number;
  /** What to tell whoever writes, in the language asked for. */
  text: string;
}

export class TextCheckDto {
  /** No field takes the text as it is. */
  refused: boolean;
  /** In the order of the text. */
  warnings: TextWarningDto[];
}
