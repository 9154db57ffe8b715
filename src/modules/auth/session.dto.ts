import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { NoCprNumber } from '../../platform/http/fields.js';
import type { Permission, Role } from '../../kernel/permissions.js';
import { PERMISSIONS, ROLES } from '../../kernel/permissions.js';
import { ApiProperty } from '@nestjs/swagger';
import { LONGEST_PASSWORD, SHORTEST_WITH_SECOND_FACTOR } from '../passwords/password.rules.js';

export class SignInDto {
  @IsString()
  @MinLength(3)
  @MaxLength(320)
  @NoCprNumber()
  email: string;

  /** Compared exactly as typed. */
  @IsString()
  @MinLength(1)
  @MaxLength(LONGEST_PASSWORD)
  password: string;

  /** Where a second factor is switched on: the six digits of the app, or a recovery code. */
  @IsOptional()
  @IsString()
  @MinLength(6)
  @MaxLength(40)
  totp?: string;
}

export class ChangePasswordDto {
  /** The present password. */
  @IsString()
  @MinLength(1)
  @MaxLength(LONGEST_PASSWORD)
  current: string;

  /** At least 15 characters, or 8 with a second factor; none that are easily guessed. */
  @IsString()
  @MinLength(SHORTEST_WITH_SECOND_FACTOR)
  @MaxLength(LONGEST_PASSWORD)
  new: string;
}

export class SessionDto {
  userId: string;
  name: string;
  @ApiProperty({ enum: ROLES })
  role: Role;
  teamId: string | null;
  /** A member's own company. */
  companyId: string | null;
  @ApiProperty({ enum: PERMISSIONS, isArray: true })
  permissions: Permission[];
}

/** One of the user's own sessions. */
export class OwnSessionDto {
  /** Names it; opens nothing. */
  id: string;
  /** ISO 8601 UTC. */
  createdAt: string;
  /** To the minute. */
  lastSeenAt: string;
  /** When it ends by itself, whatever is done with it; after 12 hours without use it ends before. */
  expiresAt: string;
  /** The network it began from, without the last part. */
  address: string | null;
  /** The beginning of what the browser calls itself. */
  agent: string | null;
  /** The one that asks. */
  current: boolean;
}

export class OwnSessionsDto {
  items: OwnSessionDto[];
}
