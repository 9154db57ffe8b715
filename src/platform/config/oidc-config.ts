import { type Role, ROLES } from '../../kernel/permissions.js';
import { ConfigError, readBoolean, readOneOf, readUrl } from './config-values.js';

export interface OidcConfig {
  readonly issuer: URL;
  readonly clientId: string;
  /** null: a public client, which proves itself by PKCE alone. */
  readonly clientSecret: string | null;
  readonly roleClaim: string;
  /** In the order written: the first whose group the person has is the role. */
  readonly roles: readonly { readonly group: string; readonly role: Role }[];
  readonly createUsers: boolean;
}

type Name =
  | 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'OIDC_ROLE_CLAIM' | 'OIDC_ROLES' | 'OIDC_CREATE_USERS';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** null when OIDC_ISSUER is not set; the issuer must then be HTTPS, but for one on this machine. */
export function readOidc(read: (name: Name) => string | null): OidcConfig | null {
  const issuer = readUrl('OIDC_ISSUER', read('OIDC_ISSUER'), ['https:', 'http:']);
  if (!issuer) return null;
  if (issuer.protocol === 'http:' && !LOOPBACK.includes(issuer.hostname)) {
    throw new ConfigError('OIDC_ISSUER must begin with https:// unless it is on this machine');
  }
  return Object.freeze({
    issuer,
    clientId: needed('OIDC_CLIENT_ID', read('OIDC_CLIENT_ID')),
    clientSecret: read('OIDC_CLIENT_SECRET'),
    roleClaim: read('OIDC_ROLE_CLAIM') ?? 'roles',
    roles: needed('OIDC_ROLES', read('OIDC_ROLES')).split(',').map(readMapping),
    createUsers: readBoolean('OIDC_CREATE_USERS', read('OIDC_CREATE_USERS') ?? 'false'),
  });
}

function needed(name: Name, value: string | null): string {
  if (value === null) throw new ConfigError(`${name} must be set together with OIDC_ISSUER`);
  return value;
}

function readMapping(pair: string) {
  const at = pair.lastIndexOf('=');
  const group = pair.slice(0, Math.max(at, 0)).trim();
  if (group === '') throw new ConfigError('OIDC_ROLES must be written group=role,group=role');
  return { group, role: readOneOf('OIDC_ROLES', pair.slice(at + 1).trim(), ROLES) };
}
