import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import type { Permission } from '../../kernel/permissions.js';
import { LocalDate, Text } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { TOKEN_PERMISSIONS } from './api-token.rules.js';

export class CreateApiTokenDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  /** What it is for. */
  @Text(100)
  name: string;

  /** At most those of your own role; when the role changes, the token follows. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(TOKEN_PERMISSIONS.length)
  @ArrayUnique()
  @IsIn(TOKEN_PERMISSIONS, { each: true })
  permissions: Permission[];

  /** The last day it works, at most 366 days from now. */
  @LocalDate()
  expiresOn: string;
}

export class ListApiTokensQuery extends ListQuery {
  /** Another user's, for an administrator; left out: your own. */
  @IsOptional()
  @IsUUID()
  userId?: string;
}

export class ApiTokenDto {
  id: string;
  userId: string;
  name: string;
  @ApiProperty({ enum: TOKEN_PERMISSIONS, isArray: true })
  permissions: Permission[];
  /** ISO 8601 UTC. */
  createdAt: string;
  expiresOn: string;
  /** To the minute; null: never. */
  lastUsedAt: string | null;
}

export class CreatedApiTokenDto extends ApiTokenDto {
  /** Shown in this one answer: for `Authorization: Bearer hs_…`. null when the request was sent before. */
  token: string | null;
}

export class ApiTokenPage {
  items: ApiTokenDto[];
  nextCursor: string | null;
  count?: number;
}
