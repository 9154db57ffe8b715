import { IsBoolean, IsEmail, IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { type Role, ROLES } from '../../kernel/permissions.js';
import { Keepable, NoCprNumber, Text } from '../../platform/http/fields.js';
import { Flag, ListQuery } from '../../platform/http/list-query.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../passwords/password.rules.js';

export class CreateUserDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsEmail()
  @NoCprNumber()
  @MaxLength(320)
  email: string;

  @Text(200)
  name: string;

  @IsIn(ROLES)
  role: Role;

  @IsOptional()
  @IsUUID()
  teamId?: string | null;

  /** The one company a member sees. */
  @IsOptional()
  @IsUUID()
  companyId?: string | null;

  /** At least 15 characters, none that are easily guessed; left out: the user chooses it through an invitation. */
  @IsOptional()
  @IsString()
  @MinLength(SHORTEST_PASSWORD)
  @MaxLength(LONGEST_PASSWORD)
  password?: string | null;
}

export class UpdateUserDto {
  @Keepable()
  @Text(200)
  name?: string;

  @Keepable()
  @IsIn(ROLES)
  role?: Role;

  @IsOptional()
  @IsUUID()
  teamId?: string | null;

  @IsOptional()
  @IsUUID()
  companyId?: string | null;

  /** true: the user's sessions end at once and no new one can begin. */
  @Keepable()
  @IsBoolean()
  disabled?: boolean;
}

export class ListUsersQuery extends ListQuery {
  @IsOptional()
  @IsIn(ROLES)
  role?: Role;

  @IsOptional()
  @IsUUID()
  teamId?: string;

  /** Left out: both. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  disabled?: boolean;
}

export class UserDto {
  id: string;
  version: number;
  email: string;
  name: string;
  role: Role;
  teamId: string | null;
  companyId: string | null;
  disabled: boolean;
  /** Signing in takes a code as well. */
  secondFactor: boolean;
}

export class UserPage {
  items: UserDto[];
  nextCursor: string | null;
  count?: number;
}
