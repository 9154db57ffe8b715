import fc from 'fast-check';
import { Problem } from '../../src/kernel/problem.js';
import { ActivitiesReader } from '../../src/modules/activities/activities.reader.js';
import { ActivitiesService } from '../../src/modules/activities/activities.service.js';
import { ParticipationsService } from '../../src/modules/activities/participations.service.js';
import type { Actor } from '../../src/platform/http/actor.js';
import { type ActivityCommand, ActivityModel, type ModelActivity, PROTECTED } from '../support/activity-model.js';
import { type TestApp, testApp } from '../support/test-app.js';

const long = process.env['LONG'] === '1';
const sequences = long ? 1000 : 100;
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.log(`activities model seed ${seed}, ${sequences} sequences`);

const HOUR = 3_600_000;
const COMPANIES = 4;
/** The day before the clocks go back in Copenhagen. */
const BEGIN = '2026-10-24T09:30:00Z';

const at = fc.nat({ max: 1 });
const company = fc.nat({ max: PROTECTED - 1 });
const companies = fc.oneof(
  { weight: 4, arbitrary: fc.uniqueArray(company, { minLength: 1, maxLength: COMPANIES }) },
  { weight: 1, arbitrary: fc.uniqueArray(fc.nat({ max: PROTECTED }), { minLength: 1, maxLength: COMPANIES }) },
);
const capacity = fc.option(fc.integer({ min: 1, max: 4 }), { freq: 6 });
const inHours = fc.integer({ min: -15, max: 40 });
const hours = fc.integer({ min: 1, max: 20 });
const score = fc.integer({ min: 1, max: 5 });
const seats = fc.integer({ min: 1, max: 3 });
const theme = fc.constantFrom('prevention' as const, 'network' as const, 'schemes' as const);
const create = fc.record({ do: fc.constant('create' as const), theme, capacity, inHours });
const invite = fc.record({ do: fc.constant('invite' as const), at, companies });
const answer = fc.constantFrom('accepted' as const, 'accepted' as const, 'declined' as const);
const attended = fc.constantFrom(true, true, false, null);
const attendees = fc.option(fc.integer({ min: 1, max: 9 }), { freq: 2, nil: undefined });
const command: fc.Arbitrary<ActivityCommand> = fc.oneof(
  { weight: 1, arbitrary: create },
  { weight: 3, arbitrary: invite },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('walk in' as const), at, companies }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('answer' as const), at, company, answer, seats }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw answer' as const), at, company }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('attend' as const), at, company, attended, attendees }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('resize' as const), at, capacity }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('move' as const), at, inHours }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('hold' as const), at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('evaluate' as const), at, score }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('advance clock' as const), hours }) },
);
const sequence = fc.tuple(create, invite, fc.array(command, { minLength: 20, maxLength: 35 }));

/** What each command must have met, or the sequences would prove nothing about it. */
const MUST_OCCUR = [
  'create: ok', 'invite: ok', 'walk in: ok', 'answer: ok', 'withdraw answer: ok', 'attend: ok', 'resize: ok',
  'move: ok', 'hold: ok', 'cancel: ok', 'evaluate: ok', 'advance clock: ok',
  'invite: activity-cancelled', 'invite: contact-blocked', 'walk in: too-early', 'answer: full', 'answer: not-found',
  'answer: activity-cancelled', 'attend: too-early', 'attend: not-attended', 'attend: activity-cancelled',
  'resize: capacity-taken', 'move: held', 'move: attendance-noted', 'hold: not-begun', 'hold: activity-held',
  'hold: activity-cancelled', 'cancel: activity-held', 'cancel: activity-cancelled', 'evaluate: not-held',
  'state planned', 'state held', 'state cancelled', 'state full',
];

/** The activity a command names and the versions its caller has read: of the activity, and by number of company. */
interface Touched {
  activityId: string;
  version: number;
  versions: ReadonlyMap<number, number>;
}

describe('activities against a model (must catch: more seats after the answer are not checked)', () => {
  let t: TestApp;
  let activities: ActivitiesService;
  let participations: ParticipationsService;
  let reader: ActivitiesReader;
  let actor: Actor;
  let companyIds: string[];
  const occurred = new Map<string, number>();
  const count = (what: string) => occurred.set(what, (occurred.get(what) ?? 0) + 1);

  beforeAll(async () => {
    t = await testApp();
    activities = t.app.get(ActivitiesService);
    participations = t.app.get(ParticipationsService);
    reader = t.app.get(ActivitiesReader);
    const { id: userId } = await t.make.user('consultant');
    actor = { userId, name: 'Prøve', role: 'consultant', permissions: new Set(), teamId: null, onlyCompanyId: null };
    companyIds = [];
    for (let n = 0; n < COMPANIES; n++) companyIds.push((await t.make.company({ advertising_protected: n === PROTECTED })).id);
  });
  afterAll(async () => {
    await t.close();
  });

  const idOf = (number: number): string => companyIds[number] ?? '';
  const period = (hours: number) => {
    const start = t.clock.now().getTime() + hours * HOUR;
    return { startsAt: new Date(start).toISOString(), endsAt: new Date(start + 2 * HOUR).toISOString() };
  };

  /** Does to the program what the model does to itself; gives the id of a new activity. */
  async function perform(one: ActivityCommand, { activityId, version, versions }: Touched): Promise<unknown> {
    const change = (number: number, body: object) => {
      const where = { activityId, companyId: idOf(number), version: versions.get(number) ?? 1 };
      return participations.update(actor, where, body);
    };
    switch (one.do) {
      case 'create': {
        const rest = { kind: 'NETWORK', theme: one.theme, title: 'Prøve', capacity: one.capacity };
        return (await activities.create(actor, { ...rest, ...period(one.inHours) })).record.id;
      }
      case 'invite': return await participations.invite(actor, activityId, { companyIds: one.companies.map(idOf) });
      case 'walk in':
        return await participations.invite(actor, activityId, { companyIds: one.companies.map(idOf), walkIn: true });
      case 'answer': return await change(one.company, { answer: one.answer, seats: one.seats });
      case 'withdraw answer': return await change(one.company, { answer: 'none' });
      case 'attend': return await change(one.company, { attended: one.attended, attendees: one.attendees });
      case 'resize': return await activities.update(actor, activityId, version, { capacity: one.capacity });
      case 'move': return await activities.update(actor, activityId, version, period(one.inHours));
      case 'hold': return await activities.hold(actor, activityId, version);
      case 'cancel': return await activities.cancel(actor, activityId, null, 'Prøve');
      case 'evaluate':
        return await activities.update(actor, activityId, version, { evaluationText: 'x', evaluationScore: one.score });
      case 'advance clock': return t.clock.advance(one.hours * HOUR);
    }
  }

  async function stored(activityId: string) {
    const { items } = await reader.participations(actor, activityId, { limit: 200 });
    const one = await reader.one(actor, activityId);
    expect(one.acceptedSeats).toBeLessThanOrEqual(one.capacity ?? Number.MAX_SAFE_INTEGER);
    const { version, state, capacity: places, evaluationScore, startsAt } = one;
    const { invitedCount, acceptedSeats, declinedCount, attendedCount, seatsLeft } = one;
    return {
      version, state, capacity: places, evaluationScore, startsAt,
      counts: { invitedCount, acceptedSeats, declinedCount, attendedCount, seatsLeft },
      participations: Object.fromEntries(items.map((item) => [item.companyId, [
        item.version, item.seats, item.invitedAt, item.answer, item.answeredAt, item.attended, item.attendees,
      ]])),
    };
  }

  function expected(model: ActivityModel, one: ModelActivity): Awaited<ReturnType<typeof stored>> {
    const iso = (instant: number) => new Date(instant).toISOString();
    const all = [...one.participations];
    const acceptedSeats = model.seatsAccepted(one);
    const seatsLeft = one.capacity === null ? null : one.capacity - acceptedSeats;
    count(`state ${one.state}`);
    if (seatsLeft === 0) count('state full');
    return {
      version: one.version, state: one.state, capacity: one.capacity, evaluationScore: one.score,
      startsAt: iso(one.startsAt),
      counts: {
        invitedCount: all.length, acceptedSeats, seatsLeft,
        declinedCount: all.filter(([, { answer: said }]) => said === 'declined').length,
        attendedCount: all.filter(([, { attended: came }]) => came === true).length,
      },
      participations: Object.fromEntries(all.map(([number, p]) => [idOf(number), [
        p.version, p.seats, iso(p.invitedAt), p.answer, p.answeredAt === null ? null : iso(p.answeredAt),
        p.attended, p.attendees,
      ]])),
    };
  }

  async function lastOutboxRow(): Promise<number> {
    const [row] = await t.db.query<{ id: number }[]>('SELECT coalesce(max(id), 0) AS id FROM outbox_event');
    return row?.id ?? 0;
  }

  async function run(commands: ActivityCommand[]): Promise<void> {
    t.clock.set(BEGIN);
    const model = new ActivityModel(Date.parse(BEGIN));
    const ids = new Map<ModelActivity, string>();
    let written = await lastOutboxRow();
    for (const one of commands) {
      const touched = one.do === 'create' ? undefined : model.touched(one);
      const versions = new Map([...(touched?.participations ?? [])].map(([number, { version }]) => [number, version]));
      const where = { activityId: (touched && ids.get(touched)) ?? '', version: touched?.version ?? 0, versions };
      const said = model.apply(one);
      const made = await perform(one, where).then(
        (result) => ({ outcome: 'ok', result }),
        (error: unknown) => ({ outcome: codeOf(error), result: undefined }),
      );
      count(`${one.do}: ${made.outcome}`);
      expect({ one, outcome: made.outcome }).toEqual({ one, outcome: said });
      const row = await lastOutboxRow();
      if (said !== 'ok') expect(row).toBe(written);
      written = row;
      const activity = model.touched(one);
      if (activity && typeof made.result === 'string') ids.set(activity, made.result);
      if (activity) expect(await stored(ids.get(activity) ?? '')).toEqual(expected(model, activity));
    }
    for (const [activity, id] of ids) expect(await stored(id)).toEqual(expected(model, activity));
  }

  it('end every sequence of commands as the model does, and refuse what it refuses', async () => {
    await fc.assert(
      fc.asyncProperty(sequence, ([first, second, rest]) => run([first, second, ...rest])),
      { numRuns: sequences, seed },
    );
    console.log([...occurred].sort().map(([what, times]) => `${what} ${times}`).join('\n'));
    expect(MUST_OCCUR.filter((what) => !occurred.has(what))).toEqual([]);
  }, long ? 1_800_000 : 300_000);
});

/** The code of the field when one is named, else of the whole; anything but a refusal is thrown on. */
function codeOf(error: unknown): string {
  if (error instanceof Problem) return error.fields[0]?.code ?? error.code;
  throw error;
}
