import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsEmail, IsIn, IsOptional, IsString, IsUUID, MaxLength,
  ValidateNested,
} from 'class-validator';
import { Keepable, LocalDate, NoCprNumber, NoCprNumberSearched, Phone, Text } from '../../platform/http/fields.js';
import { Flag, ListQuery } from '../../platform/http/list-query.js';

export const CONTACT_ROLES = [
  'owner', 'manager', 'hr', 'union_rep', 'employee_rep', 'foreman', 'mentor', 'other',
] as const;
export type ContactRoleName = (typeof CONTACT_ROLES)[number];

export const PREFERRED_CHANNELS = ['phone', 'email', 'visit', 'online'] as const;
export type PreferredChannel = (typeof PREFERRED_CHANNELS)[number];

export const CONTACT_SOURCES = ['company', 'contact', 'register', 'colleague', 'other'] as const;
export type ContactSource = (typeof CONTACT_SOURCES)[number];

export const NOTICE_WAYS = ['meeting', 'phone', 'email', 'letter', 'other'] as const;
export type NoticeWay = (typeof NOTICE_WAYS)[number];

/** The name of a contact who has been erased. */
export const REMOVED_PERSON = '[slettet person]';

export class ContactCompanyDto {
  @IsUUID()
  companyId: string;

  @IsIn(CONTACT_ROLES)
  role: ContactRoleName;

  /** First day on which the person was no longer there. */
  @IsOptional()
  @LocalDate()
  leftOn?: string | null;
}

class ContactFields {
  @IsOptional()
  @IsEmail()
  @NoCprNumber()
  @MaxLength(320)
  email?: string | null;

  /** In any writing; kept as E.164. */
  @IsOptional()
  @Phone()
  phone?: string | null;

  @IsOptional()
  @IsIn(PREFERRED_CHANNELS)
  preferredChannel?: PreferredChannel | null;

  /** Where the address comes from, when not from `source`. */
  @IsOptional()
  @IsIn(CONTACT_SOURCES)
  emailSource?: ContactSource | null;

  /** Where the number comes from, when not from `source`. */
  @IsOptional()
  @IsIn(CONTACT_SOURCES)
  phoneSource?: ContactSource | null;

  /** The day on which the person was told what is kept and why (GDPR art. 13 and 14), together with `noticeHow`. */
  @IsOptional()
  @LocalDate()
  noticeGivenOn?: string | null;

  @IsOptional()
  @IsIn(NOTICE_WAYS)
  noticeHow?: NoticeWay | null;
}

export class CreateContactDto extends ContactFields {
  @IsOptional()
  @IsUUID()
  id?: string;

  @Text(200)
  name: string;

  /** Where the details come from: the company, the person, the register, a colleague. */
  @IsIn(CONTACT_SOURCES)
  source: ContactSource;

  /** One entry per company the person works for. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ContactCompanyDto)
  companies: ContactCompanyDto[];
}

export class UpdateContactDto extends ContactFields {
  @Keepable()
  @Text(200)
  name?: string;

  @Keepable()
  @IsIn(CONTACT_SOURCES)
  source?: ContactSource;

  /** Takes the place of the whole list. */
  @Keepable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ContactCompanyDto)
  companies?: ContactCompanyDto[];
}

export class ListContactsQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  companyId?: string;

  /** Part of the name, with or without accents. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @NoCprNumberSearched()
  q?: string;

  /** true: only those who have not been told what is kept about them; false: only those who have. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  noticeMissing?: boolean;
}

export class ContactDto {
  id: string;
  version: number;
  name: string;
  email: string | null;
  phone: string | null;
  @ApiProperty({ enum: PREFERRED_CHANNELS, nullable: true })
  preferredChannel: PreferredChannel | null;
  @ApiProperty({ enum: CONTACT_SOURCES })
  source: ContactSource;
  @ApiProperty({ enum: CONTACT_SOURCES, nullable: true })
  emailSource: ContactSource | null;
  @ApiProperty({ enum: CONTACT_SOURCES, nullable: true })
  phoneSource: ContactSource | null;
  noticeGivenOn: string | null;
  @ApiProperty({ enum: NOTICE_WAYS, nullable: true })
  noticeHow: NoticeWay | null;
  /**
   * Last day for the notice, null once it is given: the day the details were taken down when they come from the person
   * (GDPR art. 13), else a month later (art. 14).
   */
  noticeDueOn: string | null;
  companies: ContactCompanyDto[];
}

export class ContactPage {
  items: ContactDto[];
  nextCursor: string | null;
  count?: number;
}
