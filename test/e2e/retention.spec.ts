import { randomUUIDv7 } from 'node:crypto';
import { RetentionWork } from '../../src/modules/retention/retention-work.js';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Rule {
  id: string;
  version: number;
  kind: string;
  months: number;
  enabled: boolean;
  lastRunOn: string | null;
}
interface Run {
  id: string;
  kind: string;
  state: string;
  processed: number;
}
interface DryRun {
  count: number;
  first: { id: string; name: string | null }[];
}

/** The clock stands on 2026-11-20, so 36 months reach back to 2023-11-20. */
describe('retention', () => {
  let t: TestApp;
  let admin: Api;
  let companyId: string;
  beforeAll(async () => {
    t = await testApp();
    admin = await t.as('administrator');
    companyId = (await t.make.company()).id;
  });
  afterAll(async () => {
    await t.close();
  });

  const rule = async (kind: string) =>
    (await admin.get<{ items: Rule[] }>(`/retention-rules?kind=${kind}`)).body.items[0] as Rule;
  const dryRun = async (kind: string) => (await admin.post<DryRun>(`/retention-rules/${(await rule(kind)).id}/dry-run`)).body;
  const runs = async () => (await admin.get<{ items: Run[] }>('/retention-runs')).body.items;
  const contact = async (name: string, createdAt: string) =>
    (await t.make.contact(companyId, { name, created_at: createdAt })).id;
  const enable = async (kind: string, enabled: boolean) => {
    const { id, version } = await rule(kind);
    expect((await admin.patch(`/retention-rules/${id}`, version, { enabled })).status).toBe(200);
  };
  const names = async () =>
    (await t.db.query<{ name: string }[]>('SELECT name FROM contact ORDER BY name')).map(({ name }) => name);
  const visit = async (contactId: string, occurredOn: string) => {
    const { id: authorId } = await t.make.user('consultant');
    const id = randomUUIDv7();
    await t.db.query(
      `INSERT INTO visit (id, company_id, kind, occurred_at, occurred_on, summary, counts_as_contact, author_id)
       VALUES ($1, $2, 'visit', $3::date, $3::date, 'Vi talte længe', true, $4)`,
      [id, companyId, occurredOn, authorId],
    );
    await t.db.query('INSERT INTO visit_contact (visit_id, contact_id) VALUES ($1, $2)', [id, contactId]);
    return id;
  };

  it('is delivered with nothing switched on that erases a person or a note', async () => {
    const { items } = (await admin.get<{ items: Rule[] }>('/retention-rules')).body;
    expect(items.filter(({ enabled }) => enabled).map(({ kind }) => kind).sort()).toEqual([
      'created_once', 'import_failure', 'session',
    ]);
    expect((await (await t.as('manager')).patch(`/retention-rules/${items[0]?.id}`, 1, { months: 2 })).status).toBe(403);
  });

  it('shows who would go, then erases exactly those, once a day', async () => {
    const gone = await contact('Glemt Person', '2023-11-19');
    await contact('Ny Person', '2023-11-21');
    const kept: Record<string, (id: string) => Promise<unknown>> = {
      Besøgt: (id) => visit(id, '2023-11-20'),
      Løfte: (id) => t.db.query(
        `INSERT INTO pledge (id, company_id, category, direction, quantity, unit, from_on, to_on, contact_id, created_by)
         SELECT gen_random_uuid(), $1, 'FLEX_JOB', 'INCLUDE_NEW', 1, 'places', '2023-01-01', '2027-01-01', id, created_by
         FROM contact WHERE id = $2`, [companyId, id]),
      Opgave: (id) => admin.post('/tasks', { title: 'Ring', dueOn: '2026-12-01', subjectType: 'contact', subjectId: id }),
      Anmodning: (id) => admin.post('/privacy-requests', { kind: 'access', contactId: id }),
      Lovkrav: async (id) => {
        const { id: requestId } = (await admin.post<{ id: string }>('/privacy-requests', { kind: 'erasure', contactId: id })).body;
        const hold = { holdBasis: 'arkivloven', holdReviewOn: '2027-01-01' };
        return await admin.post(`/privacy-requests/${requestId}/decide`, { decision: 'refused', reason: 'Lov', ...hold });
      },
    };
    for (const [name, protect] of Object.entries(kept)) await protect(await contact(name, '2020-01-01'));
    expect(await dryRun('contact_inactive')).toEqual({ count: 1, first: [{ id: gone, name: 'Glemt Person' }] });
    await t.app.get(RetentionWork).sweep();
    expect(await names()).toContain('Glemt Person');

    await enable('contact_inactive', true);
    await t.app.get(RetentionWork).sweep();
    expect((await names()).sort()).toEqual([...Object.keys(kept), 'Ny Person', '[slettet person]'].sort());
    expect(await runs()).toEqual(expect.arrayContaining([
      expect.objectContaining({ kind: 'contact_inactive', state: 'done', processed: 1 }),
    ]));
    const { items } = (await admin.get<{ items: { contactId: string; cause: string }[] }>('/erasures')).body;
    expect(items).toMatchObject([{ contactId: gone, cause: 'retention' }]);
    const before = (await runs()).length;
    await t.app.get(RetentionWork).sweep();
    expect(await runs()).toHaveLength(before);
    await enable('contact_inactive', false);
  });

  it('takes who has left everywhere, and the text of old visits but not the visits', async () => {
    const left = await contact('Rejst Person', '2026-01-01');
    await t.db.query("UPDATE contact_role SET left_on = '2025-11-19' WHERE contact_id = $1", [left]);
    const half = await contact('Halvt Rejst', '2026-01-01');
    await t.db.query("UPDATE contact_role SET left_on = '2025-11-20' WHERE contact_id = $1", [half]);
    expect((await dryRun('contact_left')).first.map(({ id }) => id)).toEqual([left]);
    const old = await visit(half, '2021-11-19');
    const young = await visit(half, '2021-11-20');
    await enable('visit_note', true);
    t.clock.set('2026-11-20T12:00:00Z');
    await t.app.get(RetentionWork).sweep();
    const texts = await t.db.query<object[]>('SELECT id, summary FROM visit WHERE id = ANY($1::uuid[]) ORDER BY occurred_on', [
      [old, young],
    ]);
    expect(texts).toEqual([
      { id: old, summary: '[slettet efter opbevaringsreglen]' }, { id: young, summary: 'Vi talte længe' },
    ]);
    expect((await dryRun('visit_note')).count).toBe(0);
  });

  it('can be cancelled, and goes on the next day', async () => {
    t.clock.set('2026-11-21T12:00:00Z');
    admin = await t.as('administrator');
    await contact('Sidste Person', '2020-01-01');
    const { id: ruleId } = await rule('contact_inactive');
    const id = randomUUIDv7();
    await t.db.query('INSERT INTO retention_run (id, rule_id, run_on) VALUES ($1, $2, $3)', [id, ruleId, '2026-11-21']);
    expect((await admin.post<Run>(`/retention-runs/${id}/cancel`)).body.state).toBe('cancelled');
    expect((await admin.post(`/retention-runs/${id}/cancel`)).status).toBe(409);
    await enable('contact_inactive', true);
    await t.app.get(RetentionWork).sweep();
    expect(await names()).toContain('Sidste Person');
    t.clock.set('2026-11-22T12:00:00Z');
    await t.app.get(RetentionWork).sweep();
    expect(await names()).not.toContain('Sidste Person');
  });
});
