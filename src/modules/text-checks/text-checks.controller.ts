import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { findCprNumbers } from '../../kernel/cpr-number.js';
import type { Text } from '../../kernel/problem.js';
import { type TextWarningCode, textWarnings } from '../../kernel/text-warnings.js';
import { constraintText } from '../../platform/http/constraint-texts.js';
import { languageOf } from '../../platform/http/language.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { CheckTextDto, TextCheckDto, type TextWarningDto } from './text-check.dto.js';

const HINTS: Readonly<Record<TextWarningCode, Text>> = {
  health: {
    da: 'Handler det om en persons helbred? Så skriv det i fagsystemet, ikke her.',
    en: 'Is this about a person’s health? Then write it in the case system, not here.',
  },
  'citizen-name': {
    da: 'Ligner en borgers navn. Skriv et sagsnummer i stedet.',
    en: 'Looks like the name of a citizen. Write a case number instead.',
  },
};

@Controller('text-checks')
export class TextChecksController {
  /** What to tell whoever writes a text before it is saved; nothing is kept. */
  @Post()
  @HttpCode(200)
  @Permission('session:own')
  check(@Body() { text }: CheckTextDto, @Headers('accept-language') acceptLanguage?: string): TextCheckDto {
    const language = languageOf(acceptLanguage);
    const numbers = findCprNumbers(text).map((span): TextWarningDto => {
      return { code: 'noCprNumber', ...span, text: constraintText('noCprNumber', undefined)[language] };
    });
    const hints = textWarnings(text).map((hint): TextWarningDto => ({ ...hint, text: HINTS[hint.code][language] }));
    const warnings = [...numbers, ...hints].sort((a, b) => a.from - b.from);
    return { refused: numbers.length > 0, warnings };
  }
}
