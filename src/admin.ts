import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { issueLink, linkPath } from './modules/one-time-links/issue-link.js';
import { hashPassword } from './modules/passwords/password.js';
import { openDatabase } from './open-database.js';
import { readConfig } from './platform/config/config.js';
import { databaseOptions } from './platform/database/database-options.js';
import { publicAddress } from './platform/http/public-address.js';

/**
 * `npm run admin -- create --email E --name N` makes an administrator and prints the password once;
 * `npm run admin -- reset --email E` prints a link with which that user chooses a new password.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { email: { type: 'string' }, name: { type: 'string' } },
});
const [command] = positionals;
const { email, name } = values;
const isWhole = command === 'reset' || (command === 'create' && Boolean(name));
if (!email?.includes('@') || !isWhole) {
  console.error('Brug: npm run admin -- create --email navn@kommune.dk --name "Fornavn Efternavn"');
  console.error('      npm run admin -- reset --email navn@kommune.dk');
  process.exit(2);
}
const config = readConfig(process.env);
const database = await openDatabase(config, console.log);
const db = await new DataSource(databaseOptions(database.platform.databaseUrl)).initialize();
const done = command === 'create' ? await create(email, name ?? '') : await reset(email);
await db.destroy();
await database.stop();
process.exit(done ? 0 : 1);

async function create(email: string, name: string): Promise<boolean> {
  const password = randomBytes(18).toString('base64url');
  const made = await db.query<unknown[]>(
    `INSERT INTO app_user (id, email, name, role, password_hash) VALUES ($1, lower($2), $3, 'administrator', $4)
     ON CONFLICT (email) DO NOTHING RETURNING id`,
    [randomUUIDv7(), email, name, await hashPassword(password)],
  );
  if (made.length > 0) console.log(`Administratoren ${email} er oprettet. Adgangskode (vises kun her): ${password}`);
  else console.error(`${email} findes allerede.`);
  return made.length > 0;
}

async function reset(email: string): Promise<boolean> {
  const [user] = await db.query<{ id: string }[]>(
    'SELECT id FROM app_user WHERE email = lower($1) AND disabled_at IS NULL',
    [email],
  );
  if (!user) {
    console.error(`${email} findes ikke eller er lukket.`);
    return false;
  }
  const { token } = await issueLink(db, { kind: 'reset', userId: user.id }, new Date());
  const { href } = publicAddress(config, linkPath(token));
  console.log(`Ny adgangskode til ${email} (linket virker én gang, i en time): ${href}`);
  return true;
}
