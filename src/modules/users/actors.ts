import { type Permission, type Role, ROLE_PERMISSIONS } from '../../kernel/permissions.js';
import type { Actor } from '../../platform/http/actor.js';

/** A row of {@link ACTOR_COLUMNS}. */
export interface ActorRow {
  id: string;
  name: string;
  role: Role;
  teamId: string | null;
  companyId: string | null;
}

/** What {@link actorOf} needs of `app_user u`. */
export const ACTOR_COLUMNS = 'u.id, u.name, u.role, u.team_id AS "teamId", u.company_id AS "companyId"';

/** A member without a company sees none: the scope is then an id that no company has. */
const NO_COMPANY = '00000000-0000-0000-0000-000000000000';

/** The user as the one who asks; `permissions` is less than the role's own for a token. */
export function actorOf(user: ActorRow, permissions: readonly Permission[] = ROLE_PERMISSIONS[user.role]): Actor {
  return {
    userId: user.id,
    name: user.name,
    role: user.role,
    permissions: new Set(permissions),
    teamId: user.teamId,
    onlyCompanyId: user.role === 'member' ? (user.companyId ?? NO_COMPANY) : null,
  };
}
