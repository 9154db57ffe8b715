import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** The part every list shares. */
export class ListQuery {
  /** Rows per page. */
  @IsOptional()
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number = 50;

  /** `nextCursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  cursor?: string;

  /** true: the answer also carries `count`, the exact number of rows over all pages. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  count?: boolean;
}

/** One page; `nextCursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  /** Only with `?count=true`. */
  count?: number;
}

/** Reads `true` and `false` in a query; anything else is left for the validator to refuse. */
export function Flag(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
}

/** Reads digits in a query as a number; anything else, the empty text too, is left for the validator to refuse. */
export function WholeNumber(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value,
  );
}

/** Reads `a,b` in a query as a list. */
export function CommaList(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value));
}
