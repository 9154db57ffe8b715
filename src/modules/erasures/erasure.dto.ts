import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { LocalDate, Text } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';

export const ERASURE_CAUSES = ['request', 'retention', 'replay'] as const;
export type ErasureCause = (typeof ERASURE_CAUSES)[number];

export class LegalHoldDto {
  /** The part of the export that must stay, such as `visits`. */
  @Text(60)
  record: string;

  /** The law that demands it, such as offentlighedsloven § 13. */
  @Text(500)
  basis: string;

  /** The day on which to ask whether it still does. */
  @LocalDate()
  reviewOn: string;
}

export class EraseContactDto {
  /** The request that this answers; it is decided with it. */
  @IsOptional()
  @IsUUID()
  requestId?: string | null;

  @Text(500)
  reason: string;

  /**
   * What a law keeps from being erased. Sent again without a record that was held before, the hold is lifted and the
   * record erased.
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => LegalHoldDto)
  legalHold?: LegalHoldDto[];
}

export class ErasureDto {
  contactId: string;
  /** ISO 8601 UTC. */
  erasedAt: string;
  @ApiProperty({ enum: ERASURE_CAUSES })
  cause: ErasureCause;
  requestId: string | null;
  reason: string;
  /** Number of rows changed, by the kind of record. */
  changed: Record<string, number>;
  /** What stays until the hold is lifted. */
  held: LegalHoldDto[];
}

export class ListErasuresQuery extends ListQuery {}

export class ErasurePage {
  items: ErasureDto[];
  nextCursor: string | null;
  count?: number;
}
