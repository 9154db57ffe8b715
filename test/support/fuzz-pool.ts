import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { cvrNumber, pNumber } from './write-route.js';
import type { Known, Schema } from './schema-arbitraries.js';

const NEWEST = 12;
/** Names of fields and parts of addresses whose table is called otherwise. */
const TABLES: Readonly<Record<string, string>> = {
  user: 'app_user', assignee: 'app_user', consultant: 'app_user', colleague: 'app_user', owner: 'app_user',
  by: 'app_user',
  author: 'app_user', actor: 'app_user', round: 'label_round', label: 'label_application', import: 'import_run',
  benchmark: 'benchmark_sheet', membership: 'network_membership', party: 'company', other_company: 'company',
  from_company: 'company', subject: 'need',
};
const ORDERED = [
  ['from', 'to'], ['validFrom', 'validTo'], ['validFrom', 'retiredOn'], ['opensOn', 'closesOn'], ['startsAt', 'endsAt'],
] as const;

/** Days that must not lie in the future; the test clock stands on 20 November 2026. */
const PAST = ['on', 'heldOn'];

/** What exists just now, for one company wherever a table knows companies. */
export class FuzzPool {
  private readonly ids = new Map<string, string[]>();
  private codes: { kind: string; code: string }[] = [];
  private withVersion = new Set<string>();

  constructor(
    private readonly db: DataSource,
    private readonly avoided: readonly string[],
  ) {}

  /** The newest records of every table, at most a dozen each. */
  async refresh(companyId: string): Promise<void> {
    const tables = await this.db.query<{ name: string; columns: string[] }[]>(
      `SELECT table_name AS name, array_agg(column_name::text) AS columns FROM information_schema.columns
       WHERE table_schema = 'public' GROUP BY 1 HAVING 'id' = ANY(array_agg(column_name::text))`,
    );
    for (const { name, columns } of tables) {
      const ofCompany = name === 'contact'
        ? 'id IN (SELECT contact_id FROM contact_role WHERE company_id::text = $1)'
        : name === 'company' ? 'id::text = $1'
          : columns.includes('company_id') ? 'company_id::text = $1' : '$1 <> id::text';
      const own = await this.newest(name, ofCompany, companyId);
      this.ids.set(name, own.length > 0 ? own : await this.newest(name, '$1 <> id::text', companyId));
      if (columns.includes('version')) this.withVersion.add(name);
    }
    this.codes = await this.db.query('SELECT kind, code FROM term');
  }

  private async newest(table: string, condition: string, companyId: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `SELECT id::text FROM "${table}" WHERE ${condition} AND id::text <> ALL($2) ORDER BY id DESC LIMIT ${NEWEST}`,
      [companyId, this.avoided],
    );
    return rows.map(({ id }) => id);
  }

  /** For the last `:id` of `/api/companies/{id}/workplaces` and the like. */
  idOf(name: string, segment: string): fc.Arbitrary<string> {
    const ids = this.ids.get(tableOf(name === 'id' ? segment : name.replace(/Id$/, ''))) ?? [];
    if (ids.length === 0) return fc.uuid();
    return fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...ids) }, fc.uuid());
  }

  /** For If-Match; null where the address names no record with a version. */
  async versionOf(segment: string, id: string): Promise<number | null> {
    const table = tableOf(segment);
    if (!this.withVersion.has(table) || (id === '' && table !== 'settings')) return null;
    const rows = await this.db.query<{ version: number }[]>(
      `SELECT version FROM "${table}" WHERE $1 IN ('', id::text)`, [id],
    );
    return rows[0]?.version ?? 1;
  }

  /** What the names of fields say: ids that exist, codes of terms, numbers in their own formats. */
  knownFor(path: string): Known {
    const [, , first = ''] = path.split('/');
    return (field: string, schema: Schema) => {
      if (schema.enum || (schema.type && schema.type !== 'string')) return null;
      if (/Ids?$/.test(field) && schema.format === 'uuid') return this.idOf('id', field.replace(/Ids?$/, ''));
      if (field === 'kind' || field === 'category') return this.codeOf(field === 'kind' ? first : 'pledge_category');
      if (field === 'key') return fc.constantFrom('placement', 'flex-job');
      if (PAST.includes(field)) return fc.constantFrom('2026-11-20', '2026-11-18', '2026-10-01');
      const make = NUMBERS[field];
      return make ? fc.integer().map(make) : null;
    };
  }

  private codeOf(word: string): fc.Arbitrary<string> | null {
    const table = word.replace(/-/g, '_').replace(/ies$/, 'y').replace(/(_round)?s$/, '');
    const some = this.codes.filter(({ kind }) => kind === table || kind.startsWith(`${table}_`));
    return some.length > 0 ? fc.constantFrom(...some.map(({ code }) => code)) : null;
  }
}

const NUMBERS: Readonly<Record<string, () => string>> = {
  cvrNumber, pNumber, phone: () => '+4576292929', website: () => 'https://firma.test.dk',
  url: () => 'https://firma.test.dk',
  documentUrl: () => 'https://esdh.test.dk/1', municipalityCode: () => '0615',
};

/** `assigneeId` without its ending, or a part of an address, as the table it names. */
function tableOf(word: string): string {
  const singular = word
    .replace(/([A-Z])/g, (letter) => `_${letter.toLowerCase()}`)
    .replaceAll('-', '_')
    .replace(/ies$/, 'y')
    .replace(/(?<!setting)s$/, '');
  return TABLES[singular] ?? singular;
}

/** What comes first stands first, where a body has both ends of a period. */
export function inOrder(body: unknown): unknown {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return body;
  const ordered: Record<string, unknown> = { ...body };
  for (const [first, last] of ORDERED) {
    const ends = [ordered[first], ordered[last]];
    if (ends.every((end) => typeof end === 'string')) [ordered[first], ordered[last]] = ends.sort();
  }
  return ordered;
}
