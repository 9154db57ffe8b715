import pg from 'pg';
import { isCvrNumber } from '../../src/kernel/cvr-number.js';
import { loadSample, SAMPLE_SEED } from '../../src/modules/sample-data/sample-loader.js';
import type { SamplePlan } from '../../src/modules/sample-data/sample-company.js';
import { sampleTables } from '../../src/modules/sample-data/sample-tables.js';
import { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { testDatabase } from '../support/test-database.js';

describe('the sample municipality', () => {
  let t: TestApp;
  let manager: Api;
  beforeAll(async () => {
    const start = performance.now();
    t = await testApp({ sampleData: true });
    console.log(`started with sample data in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    const signedIn = await t.anonymous.post('/session', { email: 'leder@demo.invalid', password: 'haandslag-demo' });
    const token = /session=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1];
    manager = new Api(t.url, token);
  }, 60_000);
  afterAll(async () => {
    await t.close();
  });

  const number = async (sql: string) => (await t.db.query<{ n: number }[]>(`SELECT (${sql}) AS n`))[0]?.n ?? 0;

  it('has about 3,600 employers in realistic proportions, all counted by coverage', async () => {
    const { body } = await manager.get<{ totals: { population: number }; cells: { row: string; population: number }[] }>(
      '/coverage?rows=size&columns=sector',
    );
    expect(body.totals.population).toBeGreaterThan(3_400);
    expect(body.totals.population).toBeLessThan(3_800);
    const share = (size: string) =>
      body.cells.filter(({ row }) => row === size).reduce((sum, cell) => sum + cell.population, 0) / body.totals.population;
    expect(share('small')).toBeGreaterThan(0.9);
    expect(share('medium')).toBeGreaterThan(0.015);
    expect(share('large')).toBeGreaterThan(0.002);
    expect(await number("SELECT count(*) FROM company WHERE partner_kind <> 'employer'")).toBeGreaterThan(30);
    expect((await manager.get('/settings')).body).toMatchObject({ sampleData: true, municipalityName: 'Eksempel Kommune' });
  });

  it('has CVR numbers that pass the check, begin with 9 and occur once', async () => {
    const rows = await t.db.query<{ n: string }[]>('SELECT cvr_number AS n FROM company');
    expect(rows.filter(({ n }) => !n.startsWith('9') || !isCvrNumber(n))).toEqual([]);
    expect(new Set(rows.map(({ n }) => n)).size).toBe(rows.length);
  });

  it('has facts on each company that equal what they are made of', async () => {
    const wrong = await t.db.query<unknown[]>(
      `SELECT c.id FROM company c WHERE
         c.last_contact_on IS DISTINCT FROM
           (SELECT max(v.occurred_on) FROM visit v WHERE v.company_id = c.id AND v.counts_as_contact)
         OR c.pledge_periods <> coalesce((SELECT range_agg(daterange(p.from_on, least(p.to_on, coalesce(p.withdrawn_on, p.to_on))))
           FROM pledge p WHERE p.company_id = c.id), '{}')
         OR c.agreement_periods <> coalesce((SELECT range_agg(daterange(a.from_on, least(a.to_on, a.terminated_on)))
           FROM agreement a WHERE a.company_id = c.id AND a.status <> 'draft'), '{}')`,
    );
    expect(wrong).toEqual([]);
  });

  it('is alive: two years of visits, tasks due and overdue, pledges and agreements in every state, attendance', async () => {
    const states = new Set<string>();
    let cursor = '';
    do {
      const page = await manager.get<{ items: { state: string }[]; nextCursor: string | null }>(`/pledges?limit=200${cursor && `&cursor=${cursor}`}`);
      for (const { state } of page.body.items) states.add(state);
      cursor = page.body.nextCursor ?? '';
    } while (cursor);
    expect([...states].sort()).toEqual(['behind', 'fulfilled', 'lapsed', 'on_track', 'partly', 'upcoming', 'withdrawn']);
    for (const status of ['draft', 'active', 'expired', 'terminated']) {
      const { body } = await manager.get<{ count: number }>(`/agreements?status=${status}&count=true&limit=1`);
      expect([status, body.count]).not.toEqual([status, 0]);
    }
    expect(await number("SELECT count(*) FROM visit WHERE occurred_on < DATE '2025-11-20'")).toBeGreaterThan(1_000);
    expect(await number('SELECT count(*) FROM visit')).toBe(6_000);
    for (const comparison of ['<', '>']) {
      expect(await number(`SELECT count(*) FROM task WHERE state = 'open' AND due_on ${comparison} DATE '2026-11-20'`)).toBeGreaterThan(10);
    }
    expect(await number('SELECT count(*) FROM activity_participation WHERE attended')).toBeGreaterThan(100);
    expect(await number('SELECT count(*) FROM visit WHERE occurred_on >= DATE \'2026-11-20\'')).toBe(0);
  });

  it('has bases and consents, given and taken back, and has invited only those who may be contacted', async () => {
    const live = `SELECT count(*) FROM contact_basis b JOIN company c ON c.id = b.company_id
      WHERE c.advertising_protected`;
    expect(await number(`${live} AND b.ended_at IS NULL`)).toBeGreaterThan(50);
    expect(await number(`${live} AND b.ended_at IS NOT NULL`)).toBeGreaterThan(2);
    for (const giver of ['company_id', 'contact_id']) {
      expect(await number(`SELECT count(*) FROM consent WHERE ${giver} IS NOT NULL`)).toBeGreaterThan(50);
    }
    expect(await number('SELECT count(*) FROM consent WHERE withdrawn_at IS NOT NULL')).toBeGreaterThan(5);
    const invited = await t.db.query<{ id: string }[]>(
      `SELECT DISTINCT p.company_id AS id FROM activity_participation p JOIN activity a ON a.id = p.activity_id
       WHERE a.state = 'planned'`,
    );
    const companyIds = invited.slice(0, 200).map(({ id }) => id);
    const approach = { companyIds, channel: 'phone', purpose: 'event_invitation' };
    const { body } = await manager.post<{ items: { allowed: boolean }[] }>('/contact-checks', approach);
    expect(body.items.length).toBeGreaterThan(50);
    expect(body.items.filter(({ allowed }) => !allowed)).toEqual([]);
  });

  it('shows the demo member one company of its own with pledges', async () => {
    const signedIn = await t.anonymous.post('/session', { email: 'medlem@demo.invalid', password: 'haandslag-demo' });
    const cookie = { cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' };
    const companies = await t.anonymous.get<{ items: object[] }>('/companies', cookie);
    const pledges = await t.anonymous.get<{ items: object[] }>('/pledges', cookie);
    expect(companies.body.items).toHaveLength(1);
    expect(pledges.body.items.length).toBeGreaterThan(0);
  });

  it('is the same everywhere for the same day, and holds exactly the visits asked for', () => {
    const plan: SamplePlan = { seed: SAMPLE_SEED, companies: 400, visits: 1_000, today: '2026-11-20' };
    const all = () => sampleTables(plan).map((one) => [one.table, [...one.rows()]] as const);
    expect(all()).toEqual(all());
    expect(new Map(all()).get('visit')).toHaveLength(1_000);
    const [other] = sampleTables({ ...plan, seed: 1 }).map((one) => [...one.rows()]);
    expect(other).not.toEqual(all()[0]?.[1]);
  });

  it('is never laid over something that is there', async () => {
    const database = await testDatabase();
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    const plan = { seed: SAMPLE_SEED, companies: 50, visits: 20, today: '2026-11-20' };
    expect(await loadSample(client, plan)).not.toBeNull();
    const count = async () => (await client.query<{ n: string }>('SELECT count(*) AS n FROM company')).rows[0]?.n;
    const before = await count();
    expect(await loadSample(client, plan)).toBeNull();
    expect(await count()).toBe(before);
    await client.end();
    await database.drop();
  });
});
