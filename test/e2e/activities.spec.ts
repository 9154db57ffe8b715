import { randomUUID } from 'node:crypto';
import type { ActivityDto } from '../../src/modules/activities/activity.dto.js';
import type { ParticipationDto } from '../../src/modules/activities/participation.dto.js';
import { ActivityCalls, codeOf, jobFair, NOON, pointersOf, type Refusal } from '../support/activity-calls.js';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

describe('activities', () => {
  let t: TestApp;
  let api: Api;
  let calls: ActivityCalls;
  beforeAll(async () => {
    t = await testApp();
    api = await t.as('consultant');
    calls = new ActivityCalls(t, api);
  });
  beforeEach(() => {
    t.clock.set('2026-11-20T09:30:00Z');
  });
  afterAll(async () => {
    await t.close();
  });

  it('are planned, filled, held, attended and evaluated', async () => {
    const activity = await calls.plan({ capacity: 5, place: 'Vitus Bering' });
    expect(activity).toMatchObject({
      version: 1, startsAt: '2026-11-20T12:00:00.000Z', startsOn: '2026-11-20', state: 'planned', ownerId: api.userId,
      sharedWithMembers: false, description: null, cancelledReason: null, evaluationText: null, evaluationScore: null,
      invitedCount: 0, acceptedSeats: 0, declinedCount: 0, attendedCount: 0, seatsLeft: 5,
    });
    const [first = '', second, third] = await calls.invite(activity.id, 3);
    const contact = await t.make.contact(first);
    const accepted = await calls.change(activity.id, first, 1, { answer: 'accepted', seats: 3, contactId: contact.id });
    expect(accepted.status).toBe(200);
    expect(accepted.headers.get('etag')).toBe('"2"');
    expect(accepted.body).toMatchObject({
      answer: 'accepted', answeredAt: '2026-11-20T09:30:00.000Z', seats: 3, contactId: contact.id, attended: null,
    });
    expect((await calls.change(activity.id, second, 1, { answer: 'declined', note: 'Travl uge' })).status).toBe(200);
    const counts = { invitedCount: 3, acceptedSeats: 3, declinedCount: 1, seatsLeft: 2 };
    expect(await calls.activity(activity.id)).toMatchObject(counts);

    t.clock.set(NOON);
    const held = await api.post<ActivityDto>(`/activities/${activity.id}/hold`);
    expect([held.status, held.body.state]).toEqual([200, 'held']);
    const came = await calls.change(activity.id, first, 2, { attended: true });
    expect(came.body).toMatchObject({ attended: true, attendees: 3 });
    const stayedAway = await calls.change(activity.id, third, 1, { attended: false });
    expect(stayedAway.body).toMatchObject({ attended: false, attendees: null });
    const { version } = await calls.activity(activity.id);
    const evaluation = { evaluationText: 'God stemning', evaluationScore: 4 };
    const evaluated = await api.patch(`/activities/${activity.id}`, version, evaluation);
    expect(evaluated.body).toMatchObject({ ...evaluation, attendedCount: 1 });
  });

  it('begin on the day in Copenhagen, are listed by start and filtered by what is known of them', async () => {
    const endsAt = '2027-03-02T00:00:00Z';
    const early = await calls.plan({ kind: 'CSR_RELAY', theme: 'schemes', startsAt: '2027-03-01T22:59:00Z', endsAt });
    const late = await calls.plan({ kind: 'KNOWLEDGE', theme: 'prevention', startsAt: '2027-03-01T23:00:00Z', endsAt });
    expect([early.startsOn, late.startsOn]).toEqual(['2027-03-01', '2027-03-02']);
    const [companyId = ''] = await calls.invite(late.id);
    await api.post(`/activities/${early.id}/cancel`, { reason: 'Sne' });
    const found = async (query: string) => {
      const page = await api.get<{ items: ActivityDto[]; count: number }>(`/activities?count=true&${query}`);
      expect(page.status).toBe(200);
      expect(page.body.count).toBe(page.body.items.length);
      return page.body.items.map(({ id }) => id);
    };
    expect(await found('from=2027-03-01&to=2027-03-03')).toEqual([early.id, late.id]);
    expect(await found('from=2027-03-02&to=2027-03-03')).toEqual([late.id]);
    expect(await found('from=2027-03-01&to=2027-03-02')).toEqual([early.id]);
    expect(await found('from=2027-03-01&kind=CSR_RELAY')).toEqual([early.id]);
    expect(await found('from=2027-03-01&theme=prevention')).toEqual([late.id]);
    expect(await found('from=2027-03-01&state=cancelled')).toEqual([early.id]);
    expect(await found(`companyId=${companyId}`)).toEqual([late.id]);
    const onePerPage = '/activities?from=2027-03-01&limit=1';
    const first = await api.get<{ items: ActivityDto[]; nextCursor: string }>(onePerPage);
    const next = await api.get<{ items: ActivityDto[] }>(`${onePerPage}&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...next.body.items].map(({ id }) => id)).toEqual([early.id, late.id]);
    expect((await api.get('/activities?sort=title')).status).toBe(400);
    expect((await api.get('/activities/x/participations/y')).status).toBe(400);
  });

  it('are made once however often the same POST is sent', async () => {
    const sent = jobFair({ id: randomUUID() });
    const answers = await Promise.all(Array.from({ length: 4 }, () => api.post('/activities', sent)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect((await api.post('/activities', { ...sent, title: 'Noget andet' })).status).toBe(409);
  });

  it.each<[string, object, string]>([
    ['an unknown kind', { kind: 'PICNIC' }, '/kind'],
    ['an unknown theme', { theme: 'sport' }, '/theme'],
    ['no title', { title: ' ' }, '/title'],
    ['an end before the start', { endsAt: NOON }, '/endsAt'],
    ['a start in another century', { startsAt: '2999-12-31T23:30:00Z' }, '/startsAt'],
    ['no seat at all', { capacity: 0 }, '/capacity'],
    ['half a seat', { capacity: 1.5 }, '/capacity'],
    ['an owner who is no colleague', { ownerId: randomUUID() }, '/ownerId'],
    ['an evaluation in advance', { evaluationScore: 5 }, '/evaluationScore'],
  ])('with %s are refused', async (_name, wrong, pointer) => {
    const answer = await api.post<Refusal>('/activities', jobFair(wrong));
    expect(answer.status).toBe(422);
    expect(pointersOf(answer)).toEqual([pointer]);
  });

  it('are changed with the version that was read; missing keeps, null clears', async () => {
    const activity = await calls.plan({ capacity: 10, description: 'Kaffe' });
    const path = `/activities/${activity.id}`;
    const changed = await api.patch<ActivityDto>(path, 1, { capacity: null, title: 'Stor jobmesse' });
    expect(changed.body).toMatchObject({ title: 'Stor jobmesse', capacity: null, seatsLeft: null, version: 2 });
    expect(changed.body.description).toBe('Kaffe');
    expect((await api.patch(path, null, { title: 'x' })).status).toBe(428);
    expect((await api.patch(path, 1, { title: 'x' })).status).toBe(412);
    for (const [wrong, pointer] of [
      [{ title: null }, '/title'], [{ kind: 'PICNIC' }, '/kind'], [{ ownerId: randomUUID() }, '/ownerId'],
      [{ startsAt: '2026-11-20T15:00:00Z' }, '/endsAt'], [{ evaluationScore: 3 }, '/evaluationText'],
      [{ evaluationText: 'Fint', evaluationScore: 6 }, '/evaluationScore'],
    ] as const) {
      const refused = await api.patch<Refusal>(path, 2, wrong);
      expect([refused.status, pointersOf(refused)]).toEqual([422, [pointer]]);
    }
    const tooSoon = await api.patch<Refusal>(path, 2, { evaluationText: 'Fint', evaluationScore: 5 });
    expect([tooSoon.status, tooSoon.body.code]).toEqual([409, 'not-held']);
    expect(await calls.activity(activity.id)).toEqual(changed.body);
  });

  it('go from planned to held once begun, or to cancelled, and nowhere else', async () => {
    const hold = (id: string, headers = {}) => api.post<Refusal>(`/activities/${id}/hold`, undefined, headers);
    const cancel = (id: string) => api.post<Refusal>(`/activities/${id}/cancel`, { reason: 'For få tilmeldte' });
    const held = await calls.plan();
    expect(codeOf(await hold(held.id))).toEqual([409, 'not-begun']);
    t.clock.set('2026-11-20T11:59:59.999Z');
    expect(codeOf(await hold(held.id))).toEqual([409, 'not-begun']);
    t.clock.set(NOON);
    expect(codeOf(await hold(held.id, { 'if-match': '"7"' }))).toEqual([412, 'stale']);
    expect((await hold(held.id, { 'if-match': '"1"' })).status).toBe(200);
    expect(codeOf(await hold(held.id))).toEqual([409, 'activity-held']);
    expect(codeOf(await cancel(held.id))).toEqual([409, 'activity-held']);
    const later = { startsAt: '2026-11-20T14:00:00Z' };
    expect(codeOf(await api.patch(`/activities/${held.id}`, 2, later))).toEqual([409, 'held']);

    const cancelled = await calls.plan();
    const [companyId = ''] = await calls.invite(cancelled.id);
    expect(pointersOf(await api.post<Refusal>(`/activities/${cancelled.id}/cancel`, {}))).toEqual(['/reason']);
    const done = await cancel(cancelled.id);
    expect(done.body).toMatchObject({ state: 'cancelled', cancelledReason: 'For få tilmeldte' });
    const before = [await calls.activity(cancelled.id), await calls.participation(cancelled.id, companyId)];
    for (const refused of [
      await hold(cancelled.id),
      await cancel(cancelled.id),
      await api.patch<Refusal>(`/activities/${cancelled.id}`, 3, { title: 'Alligevel' }),
      await api.post<Refusal>(`/activities/${cancelled.id}/participations`, { companyIds: [companyId] }),
      await calls.change(cancelled.id, companyId, 1, { answer: 'accepted' }),
    ]) {
      expect(codeOf(refused)).toEqual([409, 'activity-cancelled']);
    }
    expect([await calls.activity(cancelled.id), await calls.participation(cancelled.id, companyId)]).toEqual(before);
  });

  it('show a member what is shared, the totals, and only the own company among the participants', async () => {
    const [own, other] = [await t.make.company(), await t.make.company()];
    const member = await t.as('member', { companyId: own.id });
    const shared = await calls.plan({ sharedWithMembers: true });
    const internal = await calls.plan();
    for (const { id } of [shared, internal]) {
      await api.post(`/activities/${id}/participations`, { companyIds: [own.id, other.id] });
    }
    t.clock.set(NOON);
    await api.post(`/activities/${shared.id}/hold`);
    const { version } = await calls.activity(shared.id);
    await api.patch(`/activities/${shared.id}`, version, { evaluationText: 'Mellem os', evaluationScore: 2 });
    const ids = async <T extends { id: string }>(path: string, key: keyof T) =>
      (await member.get<{ items: T[] }>(path)).body.items.map((item) => item[key]);
    expect(await ids<ActivityDto>('/activities', 'id')).toEqual([shared.id]);
    expect(await ids<ActivityDto>(`/activities?companyId=${own.id}`, 'id')).toEqual([shared.id]);
    expect(await ids<ActivityDto>(`/activities?companyId=${other.id}`, 'id')).toEqual([]);
    const seen = await member.get<ActivityDto>(`/activities/${shared.id}`);
    expect(seen.body).toMatchObject({ invitedCount: 2, evaluationText: null, evaluationScore: null });
    const path = `/activities/${shared.id}/participations`;
    expect(await ids<ParticipationDto>(path, 'companyId')).toEqual([own.id]);
    expect((await member.get<{ count: number }>(`${path}?count=true`)).body.count).toBe(1);
    expect((await member.get(`${path}/${own.id}`)).status).toBe(200);
    for (const hidden of [
      `${path}/${other.id}`, `/activities/${internal.id}`, `/activities/${internal.id}/participations`,
      `/activities/${internal.id}/participations/${own.id}`,
    ]) {
      expect([hidden, (await member.get(hidden)).status]).toEqual([hidden, 404]);
    }
    const reader = await t.as('reader');
    expect((await reader.get<ActivityDto>(`/activities/${internal.id}`)).status).toBe(200);
    for (const caller of [member, reader]) {
      expect((await caller.post('/activities', jobFair())).status).toBe(403);
      expect((await caller.post(path, { companyIds: [own.id] })).status).toBe(403);
      expect((await caller.post(`/activities/${shared.id}/hold`)).status).toBe(403);
      expect((await caller.patch(`${path}/${own.id}`, 1, { answer: 'accepted' })).status).toBe(403);
    }
    expect((await t.anonymous.get('/activities')).status).toBe(401);
  });

  it('leave an audit event and an outbox row with every change, free text kept apart', async () => {
    const activity = await calls.plan();
    const [companyId = ''] = await calls.invite(activity.id);
    await calls.change(activity.id, companyId, 1, { note: 'Kanarie' });
    await api.post(`/activities/${activity.id}/cancel`, { reason: 'Storm' });
    const { id } = await calls.participation(activity.id, companyId);
    const events = await t.db.query<{ action: string; companyId: string | null; text: string }[]>(
      `SELECT action, company_id AS "companyId", concat(before, after) AS text FROM audit_event
       WHERE subject_id IN ($1, $2) ORDER BY id`,
      [activity.id, id],
    );
    const expected = [['create', null], ['create', companyId], ['update', companyId], ['cancel', null]];
    expect(events.map((event) => [event.action, event.companyId])).toEqual(expected);
    expect(events.filter(({ text }) => text.includes('Kanarie'))).toEqual([]);
    const outbox = await t.db.query<{ type: string }[]>(
      'SELECT type FROM outbox_event WHERE subject_id IN ($1, $2) ORDER BY id',
      [activity.id, id],
    );
    expect(outbox.map(({ type }) => type)).toEqual([
      'activity.create', 'activity_participation.create', 'activity_participation.update', 'activity.cancel',
    ]);
    const admin = await t.as('administrator');
    const listed = await admin.get<{ items: unknown[] }>(`/audit?subjectType=ActivityParticipation&subjectId=${id}`);
    expect(listed.body.items).toHaveLength(2);
  });

  it('have seven kinds with a name in both languages', async () => {
    type Terms = { items: { code: string; nameDa: string; nameEn: string }[] };
    const kinds = await api.get<Terms>('/terms?kind=activity_kind');
    expect(kinds.body.items.map(({ code }) => code)).toEqual([
      'INSPIRATION', 'NETWORK', 'JOB_FAIR', 'COMPANY_TOUR', 'CSR_RELAY', 'LABEL_CEREMONY', 'KNOWLEDGE',
    ]);
    expect(kinds.body.items.every(({ nameDa, nameEn }) => nameDa !== nameEn)).toBe(true);
  });
});
