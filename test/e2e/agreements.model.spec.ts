import fc from 'fast-check';
import type { Actor } from '../../src/platform/http/actor.js';
import { Problem } from '../../src/kernel/problem.js';
import type { AgreementDto } from '../../src/modules/agreements/agreement.dto.js';
import { AgreementsReader } from '../../src/modules/agreements/agreements.reader.js';
import { AgreementsService } from '../../src/modules/agreements/agreements.service.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { AgreementsModel, type Change, type Command, type ModelAgreement } from './agreements.model.js';

const RUNS = process.env['LONG'] === '1' ? 1_000 : 100;
const LONGEST_MS = RUNS * 4_000;
const seed = Date.now() | 0;
console.log(`agreements model: seed ${seed}, ${RUNS} sequences`);

const pick = fc.nat(20);
const mask = fc.nat(7);
const from = fc.option(fc.integer({ min: -12, max: 4 }), { freq: 8 });
const length = fc.option(fc.integer({ min: 0, max: 12 }), { freq: 4 });
const near = fc.option(fc.integer({ min: -4, max: 6 }), { freq: 3 });
const endDay = fc.option(fc.integer({ min: -8, max: 9 }), { freq: 4 });
const oldVersion = fc.noBias(fc.nat(9)).map((n) => n === 0);
const unfit = oldVersion;
const dateField = fc.constantFrom('from' as const, 'to' as const, 'reviewOn' as const);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ field: fc.constant('title' as const), value: fc.constantFrom('Samarbejde', 'Partnerskab') }),
  { weight: 2, arbitrary: fc.record({ field: dateField, value: near }) },
  fc.record({ field: fc.constantFrom('partyIds' as const, 'contactIds' as const), value: mask }),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const), main: fc.nat(2), others: mask, contacts: mask, unfit, from, length,
  }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('patch' as const), pick, change, oldVersion }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('activate' as const), pick, oldVersion }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('terminate' as const), pick, on: endDay }) },
  fc.record({ kind: fc.constant('renew' as const), pick, from: near, length }),
  fc.record({ kind: fc.constant('advance' as const), by: fc.integer({ min: 1, max: 4 }) }),
);
const sequences = fc.array(command, { minLength: 20, maxLength: 40, size: 'max' });

const CATCHES = [
  'expired agreements can be terminated', 'drafts count as agreement_periods', 'a termination does not end the period',
  'only the main party gets its periods', 'a second renewal is let through', 'an active agreement gets a new end',
];

describe('agreements against a plain model', () => {
  let t: TestApp;
  let service: AgreementsService;
  let reader: AgreementsReader;
  let actor: Actor;
  const tally: Record<string, number> = {};
  const count = (what: string) => (tally[what] = (tally[what] ?? 0) + 1);

  beforeAll(async () => {
    t = await testApp();
    service = t.app.get(AgreementsService);
    reader = t.app.get(AgreementsReader);
    const { id: userId } = await t.make.user('consultant');
    actor = { userId, name: 'x', role: 'consultant', permissions: new Set(), teamId: null, onlyCompanyId: null };
  });
  afterAll(async () => {
    await t.close();
  });

  async function newModel(): Promise<AgreementsModel> {
    const companies = await Promise.all([1, 2, 3].map(() => t.make.company({ cvr_number: null })));
    const members = companies.map(async ({ id }) => ({ companyId: id, contactId: (await t.make.contact(id)).id }));
    return new AgreementsModel(await Promise.all(members));
  }

  /** Runs it and says what came out; a refusal must be one of those that the model expects, if any. */
  async function attempt(kind: string, refusals: number[], work: () => Promise<AgreementDto>) {
    const outcome = await work().catch((error: unknown) => {
      if (error instanceof Problem) return error;
      throw error;
    });
    const refused = outcome instanceof Problem;
    if (refusals.length === 0) expect(refused ? outcome.code : 'done').toBe('done');
    else expect(refusals).toContain(refused ? outcome.status : 'done');
    count(`${kind} ${refused ? outcome.status : 'done'}`);
    return refused ? null : outcome;
  }

  async function create(model: AgreementsModel, given: Extract<Command, { kind: 'create' }>) {
    const own = 1 << given.main;
    const others = given.unfit ? given.others : given.others & ~own;
    const contacts = given.unfit ? given.contacts : given.contacts & (others | own);
    const content = {
      title: 'Samarbejde', companyId: model.companiesOf(own).join(), partyIds: model.companiesOf(others),
      contactIds: model.contactsOf(contacts), from: model.fromToday(given.from),
      to: endOf(model, given.from, given.length),
    };
    const agreement: ModelAgreement = {
      ...content, id: '', version: 1, reviewOn: null, signedOn: null, terminatedOn: null, renewedFromId: null,
      renewedById: null, signed: false, changes: 1,
    };
    const body = { kind: 'COOPERATION', ...content };
    const work = async () => (await service.create(actor, body)).record;
    const made = await attempt('create', model.contentRefusals(agreement), work);
    if (made) model.agreements.push({ ...agreement, id: made.id });
  }

  async function renew(model: AgreementsModel, old: ModelAgreement, days: Extract<Command, { kind: 'renew' }>) {
    const body = { from: model.fromToday(days.from), to: endOf(model, days.from ?? 0, days.length) };
    const renewed: ModelAgreement = {
      ...old, version: 1, from: body.from ?? old.to, to: body.to, signedOn: null, reviewOn: null, terminatedOn: null,
      renewedFromId: old.id, renewedById: null, signed: false, changes: 1,
    };
    const work = async () => (await service.renew(actor, old.id, null, body)).record;
    const made = await attempt('renew', model.renewRefusals(old, renewed), work);
    if (!made) return;
    model.agreements.push({ ...renewed, id: made.id });
    settle(old, { renewedById: made.id });
  }

  async function run(model: AgreementsModel, one: Command): Promise<void> {
    if (one.kind === 'create') return await create(model, one);
    if (one.kind === 'advance') {
      model.advance(one.by);
      t.clock.set(`${model.today}T10:00:00Z`);
      count('advance done');
      return await compareAnswers(model);
    }
    const target = model.picked(one.pick);
    if (!target) return;
    if (one.kind === 'renew') return await renew(model, target, one);
    const { id, version } = target;
    const stale = 'oldVersion' in one && one.oldVersion ? [412] : [];
    const named = version - stale.length;
    if (one.kind === 'patch') {
      const body = { [one.change.field]: valueOf(model, one.change) };
      const refusals = [...stale, ...model.patchRefusals(target, { ...target, ...body })];
      const done = await attempt('patch', refusals, () => service.update(actor, id, named, body));
      if (done) settle(target, body);
    } else if (one.kind === 'activate') {
      const refusals = [...stale, ...model.activateRefusals(target)];
      const ifMatch = one.oldVersion ? named : null;
      const done = await attempt('activate', refusals, () => service.activate(actor, id, ifMatch));
      if (done) settle(target, { signed: true, signedOn: target.signedOn ?? model.today });
    } else {
      const on = model.fromToday(one.on);
      const day = on ?? model.today;
      const body = { reason: 'Flytter', ...(on && { on }) };
      const refusals = model.terminateRefusals(target, day);
      const done = await attempt('terminate', refusals, () => service.terminate(actor, id, null, body));
      if (done) settle(target, { terminatedOn: day });
    }
  }

  /** After every command: nothing lost, nothing more, nothing changed unasked, and the days of each company right. */
  async function compare(model: AgreementsModel): Promise<void> {
    const companyIds = model.members.map(({ companyId }) => companyId);
    const rows = await t.db.query<unknown[]>(
      `SELECT a.id, a.version, (SELECT count(*) FROM audit_event e
           WHERE e.subject_type = 'Agreement' AND e.subject_id = a.id) AS changes
       FROM agreement a WHERE a.company_id = ANY($1) ORDER BY a.id`,
      [companyIds],
    );
    const known = model.agreements.map(({ id, version, changes }) => ({ id, version, changes }));
    expect(rows).toEqual(known.sort((a, b) => (a.id < b.id ? -1 : 1)));
    const companies = await t.db.query<{ id: string; periods: unknown }[]>(
      `SELECT id, (SELECT coalesce(jsonb_agg(jsonb_build_array(lower(r), upper(r)) ORDER BY r), '[]')
         FROM unnest(agreement_periods) AS r) AS periods FROM company WHERE id = ANY($1)`,
      [companyIds],
    );
    const periods = companyIds.map((id) => companies.find((one) => one.id === id)?.periods);
    expect(periods).toEqual(companyIds.map((id) => model.periodsOf(id)));
  }

  /** Each agreement of each company in full, in the order of the list, and found by its status. */
  async function compareAnswers(model: AgreementsModel): Promise<void> {
    for (const { companyId } of model.members) {
      const { items } = await reader.list(actor, { companyId, limit: 200 });
      const expected = model.withParty(companyId);
      expect(items).toMatchObject(expected.map(({ signed: _s, changes: _c, ...answer }) => answer));
      expect(items.map(({ status }) => status)).toEqual(expected.map((one) => model.statusOf(one)));
      for (const status of ['draft', 'active', 'expired', 'terminated'] as const) {
        const found = await reader.list(actor, { companyId, status, limit: 200 });
        expect(found.items).toEqual(items.filter((one) => one.status === status));
      }
    }
  }

  function countEnds(model: AgreementsModel): void {
    for (const one of model.agreements) {
      const status = model.statusOf(one);
      count(`end: ${status === 'active' && one.terminatedOn ? 'in notice' : status}`);
      if (one.renewedFromId) count(`end: renewal ${status}`);
    }
  }

  it(`holds through random commands (catches: ${CATCHES.join('; ')})`, async () => {
    await fc.assert(
      fc.asyncProperty(sequences, async (commands) => {
        const model = await newModel();
        t.clock.set(`${model.today}T10:00:00Z`);
        for (const one of commands) {
          await run(model, one);
          await compare(model);
        }
        await compareAnswers(model);
        countEnds(model);
      }),
      { seed, numRuns: RUNS, interruptAfterTimeLimit: LONGEST_MS, markInterruptAsFailure: true },
    );
    console.log(`agreements model: ${JSON.stringify(tally)}`);
    const needed = [
      'create done', 'create 422', 'patch done', 'patch 409', 'patch 412', 'patch 422', 'activate done', 'activate 409',
      'activate 412', 'activate 422', 'terminate done', 'terminate 409', 'terminate 422', 'renew done', 'renew 409',
      'renew 422', 'advance done', 'end: draft', 'end: active', 'end: in notice', 'end: expired', 'end: terminated',
      'end: renewal draft', 'end: renewal active',
    ];
    expect(needed.filter((what) => !tally[what])).toEqual([]);
  }, LONGEST_MS + 60_000);
});

function endOf(model: AgreementsModel, first: number | null, steps: number | null): string | null {
  return steps === null ? null : model.fromToday((first ?? 0) + steps);
}

function valueOf(model: AgreementsModel, { field, value }: Change): string | string[] | null {
  if (field === 'title') return value;
  if (field === 'partyIds') return model.companiesOf(value);
  if (field === 'contactIds') return model.contactsOf(value);
  return model.fromToday(value);
}

/** What a command that was let through leaves behind in every case. */
function settle(agreement: ModelAgreement, changes: Partial<ModelAgreement>): void {
  Object.assign(agreement, changes, { version: agreement.version + 1, changes: agreement.changes + 1 });
}
