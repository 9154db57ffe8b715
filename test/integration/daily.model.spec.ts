import fc from 'fast-check';
import type { Actor } from '../../src/platform/http/actor.js';
import { Problem } from '../../src/kernel/problem.js';
import { FulfilmentsService } from '../../src/modules/pledges/fulfilments.service.js';
import { PledgesReader } from '../../src/modules/pledges/pledges.reader.js';
import { PledgesService } from '../../src/modules/pledges/pledges.service.js';
import { TasksReader } from '../../src/modules/tasks/tasks.reader.js';
import { TasksService } from '../../src/modules/tasks/tasks.service.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { fulfilledBy, isLive, type ModelPledge, type ModelTask, stateOn, stepTask, type TaskStep, type Unit } from './daily-model.js';

const RUNS = process.env['LONG'] === '1' ? 1_000 : 100;
const seed = Date.now() | 0;
console.log(`daily model: seed ${seed}, ${RUNS} sequences each`);

const dayText = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const FIRST_DAY = Date.parse('2026-03-20') / 86_400_000;

describe('against a plain model', () => {
  let t: TestApp;
  let actor: Actor;
  let today = FIRST_DAY;
  const tally: Record<string, number> = {};
  const count = (what: string) => (tally[what] = (tally[what] ?? 0) + 1);

  beforeAll(async () => {
    t = await testApp();
    const { id: userId } = await t.make.user('consultant');
    actor = { userId, name: 'x', role: 'consultant', permissions: new Set(), teamId: null, onlyCompanyId: null };
  });
  afterAll(async () => {
    await t.close();
  });

  function goTo(day: number): void {
    today = day;
    t.clock.set(`${dayText(day)}T10:00:00Z`);
  }

  async function isRefused(work: Promise<unknown>): Promise<boolean> {
    try {
      await work;
      return false;
    } catch (error) {
      if (error instanceof Problem && (error.status === 409 || error.status === 422)) return true;
      throw error;
    }
  }

  it('tasks behave (catches: a done task can be snoozed; snoozing twice forgets the first day; reopening keeps closedAt)', async () => {
    const service = t.app.get(TasksService);
    const reader = t.app.get(TasksReader);
    const step: fc.Arbitrary<TaskStep> = fc.oneof(
      fc.record({ kind: fc.constantFrom('complete' as const, 'cancel' as const, 'reopen' as const) }),
      fc.record({ kind: fc.constant('snooze' as const), by: fc.integer({ min: -3, max: 20 }) }),
    );
    const run = (id: string, one: TaskStep) => {
      if (one.kind === 'snooze') return service.snooze(actor, id, null, { until: dayText(today + one.by), reason: 'Travlt' });
      if (one.kind === 'reopen') return service.reopen(actor, id, null);
      return service.complete(actor, id, null, one.kind === 'complete' ? 'done' : 'cancelled');
    };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -20, max: 20 }), fc.array(fc.tuple(step, fc.nat(3)), { minLength: 8, maxLength: 20 }), async (due, steps) => {
        goTo(FIRST_DAY);
        const { record } = await service.create(actor, { title: 'Opgave', dueOn: dayText(today + due) });
        const model: ModelTask = { id: record.id, state: 'open', due: today + due, snoozedFrom: null };
        for (const [one, days] of steps) {
          goTo(today + days);
          const refused = await isRefused(run(record.id, one));
          expect(refused).toBe(!stepTask(model, one, today));
          count(`task ${one.kind} ${refused ? 'refused' : 'done'}`);
          const task = await reader.one(record.id);
          expect([task.state, task.dueOn, task.snoozedFrom, task.closedAt === null]).toEqual([
            model.state, dayText(model.due), model.snoozedFrom === null ? null : dayText(model.snoozedFrom), model.state === 'open',
          ]);
        }
      }),
      { seed, numRuns: RUNS },
    );
    for (const kind of ['complete', 'cancel', 'snooze', 'reopen']) {
      for (const end of ['done', 'refused']) expect(tally[`task ${kind} ${end}`]).toBeGreaterThan(0);
    }
  }, 600_000);

  it('pledges behave (catches: floor becomes ceil; hours add up; a withdrawn pledge stays live; the end day still counts)', async () => {
    const service = t.app.get(PledgesService);
    const fulfilments = t.app.get(FulfilmentsService);
    const reader = t.app.get(PledgesReader);
    const unit = fc.constantFrom<Unit>('places', 'hours_per_week', 'yes_no');
    const create = fc.record({ kind: fc.constant('create' as const), unit, quantity: fc.integer({ min: 1, max: 9 }), from: fc.integer({ min: -40, max: 20 }), days: fc.integer({ min: 0, max: 90 }) });
    const fulfil = fc.record({ kind: fc.constant('fulfil' as const), pick: fc.nat(), quantity: fc.integer({ min: 1, max: 4 }), on: fc.integer({ min: -30, max: 2 }) });
    const withdraw = fc.record({ kind: fc.constant('withdraw' as const), pick: fc.nat() });
    const prolong = fc.record({ kind: fc.constant('prolong' as const), pick: fc.nat(), by: fc.integer({ min: -60, max: 60 }) });
    const advance = fc.record({ kind: fc.constant('advance' as const), days: fc.integer({ min: 1, max: 25 }) });
    const command = fc.oneof(create, { weight: 3, arbitrary: fulfil }, withdraw, prolong, { weight: 2, arbitrary: advance });

    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 24 }), async (commands) => {
        goTo(FIRST_DAY);
        const companyId = (await t.make.company()).id;
        const pledges: ModelPledge[] = [];
        for (const one of commands) {
          if (one.kind === 'advance') {
            goTo(today + one.days);
          } else if (one.kind === 'create') {
            const quantity = one.unit === 'yes_no' ? 1 : one.quantity;
            const model: ModelPledge = { id: '', quantity, unit: one.unit, from: today + one.from, to: today + one.from + one.days, withdrawn: null, fulfilments: [] };
            const body = { companyId, category: 'FLEX_JOB', direction: 'INCLUDE_NEW' as const, quantity, unit: one.unit, from: dayText(model.from), to: dayText(model.to) };
            const work = service.create(actor, body).then(({ record }) => (model.id = record.id));
            expect(await isRefused(work)).toBe(one.days === 0);
            if (model.id) pledges.push(model);
          } else {
            const model = pledges[one.pick % Math.max(1, pledges.length)];
            if (model) await change(model, one);
          }
          await compare(companyId, pledges);
        }
      }),
      { seed, numRuns: RUNS },
    );
    console.log(tally);
    const states = ['upcoming', 'on_track', 'behind', 'fulfilled', 'partly', 'lapsed', 'withdrawn'];
    for (const state of states) expect([state, tally[`pledge ${state}`] ?? 0]).not.toEqual([state, 0]);

    type Change = { kind: 'fulfil'; quantity: number; on: number } | { kind: 'withdraw' } | { kind: 'prolong'; by: number };

    async function change(model: ModelPledge, one: Change): Promise<void> {
      if (one.kind === 'fulfil') {
        const body = { quantity: one.quantity, on: dayText(today + one.on) };
        const refused = await isRefused(fulfilments.add(actor, model.id, body));
        expect(refused).toBe(model.withdrawn !== null || one.on > 0);
        if (!refused) model.fulfilments.push({ quantity: one.quantity, on: today + one.on });
      } else if (one.kind === 'withdraw') {
        const refused = await isRefused(service.withdraw(actor, model.id, null, 'Fortrudt'));
        expect(refused).toBe(model.withdrawn !== null);
        model.withdrawn ??= today;
      } else {
        const { version } = await reader.one(actor, model.id);
        const to = model.to + one.by;
        const refused = await isRefused(service.update(actor, model.id, version, { to: dayText(to) }));
        expect(refused).toBe(to <= model.from);
        if (!refused) model.to = to;
      }
      count(`pledge ${one.kind}`);
    }

    async function compare(companyId: string, pledges: readonly ModelPledge[]): Promise<void> {
      for (const model of pledges) {
        const { fulfilled, state } = await reader.one(actor, model.id);
        expect([fulfilled, state]).toEqual([fulfilledBy(model), stateOn(model, today)]);
        count(`pledge ${state}`);
      }
      const days = Array.from({ length: 12 }, (_one, index) => today - 60 + index * 15);
      const [row] = await t.db.query<{ live: boolean[] }[]>(
        'SELECT array(SELECT pledge_periods @> d FROM unnest($2::date[]) WITH ORDINALITY AS x(d, n) ORDER BY n) AS live FROM company WHERE id = $1',
        [companyId, days.map(dayText)],
      );
      expect(row?.live).toEqual(days.map((day) => isLive(pledges, day)));
    }
  }, 900_000);
});
