import { isAbsolute, resolve } from 'node:path';
import { type OidcConfig, readOidc } from './oidc-config.js';
import { ConfigError, type Environment, readBoolean, readOneOf, readUrl } from './config-values.js';

/** Everything the environment decides, read once, frozen. No other file reads the environment. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** null: the embedded PostgreSQL is started. */
  readonly databaseUrl: string | null;
  /** For migrations, on a direct connection; null: the same as `databaseUrl`. */
  readonly databaseOwnerUrl: string | null;
  /** null: the queue lives in PostgreSQL. */
  readonly redisUrl: string | null;
  readonly dataDir: string;
  readonly roles: readonly ('web' | 'worker')[];
  readonly sampleData: boolean;
  readonly publicUrl: URL | null;
  /** null: no mail is sent. */
  readonly smtpUrl: string | null;
  /** What mail says it is from, such as `Håndslag <haandslag@kommune.dk>`. */
  readonly mailFrom: string;
  /** null: people sign in with a password. */
  readonly oidc: OidcConfig | null;
  /** Encrypts the secrets of second factors; null: with the embedded database one is kept in `dataDir`. */
  readonly secretKey: string | null;
  /** Number of trusted proxies in front; 0 trusts no forwarding header. */
  readonly trustProxy: number;
  readonly logLevel: string;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Every variable the program reads, with what it means; `.env.example` and the README are tested against it. */
export const VARIABLES = {
  PORT: 'Port to listen on (3000)',
  HOST: 'Address to listen on (127.0.0.1 with the embedded database, else 0.0.0.0)',
  DATABASE_URL: 'PostgreSQL 15 to 18; unset: an embedded PostgreSQL is started in DATA_DIR',
  DATABASE_OWNER_URL: 'Owner of the tables, for migrations, on a direct connection (DATABASE_URL, with a warning)',
  REDIS_URL: 'Redis 6.2 or newer for the queue; unset: the queue lives in PostgreSQL',
  DATA_DIR: 'Folder of the embedded database (.data)',
  ROLES: 'What this process does: web, worker or both (web,worker)',
  SAMPLE_DATA: 'true: an empty database becomes the sample municipality with demo accounts (true with the embedded database, else false)',
  PUBLIC_URL: 'Address users type, such as https://haandslag.example.dk; turns demo accounts off',
  SMTP_URL: 'Mail relay, such as smtp://user:secret@relay.example.dk:587; unset: no mail is sent',
  MAIL_FROM: 'Sender of mail (haandslag@ the host of PUBLIC_URL)',
  OIDC_ISSUER: 'Identity provider (OpenID Connect) people sign in with; unset: with a password',
  OIDC_CLIENT_ID: 'What the identity provider calls Håndslag',
  OIDC_CLIENT_SECRET: 'Secret shared with the identity provider; unset: a public client',
  OIDC_ROLE_CLAIM: 'Claim that names the groups or roles of a person (roles)',
  OIDC_ROLES: 'Role per group, the first that fits counts, such as grp-leder=manager,grp-konsulent=consultant',
  OIDC_CREATE_USERS: 'true: the first sign-in of a person creates the user (false)',
  SECRET_KEY: 'At least 32 random characters; encrypts the secrets of second factors (kept in DATA_DIR, else none)',
  TRUST_PROXY: 'Number of proxies in front whose X-Forwarded-For is believed (0)',
  LOG_LEVEL: `${LOG_LEVELS.join(', ')} (info)`,
} as const;

/** Throws {@link ConfigError} that names the variable, what it was and what it may be. */
export function readConfig(environment: Environment): Config {
  const read = (name: keyof typeof VARIABLES): string | null => environment[name]?.trim() || null;
  const databaseUrl = readUrl('DATABASE_URL', read('DATABASE_URL'), ['postgres:', 'postgresql:'])?.href ?? null;
  const publicUrl = readUrl('PUBLIC_URL', read('PUBLIC_URL'), ['http:', 'https:']);
  const dataDir = read('DATA_DIR') ?? '.data';
  return Object.freeze({
    port: readInteger('PORT', read('PORT') ?? '3000', 0, 65_535),
    host: read('HOST') ?? (databaseUrl ? '0.0.0.0' : '127.0.0.1'),
    databaseUrl,
    databaseOwnerUrl:
      readUrl('DATABASE_OWNER_URL', read('DATABASE_OWNER_URL'), ['postgres:', 'postgresql:'])?.href ?? null,
    redisUrl: readUrl('REDIS_URL', read('REDIS_URL'), ['redis:', 'rediss:'])?.href ?? null,
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(dataDir),
    roles: readRoles(read('ROLES') ?? 'web,worker'),
    sampleData: readBoolean('SAMPLE_DATA', read('SAMPLE_DATA') ?? String(!databaseUrl)),
    publicUrl,
    smtpUrl: readUrl('SMTP_URL', read('SMTP_URL'), ['smtp:', 'smtps:'])?.href ?? null,
    mailFrom: readSender(read('MAIL_FROM') ?? `haandslag@${publicUrl?.hostname ?? 'localhost'}`),
    oidc: readOidc(read),
    secretKey: readSecret('SECRET_KEY', read('SECRET_KEY')),
    trustProxy: readInteger('TRUST_PROXY', read('TRUST_PROXY') ?? '0', 0, 10),
    logLevel: readOneOf('LOG_LEVEL', read('LOG_LEVEL') ?? 'info', LOG_LEVELS),
  });
}

function readSecret(name: string, value: string | null): string | null {
  if (value !== null && value.length < 32) throw new ConfigError(`${name} must have at least 32 characters`);
  return value;
}

function readInteger(name: string, value: string, from: number, to: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < from || number > to) {
    throw new ConfigError(`${name} is "${value}"; it must be a whole number from ${from} to ${to}`);
  }
  return number;
}

function readRoles(value: string): Config['roles'] {
  return value.split(',').map((role) => readOneOf('ROLES', role.trim(), ['web', 'worker'] as const));
}

function readSender(value: string): string {
  if (/^([^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(value)) return value;
  throw new ConfigError('MAIL_FROM must be a mail address, such as Håndslag <haandslag@kommune.dk>');
}
