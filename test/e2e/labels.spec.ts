import { randomUUID } from 'node:crypto';
import type { Answer, Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Label {
  id: string;
  version: number;
  state: string;
  companyId: string;
  validTo: string | null;
  answers: { key: string; met: boolean | null }[];
}
interface Problem {
  code: string;
  detail: string;
  errors: { pointer: string }[];
}
interface Page<T> {
  items: T[];
}

const CRITERIA = [
  { key: 'EDGE', textDa: 'Ledige på kanten', textEn: 'Unemployed people on the edge' },
  { key: 'YOUTH', textDa: 'Unge, der har brug for en hånd', textEn: 'Young people who need a hand' },
  { key: 'OWN', textDa: 'Egne medarbejdere', textEn: 'Own employees' },
];
const ANSWERS = [
  { key: 'EDGE', done: 'En praktikant om ugen', challenge: 'Tid til oplæring', effect: 'Én er ansat' },
  { key: 'OWN', done: 'Samtale på tredje sygedag' },
];
const TODAY = '2026-11-20';

describe('a label', () => {
  let t: TestApp;
  let secretariat: Api;
  let year = 2000;
  beforeAll(async () => {
    t = await testApp();
    secretariat = await t.as('secretariat');
  });
  afterAll(async () => {
    await t.close();
  });

  const roundBody = (changes: object = {}) => {
    year += 1;
    return { kind: 'CSRPEOPLE', year, opensOn: '2026-11-01', closesOn: '2026-12-01', criteria: CRITERIA, ...changes };
  };
  async function aRound(changes: object = {}) {
    const round = await secretariat.post<{ id: string; version: number; year: number }>('/label-rounds', roundBody(changes));
    expect(round.status).toBe(201);
    return round.body;
  }
  async function anApplication(roundChanges: object = {}) {
    const [company, round] = [await t.make.company({ employees: 2 }), await aRound(roundChanges)];
    const body = { id: randomUUID(), companyId: company.id, roundId: round.id, answers: ANSWERS };
    const label = await secretariat.post<Label>('/labels', body);
    expect(label.status).toBe(201);
    return { company, round, body, path: `/labels/${label.body.id}` };
  }
  const judge = (edge: boolean, own: boolean) => ({ criteria: [{ key: 'EDGE', met: edge }, { key: 'OWN', met: own }] });
  const assess = async (path: string, edge = true, own = true) =>
    await secretariat.post<Label>(`${path}/assess`, judge(edge, own));

  it('is applied for, assessed and awarded to a company of two, and expires after a year', async () => {
    const { company, round, path } = await anApplication();
    expect((await secretariat.get(path)).body).toMatchObject({
      companyName: company.name, kind: 'CSRPEOPLE', year: round.year, needed: 2, state: 'applied', appliedOn: TODAY,
      awardedOn: null, validTo: null, expired: false, closedOn: null,
      answers: [{ ...ANSWERS[0], met: null }, { ...ANSWERS[1], challenge: null, effect: null, met: null }],
    });
    expect((await assess(path)).body).toMatchObject({ state: 'assessed', version: 2, answers: [{ met: true }, { met: true }] });
    const awarded = await secretariat.post(`${path}/award`);
    expect(awarded.status).toBe(200);
    expect(awarded.headers.get('etag')).toBe('"3"');
    expect(awarded.body).toMatchObject({ state: 'awarded', awardedOn: TODAY, validTo: '2027-11-20', expired: false });
    const expiredOn = async (day: string) => {
      t.clock.set(`${day}T12:00:00Z`);
      const { body } = await (await t.as('secretariat')).get(path);
      t.clock.set(`${TODAY}T09:30:00Z`);
      return body['expired'];
    };
    expect(await expiredOn('2027-11-19')).toBe(false);
    expect(await expiredOn('2027-11-20')).toBe(true);
    const events = await t.db.query<{ action: string; after: object; personal: object }[]>(
      `SELECT action, after, content AS personal FROM audit_event LEFT JOIN audit_personal ON event_id = id
       WHERE subject_type = 'LabelApplication' AND company_id = $1 ORDER BY id`,
      [company.id],
    );
    expect(events.map(({ action }) => action)).toEqual(['create', 'assess', 'award']);
    expect(events[1]?.after).toEqual({ metKeys: ['EDGE', 'OWN'], state: 'assessed' });
    expect(JSON.stringify(events.map(({ after }) => after))).not.toContain('sygedag');
    expect(JSON.stringify(events[0]?.personal)).toContain('sygedag');
    const outbox = await t.db.query<{ type: string }[]>('SELECT type FROM outbox_event WHERE company_id = $1 ORDER BY id', [
      company.id,
    ]);
    expect(outbox.map(({ type }) => type)).toEqual(['create', 'assess', 'award'].map((action) => `label_application.${action}`));
  });

  it('is only awarded when enough criteria are met, and can be assessed again', async () => {
    const { path } = await anApplication();
    await assess(path, true, false);
    const early = await secretariat.post<Problem>(`${path}/award`);
    expect(early.status).toBe(409);
    expect(early.body).toMatchObject({ code: 'label-criteria-unmet', detail: '1 opfyldte kriterier. Der skal 2 til.' });
    expect((await assess(path, true, true)).body.state).toBe('assessed');
    expect((await secretariat.post(`${path}/award`)).status).toBe(200);
  });

  it('is valid as long as the round says', async () => {
    const { path } = await anApplication({ needed: 1, validMonths: 3 });
    await assess(path, false, true);
    expect((await secretariat.post(`${path}/award`)).body['validTo']).toBe('2027-02-20');
  });

  it.each([
    ['before the window', { opensOn: '2026-11-21', closesOn: '2026-12-01' }, 'fra og med 2026-11-21 til og med 2026-11-30'],
    ['after the window', { opensOn: '2026-06-01', closesOn: '2026-11-20' }, 'fra og med 2026-06-01 til og med 2026-11-19'],
  ])('cannot be applied for %s; the answer names the dates', async (_name, window, dates) => {
    const [company, round] = [await t.make.company(), await aRound(window)];
    const body = { companyId: company.id, roundId: round.id, answers: ANSWERS };
    const refused = await secretariat.post<Problem>('/labels', body);
    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe('label-round-closed');
    expect(refused.body.detail).toContain(dates);
  });

  it('is applied for on the last day, and the repeat is answered after it', async () => {
    const { round, body } = await anApplication({ closesOn: '2026-11-21' });
    await secretariat.patch(`/label-rounds/${round.id}`, 1, { closesOn: '2026-11-20' });
    const again = await secretariat.post<Label>('/labels', body);
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ id: body.id, version: 1 });
    expect((await secretariat.post('/labels', { ...body, answers: [ANSWERS[0]] })).status).toBe(409);
    expect((await (await t.as('secretariat')).post('/labels', body)).status).toBe(409);
  });

  it('is applied for once per company and round, also at the same time', async () => {
    const [company, round] = [await t.make.company(), await aRound()];
    const body = { companyId: company.id, roundId: round.id, answers: ANSWERS };
    const answers = await Promise.all([1, 2, 3].map(() => secretariat.post('/labels', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  const actions: Record<string, object> = {
    assess: judge(true, true), award: {}, decline: { reason: 'For lidt beskrevet' }, withdraw: { reason: 'Fortrudt' },
  };
  const roads: Record<string, string[]> = {
    applied: [], assessed: ['assess'], awarded: ['assess', 'award'], declined: ['assess', 'decline'], withdrawn: ['withdraw'],
  };
  const allowed = ['applied assess', 'applied withdraw', 'assessed assess', 'assessed award', 'assessed decline', 'assessed withdraw'];
  const steps = Object.keys(roads).flatMap((from) => Object.keys(actions).map((action) => [from, action] as const));

  it.each(steps)('%s: %s', async (from, action) => {
    const { path } = await anApplication();
    for (const step of roads[from] ?? []) expect((await secretariat.post(`${path}/${step}`, actions[step])).status).toBe(200);
    const before = await secretariat.get<Label>(path);
    expect(before.body.state).toBe(from);
    const answer: Answer<Label & Problem> = await secretariat.post(`${path}/${action}`, actions[action]);
    const isAllowed = allowed.includes(`${from} ${action}`);
    expect(answer.status).toBe(isAllowed ? 200 : 409);
    if (!isAllowed) expect(answer.body.code).toBe('label-state');
    const after = await secretariat.get<Label>(path);
    expect(after.body.version).toBe(before.body.version + (isAllowed ? 1 : 0));
    if (!isAllowed) expect(after.body).toEqual(before.body);
  });

  it('that is declined says when and why', async () => {
    const { path } = await anApplication();
    await assess(path, false, false);
    const declined = await secretariat.post(`${path}/decline`, { reason: 'Ingen kriterier er opfyldt' });
    expect(declined.body).toMatchObject({ state: 'declined', closedOn: TODAY, closedReason: 'Ingen kriterier er opfyldt' });
    expect((await secretariat.post(`${path}/decline`, {})).status).toBe(422);
  });

  it('keeps the answers open until it is assessed, one edit at a time', async () => {
    const { path } = await anApplication();
    expect((await secretariat.patch(path, null, { answers: ANSWERS })).status).toBe(428);
    const more = [...ANSWERS, { key: 'YOUTH', done: 'To fritidsjobbere' }];
    expect((await secretariat.patch<Label>(path, 1, { answers: more })).body.answers).toHaveLength(3);
    expect((await secretariat.patch(path, 1, { answers: ANSWERS })).status).toBe(412);
    expect((await secretariat.post(`${path}/withdraw`, { reason: 'x' }, { 'if-match': '"1"' })).status).toBe(412);
    const judged = { criteria: more.map(({ key }) => ({ key, met: true })) };
    expect((await secretariat.post(`${path}/assess`, judged, { 'if-match': '"2"' })).status).toBe(200);
    expect((await secretariat.patch<Problem>(path, 3, { answers: ANSWERS })).body.code).toBe('label-state');
  });

  it.each<[string, object, string[]]>([
    ['an unknown company', { companyId: randomUUID() }, ['/companyId']],
    ['an unknown round', { roundId: randomUUID() }, ['/roundId']],
    ['an answer to nothing', { answers: [...ANSWERS, { key: 'MONEY', done: 'Et beløb' }] }, ['/answers/2/key']],
    ['an answer twice', { answers: [ANSWERS[0], ANSWERS[0]] }, ['/answers/1/key']],
    ['an answer without words', { answers: [{ key: 'OWN', done: ' ' }] }, ['/answers/0/done']],
    ['no answer', { answers: [] }, ['/answers']],
  ])('is not applied for with %s', async (_name, changes, pointers) => {
    const [company, round] = [await t.make.company(), await aRound()];
    const body = { companyId: company.id, roundId: round.id, answers: ANSWERS, ...changes };
    const refused = await secretariat.post<Problem>('/labels', body);
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it.each<[string, string[], string[]]>([
    ['an answer forgotten', ['EDGE'], ['/criteria']],
    ['a criterion that was not answered', ['EDGE', 'OWN', 'YOUTH'], ['/criteria/2/key']],
  ])('is not assessed with %s', async (_name, keys, pointers) => {
    const { path } = await anApplication();
    const refused = await secretariat.post<Problem>(`${path}/assess`, { criteria: keys.map((key) => ({ key, met: true })) });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('is seen by the member of its company and written by none', async () => {
    const [own, other] = [await anApplication(), await anApplication()];
    const member = await t.as('member', { companyId: own.company.id });
    expect((await member.get(own.path)).status).toBe(200);
    expect((await member.get(other.path)).status).toBe(404);
    const listed = await member.get<Page<Label>>('/labels');
    expect(listed.body.items.map(({ companyId }) => companyId)).toEqual([own.company.id]);
    expect((await member.get<Page<Label>>(`/labels?companyId=${other.company.id}`)).body.items).toEqual([]);
    for (const action of Object.keys(actions)) {
      expect((await member.post(`${own.path}/${action}`, actions[action])).status).toBe(403);
    }
    expect((await member.post('/labels', { ...own.body, id: randomUUID() })).status).toBe(403);
    const reader = await t.as('reader');
    expect((await reader.get(own.path)).status).toBe(200);
    expect((await reader.patch(own.path, 1, { answers: ANSWERS })).status).toBe(403);
    expect((await (await t.as('consultant')).patch(own.path, 1, { answers: ANSWERS })).status).toBe(200);
  });

  it('is listed by company, kind, year, state, and by the day it expires', async () => {
    const [short, long, none] = [await anApplication({ validMonths: 1 }), await anApplication({ validMonths: 2 }), await anApplication()];
    for (const { path } of [long, short]) {
      await assess(path);
      await secretariat.post(`${path}/award`);
    }
    const mine = [short, long, none].map(({ company }) => company.id);
    const list = async (query: string) => {
      const { body } = await secretariat.get<Page<Label>>(`/labels?limit=200&${query}`);
      return body.items.map(({ companyId }) => companyId).filter((id) => mine.includes(id));
    };
    expect(await list('expiringWithinDays=61')).toEqual([short.company.id, long.company.id]);
    expect(await list('expiringWithinDays=60')).toEqual([short.company.id]);
    expect(await list('expiringWithinDays=30')).toEqual([short.company.id]);
    expect(await list('expiringWithinDays=29')).toEqual([]);
    expect(await list('state=applied')).toEqual([none.company.id]);
    expect(await list(`companyId=${long.company.id}`)).toEqual([long.company.id]);
    expect(await list(`kind=CSRPEOPLE&year=${none.round.year}`)).toEqual([none.company.id]);
    expect(await list('kind=ALLIANCE')).toEqual([]);
    expect((await secretariat.get('/labels?state=expired')).status).toBe(400);
  });
});
