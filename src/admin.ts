import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { hashPassword } from './modules/passwords/password.js';
import { openDatabase } from './open-database.js';
import { readConfig } from './platform/config/config.js';
import { databaseOptions } from './platform/database/database-options.js';

/** `npm run admin -- create --email E --name N`: makes an administrator and prints the password once. */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { email: { type: 'string' }, name: { type: 'string' } },
});
if (positionals[0] !== 'create' || !values.email?.includes('@') || !values.name) {
  console.error('Brug: npm run admin -- create --email navn@kommune.dk --name "Fornavn Efternavn"');
  process.exit(2);
}
const database = await openDatabase(readConfig(process.env), console.log);
const db = await new DataSource(databaseOptions(database.platform.databaseUrl)).initialize();
const password = randomBytes(18).toString('base64url');
const made = await db.query<unknown[]>(
  `INSERT INTO app_user (id, email, name, role, password_hash) VALUES ($1, lower($2), $3, 'administrator', $4)
   ON CONFLICT (email) DO NOTHING RETURNING id`,
  [randomUUIDv7(), values.email, values.name, await hashPassword(password)],
);
await db.destroy();
await database.stop();
if (made.length === 0) {
  console.error(`${values.email} findes allerede.`);
  process.exit(1);
}
console.log(`Administratoren ${values.email} er oprettet. Adgangskode (vises kun her): ${password}`);
process.exit(0);
