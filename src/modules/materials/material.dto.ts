import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { Keepable, LocalDate, Text } from '../../platform/http/fields.js';
import { Flag, ListQuery } from '../../platform/http/list-query.js';
import {
  DELIVERY_CHANNELS, type DeliveryChannel, MATERIAL_LANGUAGES, MATERIAL_THEMES, type MaterialLanguage,
  type MaterialTheme,
} from './material.rules.js';

/** At least one of `url` and `body`. */
class MaterialFields {
  /** http or https. */
  @IsOptional()
  @Text(1000)
  url?: string | null;

  @IsOptional()
  @Text(4000)
  body?: string | null;

  /** First day on which it is no longer given to anybody. */
  @IsOptional()
  @LocalDate()
  retiredOn?: string | null;
}

export class CreateMaterialDto extends MaterialFields {
  @IsOptional()
  @IsUUID()
  id?: string;

  @Text(200)
  title: string;

  @IsIn(MATERIAL_THEMES)
  theme: MaterialTheme;

  @IsIn(MATERIAL_LANGUAGES)
  language: MaterialLanguage;

  @LocalDate()
  validFrom: string;
}

export class UpdateMaterialDto extends MaterialFields {
  @Keepable()
  @Text(200)
  title?: string;

  @Keepable()
  @IsIn(MATERIAL_THEMES)
  theme?: MaterialTheme;

  @Keepable()
  @IsIn(MATERIAL_LANGUAGES)
  language?: MaterialLanguage;

  @Keepable()
  @LocalDate()
  validFrom?: string;
}

export class CreateDeliveryDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsUUID()
  companyId: string;

  /** Who got it: a contact at the company. */
  @IsOptional()
  @IsUUID()
  contactId?: string | null;

  @IsIn(DELIVERY_CHANNELS)
  channel: DeliveryChannel;

  /** Not in the future, and a day on which the material is in use. */
  @LocalDate()
  on: string;

  /** The colleague who gave it; left out: you. */
  @Keepable()
  @IsUUID()
  byId?: string;

  /** Never a citizen. */
  @IsOptional()
  @Text(500)
  note?: string | null;
}

export class ListMaterialsQuery extends ListQuery {
  @IsOptional()
  @IsIn(MATERIAL_THEMES)
  theme?: MaterialTheme;

  @IsOptional()
  @IsIn(MATERIAL_LANGUAGES)
  language?: MaterialLanguage;

  /** true: only what may be given to somebody today; false: only the others. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  usable?: boolean;
}

export class ListDeliveriesQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @IsIn(DELIVERY_CHANNELS)
  channel?: DeliveryChannel;
}

export class MaterialDto {
  id: string;
  version: number;
  title: string;
  @ApiProperty({ enum: MATERIAL_THEMES })
  theme: MaterialTheme;
  @ApiProperty({ enum: MATERIAL_LANGUAGES })
  language: MaterialLanguage;
  url: string | null;
  body: string | null;
  validFrom: string;
  retiredOn: string | null;
}

export class MaterialPage {
  items: MaterialDto[];
  nextCursor: string | null;
  count?: number;
}

export class DeliveryDto {
  id: string;
  materialId: string;
  materialTitle: string;
  companyId: string;
  companyName: string;
  contactId: string | null;
  @ApiProperty({ enum: DELIVERY_CHANNELS })
  channel: DeliveryChannel;
  on: string;
  byId: string;
  byName: string;
  note: string | null;
}

export class DeliveryPage {
  items: DeliveryDto[];
  nextCursor: string | null;
  count?: number;
}
