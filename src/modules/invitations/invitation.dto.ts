import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';
import { Keepable } from '../../platform/http/fields.js';

export class SendInvitationsDto {
  /** Of the invited; left out: all who have not answered. */
  @Keepable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  companyIds?: string[];
}

export class InvitationReasonDto {
  /** As the contact gate says it, or `no-email`, `declined`, `no-secret-key`, `no-public-url`. */
  code: string;
  da: string;
  en: string;
}

export class InvitationDto {
  companyId: string;
  /** Mails that are about to go out; each is judged again when it does. */
  planned: number;
  /** Mails that went out before, and do not again. */
  sent: number;
  /** Why there is none; empty when there is. */
  reasons: InvitationReasonDto[];
}

export class InvitationsDto {
  items: InvitationDto[];
}
