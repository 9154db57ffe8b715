import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Clock } from '../../src/kernel/clock.js';
import { makeCvrNumber } from '../../src/kernel/cvr-number.js';
import type { Role } from '../../src/kernel/permissions.js';

const DAY_MS = 86_400_000;
/** Far from the numbers that tests write out. */
const FIRST_SEED = 500_000;
let made = 0;

/** Makes rows with everything they need, each test its own; nothing is ever truncated. */
export class Factories {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async user(role: Role, { teamId = null, companyId = null }: { teamId?: string | null; companyId?: string | null } = {}) {
    const id = randomUUIDv7();
    await this.db.query(
      'INSERT INTO app_user (id, email, name, role, team_id, company_id) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, `${role}-${id}@test.invalid`, `Test ${role}`, role, teamId, companyId],
    );
    return { id };
  }

  async session(role: Role, user: { teamId?: string; companyId?: string } = {}) {
    const { id } = await this.user(role, user);
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.db.query(
      'INSERT INTO session (id, token_hash, user_id, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)',
      [randomUUIDv7(), createHash('sha256').update(token).digest(), id, now, new Date(now.getTime() + 30 * DAY_MS)],
    );
    return { id, token };
  }

  async team(): Promise<{ id: string }> {
    const id = randomUUIDv7();
    await this.db.query('INSERT INTO team (id, name) VALUES ($1, $2)', [id, `Team ${id}`]);
    return { id };
  }

  /** An employer in municipality 0615 with ten employees unless told otherwise; keys are column names. */
  async company(columns: Record<string, unknown> = {}): Promise<{ id: string; name: string; cvrNumber: string }> {
    made += 1;
    const cvrNumber = makeCvrNumber(FIRST_SEED + made);
    const row = {
      id: randomUUIDv7(),
      name: `Prøvefirma ${made}`,
      cvr_number: cvrNumber,
      municipality_code: '0615',
      employees: 10,
      size_class: 'small',
      size_basis: 'exact',
      sector: 'private',
      first_seen_on: '2026-01-01',
      ...columns,
    };
    await this.insert('company', row);
    return { id: row.id, name: row.name, cvrNumber: row.cvr_number };
  }

  async workplace(companyId: string, columns: Record<string, unknown> = {}): Promise<{ id: string }> {
    const row = { id: randomUUIDv7(), company_id: companyId, name: 'Prøveafdeling', ...columns };
    await this.insert('workplace', row);
    return { id: row.id };
  }

  async contact(companyId: string, columns: Record<string, unknown> = {}): Promise<{ id: string }> {
    const { id: createdBy } = await this.user('consultant');
    const row = { id: randomUUIDv7(), name: 'Prøve Person', source: 'company', created_by: createdBy, ...columns };
    await this.insert('contact', row);
    await this.insert('contact_role', { contact_id: row.id, company_id: companyId, role: 'manager' });
    return { id: row.id };
  }

  private async insert(table: string, row: Record<string, unknown>): Promise<void> {
    const columns = Object.keys(row);
    const places = columns.map((_column, index) => `$${index + 1}`);
    await this.db.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`, Object.values(row));
  }
}
