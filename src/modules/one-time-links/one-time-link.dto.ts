import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { NoCprNumber, Text } from '../../platform/http/fields.js';
import { LONGEST_PASSWORD } from '../passwords/password.rules.js';
import { LINK_KINDS, type LinkKind } from './one-time-link.entity.js';

export class InspectLinkDto {
  /** What stands last in the link. */
  @IsString()
  @Matches(/^[\w-]{43}$/)
  token: string;
}

export class RedeemLinkDto extends InspectLinkDto {
  @IsString()
  @MaxLength(LONGEST_PASSWORD)
  password: string;

  /** Of the first administrator; with kind `setup` only, and there needed. */
  @IsOptional()
  @IsEmail()
  @MaxLength(320)
  @NoCprNumber()
  email?: string | null;

  /** As `email`. */
  @IsOptional()
  @Text(200)
  name?: string | null;
}

export class AskForPasswordDto {
  @IsEmail()
  @MaxLength(320)
  email: string;
}

/** A link, shown to the administrator this once. */
export class IssuedLinkDto {
  url: string;
  /** ISO 8601 UTC. */
  expiresAt: string;
  /** The mail relay took a mail with it; false: give the link to the user yourself. */
  mailed: boolean;
}

export class LinkDto {
  @ApiProperty({ enum: LINK_KINDS })
  kind: LinkKind;
  /** Whose it is; null for the first administrator. */
  name: string | null;
  /** ISO 8601 UTC. */
  expiresAt: string;
}

export class RedeemedLinkDto {
  /** false: the user signs in with the new password and a code. */
  signedIn: boolean;
}

export class PasswordAskedForDto {
  /** What to do next; the same whether there is such a user or not. */
  @ApiProperty({ enum: ['read-mail', 'ask-administrator'] })
  next: 'read-mail' | 'ask-administrator';
  /** The same in words. */
  detail: string;
}
