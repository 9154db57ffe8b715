import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

describe('insights', () => {
  let t: TestApp;
  let api: Api;
  beforeAll(async () => {
    t = await testApp();
    api = await t.as('secretariat');
  });
  afterAll(async () => {
    await t.close();
  });

  const pledgeOn = async (companyId: string, day: string) =>
    await t.db.query<unknown[]>(
      `INSERT INTO pledge (id, company_id, category, direction, quantity, unit, from_on, to_on, created_by, created_at)
       VALUES ($1, $2, 'FLEX_JOB', 'INCLUDE_NEW', 1, 'persons', $3, '2028-01-01', $4, $5)`,
      [randomUUID(), companyId, day, api.userId, `${day}T10:00:00Z`],
    );

  const signOn = async (companyId: string, day: string) => {
    const id = randomUUID();
    await t.db.query(
      `INSERT INTO agreement (id, kind, title, company_id, status, signed_on, from_on, created_by)
       VALUES ($1, 'COOPERATION', 'Aftale', $2, 'active', $3, $3, $4)`,
      [id, companyId, day, api.userId],
    );
    await t.db.query('INSERT INTO agreement_party (agreement_id, company_id) VALUES ($1, $2)', [id, companyId]);
  };

  it('sum needs by industry, direction and horizon, each company once', async () => {
    const [bakery, builder] = [
      await t.make.company({ industry_code: '107110', industry_system: 'DB25' }),
      await t.make.company({ industry_code: '412000', industry_system: 'DB25', size_class: 'medium' }),
    ];
    const need = async (companyId: string, direction: string, horizon: string) =>
      (await api.post('/needs', { companyId, direction, horizon, text: 'Hænder' })).body['id'] as string;
    await need(bakery.id, 'recruit', 'short');
    const answered = await need(bakery.id, 'recruit', 'short');
    await api.patch(`/needs/${answered}`, 1, { state: 'answered', answer: 'Fundet' });
    await need(builder.id, 'upskill', 'long');
    const { body } = await api.get<{ items: object[] }>('/insights/needs');
    expect(body.items).toEqual([
      { industry: '10-33', direction: 'recruit', horizon: 'short', needs: 2, open: 1, answered: 1, dropped: 0, companies: 1 },
      { industry: '41-43', direction: 'upskill', horizon: 'long', needs: 1, open: 1, answered: 0, dropped: 0, companies: 1 },
    ]);
    const narrowed = await api.get<{ items: object[] }>('/insights/needs?size=medium&state=open&from=2026-11-20&to=2099-01-01');
    expect(narrowed.body.items).toHaveLength(1);
  });

  it('say what followed an activity within 180 days, and only by who was there', async () => {
    const [came, stayedAway] = [await t.make.company(), await t.make.company()];
    const [activity] = await t.db.query<{ id: string }[]>(
      `INSERT INTO activity (id, kind, theme, title, starts_at, starts_on, ends_at, owner_id, state, created_by)
       VALUES ($1, 'NETWORK', 'network', 'Møde', '2026-03-02T13:00:00Z', '2026-03-02', '2026-03-02T15:00:00Z', $2, 'held', $2)
       RETURNING id`,
      [randomUUID(), api.userId],
    );
    for (const [company, attended] of [[came, true], [stayedAway, false]] as const) {
      await t.db.query(
        `INSERT INTO activity_participation (id, activity_id, company_id, invited_at, attended, attendees, created_by)
         VALUES ($1, $2, $3, '2026-02-01', $4, $5, $6)`,
        [randomUUID(), activity?.id, company.id, attended, attended ? 1 : null, api.userId],
      );
    }
    for (const day of ['2026-03-01', '2026-03-02', '2026-08-28', '2026-08-29']) await pledgeOn(came.id, day);
    await pledgeOn(stayedAway.id, '2026-03-10');
    await signOn(came.id, '2026-04-01');
    await signOn(came.id, '2026-12-01');
    const { body } = await api.get(`/insights/activities?companyId=${came.id}&count=true`);
    expect(body).toMatchObject({
      withinDays: 180,
      count: 1,
      items: [{ activityId: activity?.id, heldOn: '2026-03-02', companiesAttended: 1, pledgesFollowed: 2, agreementsFollowed: 1, companiesFollowed: 1 }],
    });
    expect((await api.get(`/insights/activities?companyId=${stayedAway.id}`)).body).toMatchObject({ items: [] });
    expect((await (await t.as('member')).get('/insights/activities')).status).toBe(403);
  });
});
