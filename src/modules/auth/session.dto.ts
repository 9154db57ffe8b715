import { IsString, MaxLength, MinLength } from 'class-validator';
import { NoCprNumber } from '../../platform/http/fields.js';
import type { Permission, Role } from '../../kernel/permissions.js';
import { PERMISSIONS, ROLES } from '../../kernel/permissions.js';
import { ApiProperty } from '@nestjs/swagger';

export class SignInDto {
  @IsString()
  @MinLength(3)
  @MaxLength(320)
  @NoCprNumber()
  email: string;

  /** Compared exactly as typed. */
  @IsString()
  @MinLength(1)
  @MaxLength(256)
  password: string;
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
