import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { type Channel, CHANNELS, PURPOSE_CODE } from '../consents/consent.dto.js';
import {
  CONTACT_REASON_TEXTS, CONTACT_REASONS, type ContactReason, USED_BASES, type UsedBasis, type Verdict,
} from './contact-gate.rules.js';

export class ContactCheckQuery {
  @IsUUID()
  companyId: string;

  /** A workplace of the company; its own policy and protection count too. */
  @IsOptional()
  @IsUUID()
  workplaceId?: string;

  /** A contact at the company; the person's own consents count too. */
  @IsOptional()
  @IsUUID()
  contactId?: string;

  @IsIn(CHANNELS)
  channel: Channel;

  /** Code of a term of the kind `contact_purpose`. */
  @Matches(PURPOSE_CODE)
  purpose: string;
}

export class ContactChecksDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  companyIds: string[];

  @IsIn(CHANNELS)
  channel: Channel;

  /** Code of a term of the kind `contact_purpose`. */
  @Matches(PURPOSE_CODE)
  purpose: string;
}

export class ContactReasonDto {
  @ApiProperty({ enum: CONTACT_REASONS })
  code: ContactReason;
  da: string;
  en: string;
}

export class UsedBasisDto {
  @ApiProperty({ enum: USED_BASES })
  kind: UsedBasis['kind'];
  /** Of the consent or recorded basis; null for what is read off the company itself. */
  id: string | null;
}

export class ContactCheckDto {
  companyId: string;
  allowed: boolean;
  /** Everything that blocks, or the one thing that allows. */
  reasons: ContactReasonDto[];
  /** What to see to although it does not block. */
  hints: ContactReasonDto[];
  /** What the contact rests on; null when it is blocked, or needs nothing to rest on. */
  basis: UsedBasisDto | null;
}

export class ContactChecksAnswer {
  /** One per company, in the order asked. */
  items: ContactCheckDto[];
}

export function toContactCheckDto(companyId: string, { allowed, reasons, hints, basis }: Verdict): ContactCheckDto {
  return { companyId, allowed, reasons: reasons.map(inWords), hints: hints.map(inWords), basis };
}

function inWords(code: ContactReason): ContactReasonDto {
  return { code, ...CONTACT_REASON_TEXTS[code] };
}
