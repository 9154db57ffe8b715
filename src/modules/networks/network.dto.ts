import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsOptional, IsString, IsUUID, MaxLength,
} from 'class-validator';
import { Keepable, LocalDate, Text } from '../../platform/http/fields.js';
import { Flag, ListQuery } from '../../platform/http/list-query.js';
import { PARTNER_KINDS, type PartnerKind } from '../companies/company.values.js';
import { NETWORK_HEALTHS, type NetworkHealth } from './network.rules.js';

class NetworkFields {
  /** The colleague who keeps it going; left out at the start: whoever makes it. */
  @Keepable()
  @IsUUID()
  ownerId?: string;

  /** First day on which it is no more. */
  @IsOptional()
  @LocalDate()
  endedOn?: string | null;
}

export class CreateNetworkDto extends NetworkFields {
  @IsOptional()
  @IsUUID()
  id?: string;

  /** No two networks share one. */
  @Text(200)
  name: string;

  @Text(1000)
  purpose: string;

  /** Code of a term of the kind `network_kind`, such as LOCAL. */
  @IsString()
  @MaxLength(60)
  kind: string;
}

export class UpdateNetworkDto extends NetworkFields {
  @Keepable()
  @Text(200)
  name?: string;

  @Keepable()
  @Text(1000)
  purpose?: string;

  @Keepable()
  @IsString()
  @MaxLength(60)
  kind?: string;
}

export class CreateMembershipDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  /** A company or a partner organisation. */
  @IsUUID()
  companyId: string;

  @LocalDate()
  joinedOn: string;

  /** First day on which it is no longer a member. */
  @IsOptional()
  @LocalDate()
  leftOn?: string | null;
}

export class UpdateMembershipDto {
  @Keepable()
  @LocalDate()
  joinedOn?: string;

  /** First day on which it is no longer a member; null: it still is. */
  @IsOptional()
  @LocalDate()
  leftOn?: string | null;
}

export class CreateMeetingDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  /** Not in the future. */
  @LocalDate()
  heldOn: string;

  @IsOptional()
  @Text(200)
  title?: string | null;

  /** Never a citizen. */
  @IsOptional()
  @Text(4000)
  note?: string | null;

  /** Who was there: companies that were members that day. */
  @IsArray()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  companyIds: string[];
}

export class ListNetworksQuery extends ListQuery {
  /** Only those this company is a member of today. */
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @IsUUID()
  ownerId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(60)
  kind?: string;

  /** false: only those that live today. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  ended?: boolean;
}

export class ListMembershipsQuery extends ListQuery {
  /** true: only today's members; false: only the others. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  current?: boolean;
}

/** A network and how it does today. */
export class NetworkDto {
  id: string;
  version: number;
  name: string;
  purpose: string;
  kind: string;
  ownerId: string;
  ownerName: string;
  endedOn: string | null;
  /** The day it came into the register. */
  createdOn: string;
  /** Members today. */
  members: number;
  lastMeetingOn: string | null;
  /** In the last twelve calendar months, today included. */
  meetingsInTwelveMonths: number;
  /** 0 to 1: those at the last meeting of those who were members that day; null when there were none. */
  attendanceShare: number | null;
  /** null once it has ended. */
  @ApiProperty({ enum: NETWORK_HEALTHS, nullable: true })
  health: NetworkHealth | null;
}

export class NetworkPage {
  items: NetworkDto[];
  nextCursor: string | null;
  count?: number;
}

export class MembershipDto {
  id: string;
  version: number;
  networkId: string;
  companyId: string;
  companyName: string;
  @ApiProperty({ enum: PARTNER_KINDS })
  partnerKind: PartnerKind;
  joinedOn: string;
  leftOn: string | null;
}

export class MembershipPage {
  items: MembershipDto[];
  nextCursor: string | null;
  count?: number;
}

export class ParticipantDto {
  companyId: string;
  companyName: string;
}

export class MeetingDto {
  id: string;
  networkId: string;
  heldOn: string;
  title: string | null;
  note: string | null;
  /** How many were members that day. */
  members: number;
  /** By name. */
  participants: ParticipantDto[];
}

export class MeetingPage {
  items: MeetingDto[];
  nextCursor: string | null;
  count?: number;
}
