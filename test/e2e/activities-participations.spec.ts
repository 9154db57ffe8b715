import { randomUUID } from 'node:crypto';
import type { ParticipationDto } from '../../src/modules/activities/participation.dto.js';
import { ActivityCalls, codeOf, pointersOf, type Refusal } from '../support/activity-calls.js';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

describe('participations', () => {
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

  it('invite up to 200 companies at once, each of them once', async () => {
    const activity = await calls.plan();
    const path = `/activities/${activity.id}/participations`;
    const companies = await Promise.all(Array.from({ length: 200 }, () => t.make.company()));
    const companyIds = companies.map(({ id }) => id);
    const some = await api.post(path, { companyIds: companyIds.slice(0, 3) });
    expect([some.status, some.body]).toEqual([201, { invited: 3, already: 0 }]);
    const all = await api.post(path, { companyIds });
    expect([all.status, all.body]).toEqual([201, { invited: 197, already: 3 }]);
    const { version } = await calls.activity(activity.id);
    const again = await api.post(path, { companyIds: companyIds.map((id) => id.toUpperCase()) });
    expect([again.status, again.body]).toEqual([200, { invited: 0, already: 200 }]);
    expect(await calls.activity(activity.id)).toMatchObject({ invitedCount: 200, version });
    const unanswered = `${path}?limit=200&count=true&answer=none`;
    const page = await api.get<{ items: ParticipationDto[]; count: number }>(unanswered);
    expect(page.body.count).toBe(200);
    const names = page.body.items.map(({ companyName }) => companyName);
    expect(names).toEqual([...names].sort(new Intl.Collator('da').compare));
    const refused = async (list: string[]) => {
      const answer = await api.post<Refusal>(path, { companyIds: list });
      return [answer.status, ...pointersOf(answer)];
    };
    expect(await refused([])).toEqual([422, '/companyIds']);
    expect(await refused([...companyIds, randomUUID()])).toEqual([422, '/companyIds']);
    expect(await refused([...companyIds.slice(0, 2), randomUUID()])).toEqual([422, '/companyIds/2']);
    expect((await calls.activity(activity.id)).invitedCount).toBe(200);
  });

  it('never have more seats accepted than there are', async () => {
    const activity = await calls.plan({ capacity: 3 });
    const [first, second] = await calls.invite(activity.id, 2);
    expect((await calls.change(activity.id, first, 1, { answer: 'accepted', seats: 2 })).status).toBe(200);
    const full = await calls.change(activity.id, second, 1, { answer: 'accepted', seats: 2 });
    expect([codeOf(full), pointersOf(full)]).toEqual([[409, 'full'], ['/answer']]);
    expect(full.body.detail).toBe('Antal pladser tilbage: 1.');
    const more = await calls.change(activity.id, first, 2, { seats: 4 });
    expect([codeOf(more), pointersOf(more)]).toEqual([[409, 'full'], ['/seats']]);
    expect(more.body.detail).toBe('Antal pladser tilbage: 3.');
    expect((await calls.change(activity.id, first, 2, { seats: 3 })).status).toBe(200);
    const late = await calls.change(activity.id, second, 1, { answer: 'accepted' });
    expect(late.body.detail).toBe('Der er ingen pladser tilbage.');
    const { version } = await calls.activity(activity.id);
    const smaller = await api.patch<Refusal>(`/activities/${activity.id}`, version, { capacity: 2 });
    expect([codeOf(smaller), pointersOf(smaller)]).toEqual([[409, 'capacity-taken'], ['/capacity']]);
    const withdrawn = await calls.change(activity.id, first, 3, { answer: 'none' });
    expect(withdrawn.body).toMatchObject({ answer: 'none', answeredAt: null });
    expect((await calls.change(activity.id, second, 1, { answer: 'accepted' })).status).toBe(200);
  });

  it('let through as many of 20 answers at once as there are seats (must catch: no lock on the activity)', async () => {
    const activity = await calls.plan({ capacity: 7 });
    const companyIds = await calls.invite(activity.id, 20);
    const answers = await Promise.all(companyIds.map((id) => calls.change(activity.id, id, 1, { answer: 'accepted' })));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(7);
    expect(statuses.filter((status) => status === 409)).toHaveLength(13);
    expect(await calls.activity(activity.id)).toMatchObject({ acceptedSeats: 7, seatsLeft: 0 });
  });

  it('note attendance from their day on, also of those who came without invitation', async () => {
    t.clock.set('2026-11-19T22:59:00Z');
    const activity = await calls.plan();
    const [companyId = ''] = await calls.invite(activity.id);
    const guest = await t.make.company();
    const early = await calls.change(activity.id, companyId, 1, { attended: true });
    expect([codeOf(early), pointersOf(early)]).toEqual([[409, 'too-early'], ['/attended']]);
    const path = `/activities/${activity.id}/participations`;
    const walkIn = () => api.post<Refusal>(path, { companyIds: [companyId, guest.id], walkIn: true });
    expect(pointersOf(await walkIn())).toEqual(['/walkIn']);
    expect((await calls.activity(activity.id)).invitedCount).toBe(1);

    t.clock.set('2026-11-19T23:00:00Z');
    expect((await walkIn()).body).toEqual({ invited: 1, already: 1 });
    expect(await calls.participation(activity.id, guest.id)).toMatchObject({
      invitedAt: '2026-11-19T23:00:00.000Z', answer: 'none', attended: true, attendees: 1,
    });
    expect(await calls.participation(activity.id, companyId)).toMatchObject({ attended: null, version: 1 });
    const came = await calls.change(activity.id, companyId, 1, { attended: true, attendees: 4 });
    expect(came.body).toMatchObject({ attended: true, attendees: 4 });
    const nobody = await calls.change(activity.id, companyId, 2, { attended: false, attendees: 1 });
    expect([nobody.status, pointersOf(nobody)]).toEqual([422, ['/attendees']]);
    const { version } = await calls.activity(activity.id);
    const tomorrow = { startsAt: '2026-11-20T23:00:00Z', endsAt: '2026-11-21T08:00:00Z' };
    const moved = await api.patch<Refusal>(`/activities/${activity.id}`, version, tomorrow);
    expect(codeOf(moved)).toEqual([409, 'attendance-noted']);
    const sameDay = await api.patch(`/activities/${activity.id}`, version, { startsAt: '2026-11-20T14:00:00Z' });
    expect(sameDay.status).toBe(200);
  });

  it('refuse a participation that does not fit', async () => {
    const activity = await calls.plan();
    const [companyId = ''] = await calls.invite(activity.id);
    const stranger = await t.make.contact((await t.make.company()).id);
    for (const [wrong, pointer] of [
      [{ contactId: stranger.id }, '/contactId'], [{ seats: 0 }, '/seats'], [{ seats: null }, '/seats'],
      [{ answer: 'perhaps' }, '/answer'], [{ attendees: 2 }, '/attendees'], [{ note: '' }, '/note'],
    ] as const) {
      const refused = await calls.change(activity.id, companyId, 1, wrong);
      expect([refused.status, pointersOf(refused)]).toEqual([422, [pointer]]);
    }
    expect((await calls.change(activity.id, companyId, null, { seats: 2 })).status).toBe(428);
    expect((await calls.change(activity.id, companyId, 2, { seats: 2 })).status).toBe(412);
    expect((await calls.change(activity.id, randomUUID(), 1, { seats: 2 })).status).toBe(404);
    expect((await calls.change(randomUUID(), companyId, 1, { seats: 2 })).status).toBe(404);
    expect(await calls.participation(activity.id, companyId)).toMatchObject({ version: 1, seats: 1 });
  });
});
