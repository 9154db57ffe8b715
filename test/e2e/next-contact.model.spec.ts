import fc from 'fast-check';
import { randomInt } from 'node:crypto';
import type { Api } from '../support/api.js';
import { type ReferenceWorld, referenceNextContact } from '../support/next-contact-reference.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { ContactRound } from '../../src/modules/cadences/contact-round.js';

const HISTORIES = process.env['LONG'] ? 1_000 : 100;

const day = fc
  .integer({ min: 0, max: 1_400 })
  .map((days) => new Date(Date.UTC(2023, 0, 20 + days)).toISOString().slice(0, 10))
  .filter((date) => date <= '2026-11-19');

type Step =
  | { do: 'visit'; on: string; counts: boolean }
  | { do: 'move'; which: number; on: string }
  | { do: 'resize'; size: string }
  | { do: 'pause'; until: string }
  | { do: 'resume' }
  | { do: 'pledge'; live: boolean }
  | { do: 'cease' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant('visit' as const), on: day, counts: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('move' as const), which: fc.nat(5), on: day }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resize' as const), size: fc.constantFrom('small', 'medium', 'large') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pause' as const), until: fc.constantFrom('2026-12-24', '2027-07-04', '2027-03-27') }) },
  { weight: 2, arbitrary: fc.constant({ do: 'resume' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pledge' as const), live: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: 'cease' as const }) },
);

describe('next contact', () => {
  let t: TestApp;
  let api: Api;
  const seen = new Map<string, number>();

  beforeAll(async () => {
    t = await testApp();
    api = await t.as('consultant');
  });
  afterAll(async () => await t.close());

  const ok = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  };

  /** Does the step through the API, and to the plain world. */
  async function take(one: Step, world: ReferenceWorld, visits: { id: string; on: string; counts: boolean }[]) {
    seen.set(one.do, (seen.get(one.do) ?? 0) + 1);
    const { companyId } = world;
    const company = `/companies/${companyId}`;
    const patch = async (body: object) =>
      ok(api.patch(company, Number((await ok(api.get(company)))['version']), body));
    if (one.do === 'visit') {
      const kind = one.counts ? 'visit' : 'email';
      const body = { companyId, kind, occurredAt: `${one.on}T11:00:00Z`, summary: 'Snak' };
      const { id } = await ok(api.post('/visits', body));
      visits.push({ id: String(id), on: one.on, counts: one.counts });
    } else if (one.do === 'move') {
      const visit = visits[one.which];
      if (!visit) return;
      const { version } = await ok(api.get(`/visits/${visit.id}`));
      await ok(api.patch(`/visits/${visit.id}`, Number(version), { occurredAt: `${one.on}T11:00:00Z` }));
      visit.on = one.on;
    } else if (one.do === 'resize') {
      await patch({ sizeOverride: one.size, sizeOverrideReason: 'Prøve' });
      world.sizeClass = one.size;
    } else if (one.do === 'pause') {
      await ok(api.post(`/outreach/${companyId}/pause`, { until: one.until, reason: 'Prøve', kind: 'snoozed' }));
      world.pausedUntil = one.until;
    } else if (one.do === 'resume') {
      await ok(api.send('DELETE', `/outreach/${companyId}/pause`));
      world.pausedUntil = null;
    } else if (one.do === 'pledge') {
      const [from, to] = one.live ? ['2026-01-01', '2027-01-01'] : ['2025-01-01', '2026-01-01'];
      await ok(api.post('/pledges', {
        companyId, category: 'PLACEMENT_PLACES', direction: 'INCLUDE_NEW', quantity: 1, unit: 'places', from, to,
      }));
      world.engaged ||= one.live;
    } else {
      await patch({ status: 'ceased' });
      world.status = 'ceased';
    }
    world.contacts = visits.filter(({ counts }) => counts).map(({ on }) => on);
  }

  const stored = async (id: string) => {
    const [row] = await t.db.query<{ on: string | null; latestOn: string | null }[]>(
      'SELECT next_contact_on AS "on", contact_latest_on AS "latestOn" FROM company WHERE id = $1',
      [id],
    );
    return row?.on ? row : null;
  };

  /** Caught: taking the first contact for the last, counting mails, not looking at the moved visit, forgetting July. */
  it('equals a slow reference after every step of random histories', async () => {
    const seed = randomInt(2 ** 31);
    console.log(`next contact: seed ${seed}, ${HISTORIES} histories`);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const { id } = await t.make.company();
        const world: ReferenceWorld = {
          companyId: id, partnerKind: 'employer', sizeClass: 'small', status: 'active', contacts: [], pausedUntil: null,
          engaged: false,
        };
        const visits: { id: string; on: string; counts: boolean }[] = [];
        for (const one of steps) {
          await take(one, world, visits);
          expect(await stored(id)).toEqual(referenceNextContact(world));
        }
      }),
      { seed, numRuns: HISTORIES, interruptAfterTimeLimit: 600_000, markInterruptAsFailure: true },
    );
    console.log(`next contact: steps ${JSON.stringify(Object.fromEntries(seen))}`);
    for (const kind of ['visit', 'move', 'resize', 'pause', 'resume', 'pledge', 'cease']) expect(seen.get(kind)).toBeGreaterThan(3);
  }, 620_000);

  it('follows an agreement or pledge that ends by itself, and new days of the cadence, in the next round', async () => {
    const { id } = await t.make.company({ last_contact_on: '2026-10-01', pledge_periods: '{[2026-01-01,2026-12-01)}' });
    const world = {
      companyId: id, partnerKind: 'employer', sizeClass: 'small', status: 'active', contacts: ['2026-10-01'],
      pausedUntil: null,
    };
    const round = t.app.get(ContactRound);
    await round.make();
    expect(await stored(id)).toEqual(referenceNextContact({ ...world, engaged: true }));
    t.clock.set('2026-12-01T08:00:00Z');
    await round.make();
    expect(await stored(id)).toEqual(referenceNextContact({ ...world, engaged: false }));
  });
});
