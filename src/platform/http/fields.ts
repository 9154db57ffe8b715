import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, MaxLength, MinLength, ValidateBy, ValidateIf } from 'class-validator';
import { holdsCprNumber } from '../../kernel/cpr-number.js';
import { parseCvrNumber } from '../../kernel/cvr-number.js';
import { isLocalDate } from '../../kernel/local-date.js';
import { parsePNumber } from '../../kernel/p-number.js';
import { parsePhoneNumber } from '../../kernel/phone-number.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Characters of the longest text a field may take, and so of what is read for CPR numbers. */
export const LONGEST_FREE_TEXT = 20_000;

/** Text with something in it, trimmed, at most `max` characters, without CPR numbers. */
export function Text(max: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    MaxLength(max),
    MinLength(1),
    NoCprNumber(),
    IsString(),
    ApiProperty({ minLength: 1, maxLength: max }),
  );
}

/** For every other text that a person types: refuses what looks like a CPR number. */
export function NoCprNumber(): PropertyDecorator {
  return withoutCprNumber(() => false);
}

/** The same for what a person looks for, which ends up in logs; ten bare digits may be a P-number (10…). */
export function NoCprNumberSearched(): PropertyDecorator {
  return withoutCprNumber((text) => /^\s*10\d{8}\s*$/.test(text));
}

/** A calendar date `YYYY-MM-DD` that exists, in Europe/Copenhagen where "today" matters. */
export function LocalDate(): PropertyDecorator {
  return applyDecorators(check('isLocalDate', isLocalDate), ApiProperty({ format: 'date' }));
}

/** ISO 8601 with a time zone. */
export function Instant(): PropertyDecorator {
  const isInstant = (text: string) =>
    INSTANT.test(text) && isLocalDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
  return applyDecorators(check('isInstant', isInstant), ApiProperty({ format: 'date-time' }));
}

/** A CVR number in any writing; becomes its eight digits. */
export function CvrNumber(): PropertyDecorator {
  return parsed('isCvrNumber', parseCvrNumber);
}

/** A P-number in any writing; becomes its ten digits. */
export function PNumber(): PropertyDecorator {
  return parsed('isPNumber', parsePNumber);
}

/** A phone number in any writing, Danish without country code; becomes E.164. */
export function Phone(): PropertyDecorator {
  return parsed('isPhone', parsePhoneNumber);
}

/** In a PATCH: may be missing (keeps), but null is refused, because the record cannot be without it. */
export function Keepable(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined);
}

/** What is no text or too long is for other rules to refuse. */
function withoutCprNumber(isFine: (text: string) => boolean): PropertyDecorator {
  const holds = (text: string) => text.length <= LONGEST_FREE_TEXT && !isFine(text) && holdsCprNumber(text);
  const validate = (value: unknown) => typeof value !== 'string' || !holds(value);
  return ValidateBy({ name: 'noCprNumber', validator: { validate } });
}

function check(name: string, isRight: (text: string) => boolean): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: (value: unknown) => typeof value === 'string' && isRight(value) } });
}

function parsed(name: string, parse: (text: string) => string | null): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && value.length <= 40 ? (parse(value) ?? value) : value,
    ),
    check(name, (text) => text.length <= 40 && parse(text) !== null),
  );
}
