import { ApiProperty } from '@nestjs/swagger';
import { PERMISSIONS, type Permission, type Role, ROLES } from '../../kernel/permissions.js';

export class HeldPermissionDto {
  @ApiProperty({ enum: PERMISSIONS })
  code: Permission;
  nameDa: string;
  nameEn: string;
}

export const SEEN_KINDS = [
  'company', 'contact', 'visit', 'task', 'agreement', 'pledge', 'activity',
] as const;
export type SeenKind = (typeof SEEN_KINDS)[number];

export class SeenDto {
  @ApiProperty({ enum: SEEN_KINDS })
  kind: SeenKind;
  /** 0 also when the user lacks the permission to see any. */
  count: number;
}

/** Of the visits the user sees, those whose note only the author and the manager of the author's team read. */
export class RestrictedNotesDto {
  readable: number;
  hidden: number;
}

/** What one user may do and sees. */
export class AccessDto {
  userId: string;
  name: string;
  @ApiProperty({ enum: ROLES })
  role: Role;
  /** true: cannot sign in, so sees nothing of it now. */
  disabled: boolean;
  permissions: HeldPermissionDto[];
  /** What narrows the permissions, in a sentence. */
  scopeDa: string;
  scopeEn: string;
  sees: SeenDto[];
  restrictedNotes: RestrictedNotesDto;
}
