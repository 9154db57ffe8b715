import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Cell {
  row: string;
  column: string;
  population: number;
  contacted: number;
  neverContacted: number;
  agreement: number;
  pledge: number;
  declined: number;
}

interface Coverage {
  asOf: string;
  population: { unknownEmployees: number };
  cells: Cell[];
  totals: Omit<Cell, 'row' | 'column'>;
}

/** The filter of `GET /api/companies` that each way of cutting corresponds to. */
const FILTERS = {
  size: 'size', sector: 'sector', industry: 'industryDivision', district: 'district', consultant: 'consultant',
  team: 'team', partnerKind: 'partnerKind',
} as const;

const MEASURES: readonly [keyof Coverage['totals'], string][] = [
  ['population', ''],
  ['contacted', '&contactedWithinMonths=12'],
  ['neverContacted', '&neverContacted=true'],
  ['agreement', '&agreement=active'],
  ['pledge', '&pledge=active'],
  ['declined', '&declined=true'],
];

describe('coverage', () => {
  let t: TestApp;
  let api: Api;

  beforeAll(async () => {
    t = await testApp();
    api = await t.as('manager');
    const admin = await t.as('administrator');
    await admin.patch('/settings', 1, { municipalityCodes: ['0615'] });
    await makeMunicipality();
  }, 120_000);
  afterAll(async () => {
    await t.close();
  });

  /** 240 companies of every kind; only some of them are employers in the municipality. */
  async function makeMunicipality(): Promise<void> {
    const team = await t.make.team();
    const consultants = [await t.make.user('consultant', { teamId: team.id }), await t.make.user('consultant')];
    const pick = <T>(from: readonly T[], index: number): T => from[index % from.length] as T;
    for (let index = 0; index < 240; index += 1) {
      const company = await t.make.company({
        size_class: pick(['small', 'small', 'small', 'medium', 'large', 'undetermined', 'unknown'], index),
        sector: pick(['private', 'private', 'public', 'third', null], index),
        industry_code: pick(['107110', '412000', '871010', null, '999999', '014620'], index),
        industry_system: pick(['DB07', 'DB25', 'DB25', null, 'DB07', 'DB07'], index),
        district: pick(['8700 Horsens', '8740 Brædstrup', null], index),
        consultant_id: pick([consultants[0]?.id, consultants[1]?.id, null], index),
        municipality_code: pick(['0615', '0615', '0615', '0751', null], index),
        employees: pick([7, null, 0, 12], index),
        employee_interval: pick([null, null, null, null, 'ANTAL_5_9'], index),
        status: pick(['active', 'active', 'active', 'active', 'active', 'active', 'closing', 'ceased'], index),
        partner_kind: pick(['employer', 'employer', 'employer', 'employer', 'employer', 'union'], index),
        agreement_periods: pick(['{}', '{[2026-01-01,2027-01-01)}', '{[2025-01-01,2026-11-20)}'], index),
      });
      if (index % 9 === 0) await t.make.workplace(company.id, { municipality_code: '0615' });
      if (index % 4 === 0) await visit(company.id, pick(['2026-11-19', '2025-11-21', '2025-11-20', '2024-02-29'], index / 4), index % 8 === 0 ? 'declined' : 'agreed');
      if (index % 5 === 0) await pledge(company.id, pick(['2026-01-01', '2026-11-20', '2026-11-21'], index), index % 10 === 0);
    }
  }

  async function visit(companyId: string, day: string, outcome: string): Promise<void> {
    const consultant = await t.as('consultant');
    const body = { companyId, kind: 'phone', occurredAt: `${day}T08:00:00Z`, summary: 'Talt sammen', outcome };
    expect((await consultant.post('/visits', body)).status).toBe(201);
  }

  async function pledge(companyId: string, from: string, withdraw: boolean): Promise<void> {
    const body = { companyId, category: 'FLEX_JOB', direction: 'RETAIN_OWN', quantity: 1, unit: 'persons', from, to: '2027-06-01' };
    const made = await api.post('/pledges', body);
    expect(made.status).toBe(201);
    if (withdraw) await api.post(`/pledges/${made.body['id'] as string}/withdraw`, { reason: 'Fortrudt' });
  }

  const pairs = Object.keys(FILTERS).map((rows, index, all) => [rows, all[(index + 1) % all.length] as string] as const);

  it.each(pairs)('by %s and %s: every figure of every cell is the number of companies behind it', async (rows, columns) => {
    const { body } = await api.get<Coverage>(`/coverage?rows=${rows}&columns=${columns}`);
    expect(body.cells.length).toBeGreaterThan(1);
    let checked = 0;
    for (const cell of body.cells) {
      const keys = new URLSearchParams({
        [FILTERS[rows as keyof typeof FILTERS]]: cell.row,
        [FILTERS[columns as keyof typeof FILTERS]]: cell.column,
      });
      for (const [measure, filter] of MEASURES) {
        const list = await api.get<{ count: number }>(`/companies?inPopulation=true&count=true&limit=1&${keys.toString()}${filter}`);
        expect([cell, measure, list.body.count]).toEqual([cell, measure, cell[measure]]);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(10);
  }, 120_000);

  it('counts every employer once and nobody else, equal to a slow reference', async () => {
    const { body } = await api.get<Coverage>('/coverage?rows=size&columns=sector');
    const rows = await t.db.query<{ population: boolean; unknown: boolean; contacted: boolean; pledge: boolean }[]>(
      `SELECT (employees > 0 OR (employees IS NULL AND employee_interval IS NOT NULL)) AS population,
         employees IS NULL AND employee_interval IS NULL AS unknown,
         EXISTS (SELECT 1 FROM visit v WHERE v.company_id = c.id AND v.occurred_on >= '2025-11-21') AS contacted,
         EXISTS (SELECT 1 FROM pledge p WHERE p.company_id = c.id AND p.from_on <= '2026-11-20' AND p.to_on > '2026-11-20'
                 AND p.withdrawn_on IS NULL) AS pledge
       FROM company c WHERE status = 'active' AND partner_kind = 'employer' AND (municipality_code = '0615'
         OR id IN (SELECT company_id FROM workplace WHERE municipality_code = '0615'))`,
    );
    const population = rows.filter((row) => row.population);
    expect(population.length).toBeGreaterThan(30);
    expect(body.totals).toMatchObject({
      population: population.length,
      contacted: population.filter((row) => row.contacted).length,
      pledge: population.filter((row) => row.pledge).length,
    });
    expect(body.totals.contacted).toBeGreaterThan(0);
    expect(body.totals.pledge).toBeGreaterThan(0);
    expect(body.population.unknownEmployees).toBe(rows.filter((row) => row.unknown).length);
    const sums = body.cells.reduce((so, cell) => so + cell.population, 0);
    expect(sums).toBe(body.totals.population);
  });

  it('keeps the facts on the company equal to what they are made of', async () => {
    const wrong = await t.db.query<unknown[]>(
      `SELECT c.id FROM company c WHERE c.last_contact_on IS DISTINCT FROM
         (SELECT max(v.occurred_on) FROM visit v WHERE v.company_id = c.id AND v.counts_as_contact)
       OR c.last_outcome IS DISTINCT FROM
         (SELECT v.outcome FROM visit v WHERE v.company_id = c.id AND v.outcome IS NOT NULL ORDER BY v.occurred_at DESC LIMIT 1)`,
    );
    expect(wrong).toEqual([]);
  });

  it('narrows by any filter of the company list', async () => {
    const { body } = await api.get<Coverage>('/coverage?rows=size&columns=sector&sector=public&contactedWithinMonths=12');
    expect(new Set(body.cells.map(({ column }) => column))).toEqual(new Set(['public']));
    expect(body.totals.contacted).toBe(body.totals.population);
  });

  it('asks for the municipality first, and refuses what it does not know', async () => {
    const admin = await t.as('administrator');
    await admin.patch('/settings', 2, { municipalityCodes: [] });
    expect((await api.get('/coverage?rows=size&columns=sector')).body['code']).toBe('municipality-not-chosen');
    await admin.patch('/settings', 3, { municipalityCodes: ['0615'] });
    expect((await api.get('/coverage?rows=size&columns=shoe')).status).toBe(400);
    expect((await api.get(`/coverage?rows=size&columns=sector&consultant=${randomUUID()}`)).body).toMatchObject({ cells: [] });
    expect((await (await t.as('member')).get('/coverage?rows=size&columns=sector')).status).toBe(403);
  });
});
