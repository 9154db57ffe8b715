import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Keepable } from '../../platform/http/fields.js';
import { type Language, LANGUAGES, MAIL_CHOICES, type MailChoice } from './preference.entity.js';

export class KindChoiceDto {
  /** Such as `task-due`; those there are stand in the answer of GET. */
  @IsString()
  @MaxLength(60)
  kind: string;

  @IsBoolean()
  inApp: boolean;

  @IsIn(MAIL_CHOICES)
  email: MailChoice;
}

export class UpdatePreferencesDto {
  @Keepable()
  @IsIn(LANGUAGES)
  language?: Language;

  /** Hour in Copenhagen at which the daily digest goes out. */
  @Keepable()
  @IsInt()
  @Min(0)
  @Max(23)
  digestHour?: number;

  /** No mail from this hour on. */
  @Keepable()
  @IsInt()
  @Min(0)
  @Max(23)
  quietFrom?: number;

  /** The same as `quietFrom`: never quiet. */
  @Keepable()
  @IsInt()
  @Min(0)
  @Max(23)
  quietTo?: number;

  @Keepable()
  @IsBoolean()
  quietWeekends?: boolean;

  /** Only the kinds to change. */
  @Keepable()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => KindChoiceDto)
  kinds?: KindChoiceDto[];
}

export class KindPreferenceDto extends KindChoiceDto {
  nameDa: string;
  nameEn: string;
}

export class PreferencesDto {
  version: number;
  @ApiProperty({ enum: LANGUAGES })
  language: Language;
  digestHour: number;
  quietFrom: number;
  quietTo: number;
  quietWeekends: boolean;
  kinds: KindPreferenceDto[];
}
