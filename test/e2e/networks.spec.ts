import { randomUUID } from 'node:crypto';
import type { Answer, Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

type Refusal = { code: string; errors: { pointer: string; code: string }[] };
type Page = { items: Record<string, unknown>[]; nextCursor: string | null; count?: number };

describe('networks', () => {
  let t: TestApp;
  let consultant: Api;
  beforeAll(async () => {
    t = await testApp();
    consultant = await t.as('consultant');
  });
  afterAll(async () => {
    await t.close();
  });

  const networkBody = (changes: object = {}) => ({
    name: `Netværk ${randomUUID()}`, purpose: 'Flere lærepladser', kind: 'LOCAL', ...changes,
  });
  const pointers = ({ body }: Answer<Refusal>) => body.errors.map(({ pointer }) => pointer);

  async function network(changes: object = {}): Promise<string> {
    const made = await consultant.post('/networks', networkBody(changes));
    expect(made.status).toBe(201);
    return made.body['id'] as string;
  }

  async function member(networkId: string, joinedOn = '2025-01-01', leftOn: string | null = null) {
    const { id: companyId } = await t.make.company();
    const made = await consultant.post(`/networks/${networkId}/memberships`, { companyId, joinedOn, leftOn });
    expect(made.status).toBe(201);
    return { companyId, id: made.body['id'] as string };
  }

  const meet = async (networkId: string, heldOn: string, companyIds: string[]) =>
    await consultant.post<Refusal>(`/networks/${networkId}/meetings`, { heldOn, companyIds });
  const seen = async (networkId: string) => (await consultant.get(`/networks/${networkId}`)).body;

  it('knows its members and how it does from one meeting to the next', async () => {
    const id = await network();
    expect(await seen(id)).toMatchObject({
      kind: 'LOCAL', ownerId: consultant.userId, ownerName: 'Test consultant', createdOn: '2026-11-20', members: 0,
      lastMeetingOn: null, meetingsInTwelveMonths: 0, attendanceShare: null, health: 'good',
    });
    const school = await t.make.company({ partner_kind: 'educational_institution' });
    const asMember = { companyId: school.id, joinedOn: '2025-01-01' };
    const joined = await consultant.post(`/networks/${id}/memberships`, asMember);
    expect(joined.body).toMatchObject({ ...asMember, partnerKind: 'educational_institution', leftOn: null });
    const { companyId } = await member(id);
    await member(id, '2025-01-01', '2026-06-01');
    await member(id, '2026-11-21');
    expect(await seen(id)).toMatchObject({ members: 2 });

    expect((await meet(id, '2025-11-20', [companyId])).status).toBe(201);
    expect(await seen(id)).toMatchObject({
      lastMeetingOn: '2025-11-20', meetingsInTwelveMonths: 0, attendanceShare: 1 / 3, health: 'waning',
    });
    expect((await meet(id, '2025-11-21', [companyId])).status).toBe(201);
    expect(await seen(id)).toMatchObject({ meetingsInTwelveMonths: 1 });
    const held = await meet(id, '2026-11-20', [school.id]);
    expect(held.body).toMatchObject({ heldOn: '2026-11-20', members: 2, participants: [{ companyName: school.name }] });
    expect(await seen(id)).toMatchObject({
      lastMeetingOn: '2026-11-20', meetingsInTwelveMonths: 2, attendanceShare: 0.5, health: 'good',
    });
    await meet(id, '2026-01-05', []);
    expect(await seen(id)).toMatchObject({ lastMeetingOn: '2026-11-20', meetingsInTwelveMonths: 3 });
    const meetings = await consultant.get<Page>(`/networks/${id}/meetings?count=true&limit=2`);
    expect(meetings.body.items.map(({ heldOn }) => heldOn)).toEqual(['2026-11-20', '2026-01-05']);
    expect(meetings.body.count).toBe(4);
    const rest = await consultant.get<Page>(`/networks/${id}/meetings?cursor=${meetings.body.nextCursor}`);
    expect(rest.body.items.map(({ heldOn }) => heldOn)).toEqual(['2025-11-21', '2025-11-20']);
  });

  it('is dormant after more than a year without meetings, and neither once it has ended', async () => {
    const id = await network();
    const { companyId } = await member(id);
    await meet(id, '2025-11-19', [companyId]);
    expect(await seen(id)).toMatchObject({ health: 'dormant' });
    const { version } = await seen(id);
    const ended = await consultant.patch(`/networks/${id}`, version as number, { endedOn: '2026-11-20' });
    expect(ended.body).toMatchObject({ endedOn: '2026-11-20', health: null });
    expect(pointers(await meet(id, '2026-11-20', [companyId]))).toEqual(['/heldOn']);
    expect((await meet(id, '2026-11-19', [companyId])).status).toBe(201);
    const late = { companyId: (await t.make.company()).id, joinedOn: '2026-11-20' };
    expect(pointers(await consultant.post<Refusal>(`/networks/${id}/memberships`, late))).toEqual(['/joinedOn']);
    const again = await consultant.patch(`/networks/${id}`, (await seen(id))['version'] as number, { endedOn: null });
    expect(again.body).toMatchObject({ endedOn: null, health: 'good' });
  });

  it.each([
    ['a meeting', async (id: string) => void (await meet(id, '2026-11-10', []))],
    ['a new member', async (id: string) => void (await member(id, '2026-11-10'))],
  ])('cannot have ended on the day of %s', async (_name, live) => {
    const id = await network();
    await live(id);
    const { version } = await seen(id);
    const refused = await consultant.patch<Refusal>(`/networks/${id}`, version as number, { endedOn: '2026-11-10' });
    expect([refused.status, pointers(refused)]).toEqual([422, ['/endedOn']]);
    const next = await consultant.patch(`/networks/${id}`, version as number, { endedOn: '2026-11-11' });
    expect(next.status).toBe(200);
  });

  it('is found by member, owner, kind and whether it lives', async () => {
    const owner = await t.as('consultant');
    const hr = await network({ kind: 'HR', ownerId: owner.userId });
    const ended = await network({ ownerId: owner.userId, endedOn: '2026-11-20' });
    const ending = await network({ ownerId: owner.userId, endedOn: '2026-11-21' });
    const { companyId } = await member(hr);
    const left = await member(hr, '2025-01-01', '2026-11-20');
    const found = async (query: string) =>
      (await consultant.get<Page>(`/networks?${query}&count=true`)).body.items.map(({ id }) => id).sort();
    expect(await found(`ownerId=${owner.userId}`)).toEqual([hr, ended, ending].sort());
    expect(await found(`ownerId=${owner.userId}&kind=HR`)).toEqual([hr]);
    expect(await found(`ownerId=${owner.userId}&ended=true`)).toEqual([ended]);
    expect(await found(`ownerId=${owner.userId}&ended=false`)).toEqual([hr, ending].sort());
    expect(await found(`companyId=${companyId}`)).toEqual([hr]);
    expect(await found(`companyId=${left.companyId}`)).toEqual([]);
    const members = async (query: string) =>
      (await consultant.get<Page>(`/networks/${hr}/memberships?${query}`)).body.items.map((one) => one['companyId']);
    expect(await members('current=true')).toEqual([companyId]);
    expect(await members('current=false')).toEqual([left.companyId]);
    expect((await members('')).sort()).toEqual([companyId, left.companyId].sort());
    const first = await consultant.get<Page>('/networks?limit=1');
    expect(first.body.items).toHaveLength(1);
    const second = await consultant.get<Page>(`/networks?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.items[0]?.['id']).not.toBe(first.body.items[0]?.['id']);
  });

  it('is made once however often it is sent, and its name is its own', async () => {
    const body = networkBody({ id: randomUUID() });
    const answers = await Promise.all(Array.from({ length: 3 }, () => consultant.post('/networks', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect((await consultant.post('/networks', { ...body, purpose: 'Andet' })).status).toBe(409);
    const namesake = await consultant.post<Refusal>('/networks', networkBody({ name: body.name }));
    expect([namesake.status, namesake.body.code]).toEqual([409, 'taken']);
  });

  it.each<[string, object, string]>([
    ['an unknown kind', { kind: 'CLUB' }, '/kind'],
    ['an unknown owner', { ownerId: randomUUID() }, '/ownerId'],
    ['no purpose', { purpose: ' ' }, '/purpose'],
  ])('with %s is refused, new or changed', async (_name, spoilt, pointer) => {
    const fresh = await consultant.post<Refusal>('/networks', networkBody(spoilt));
    expect([fresh.status, pointers(fresh)]).toEqual([422, [pointer]]);
    const changed = await consultant.patch<Refusal>(`/networks/${await network()}`, 1, spoilt);
    expect([changed.status, pointers(changed)]).toEqual([422, [pointer]]);
  });

  it('is changed on the version that was read', async () => {
    const id = await network();
    expect((await consultant.patch(`/networks/${id}`, null, { purpose: 'Nyt' })).status).toBe(428);
    const changed = await consultant.patch(`/networks/${id}`, 1, { purpose: 'Nyt' });
    expect(changed.body).toMatchObject({ version: 2, purpose: 'Nyt' });
    expect((await consultant.patch(`/networks/${id}`, 1, { purpose: 'Andet' })).status).toBe(412);
    await member(id);
    expect((await consultant.get(`/networks/${id}`, { 'if-none-match': '"2"' })).status).toBe(200);
  });

  describe('a membership', () => {
    it('ends, and begins again where the last one ended', async () => {
      const id = await network();
      const { id: membershipId, companyId } = await member(id, '2026-01-01');
      const path = `/networks/${id}/memberships`;
      const ended = await consultant.patch(`${path}/${membershipId}`, 1, { leftOn: '2026-06-01' });
      expect(ended.body).toMatchObject({ version: 2, joinedOn: '2026-01-01', leftOn: '2026-06-01' });
      expect((await consultant.patch(`${path}/${membershipId}`, 1, { leftOn: '2026-07-01' })).status).toBe(412);
      const early = await consultant.post<Refusal>(path, { companyId, joinedOn: '2026-05-31' });
      expect([early.status, early.body.code, pointers(early)]).toEqual([409, 'membership-overlaps', ['/joinedOn']]);
      expect((await consultant.post(path, { companyId, joinedOn: '2026-06-01' })).status).toBe(201);
      const reopened = await consultant.patch<Refusal>(`${path}/${membershipId}`, 2, { leftOn: null });
      expect([reopened.status, reopened.body.code]).toEqual([409, 'membership-overlaps']);
      expect((await consultant.patch(`${path}/${membershipId}`, 2, { leftOn: '2026-05-01' })).status).toBe(200);
    });

    it('is one, also when two are sent at the same time, and the database itself sees to it', async () => {
      const id = await network();
      const { id: companyId } = await t.make.company();
      const body = { companyId, joinedOn: '2026-01-01' };
      const path = `/networks/${id}/memberships`;
      const answers = await Promise.all([1, 2, 3].map(() => consultant.post(path, body)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      const insert = t.db.query(
        `INSERT INTO network_membership (id, network_id, company_id, joined_on, created_by)
         VALUES (gen_random_uuid(), $1, $2, '2026-02-01', $3)`,
        [id, companyId, consultant.userId],
      );
      await expect(insert).rejects.toThrow('network_membership_once_excl');
      const repeated = { ...body, id: randomUUID(), companyId: (await t.make.company()).id };
      expect((await consultant.post(path, repeated)).status).toBe(201);
      expect((await consultant.post(path, repeated)).status).toBe(200);
      expect((await consultant.post(path, { ...repeated, joinedOn: '2026-01-02' })).status).toBe(409);
    });

    it('covers the meetings its company was at', async () => {
      const id = await network();
      const { id: membershipId, companyId } = await member(id, '2026-01-01');
      await meet(id, '2026-06-01', [companyId]);
      const path = `/networks/${id}/memberships/${membershipId}`;
      const tooSoon = await consultant.patch<Refusal>(path, 1, { leftOn: '2026-06-01' });
      expect([tooSoon.status, tooSoon.body.code]).toEqual([409, 'was-at-meeting']);
      expect((await consultant.patch<Refusal>(path, 1, { joinedOn: '2026-06-02' })).body.code).toBe('was-at-meeting');
      expect((await consultant.patch(path, 1, { leftOn: '2026-06-02' })).status).toBe(200);
    });

    it.each<[string, object, string]>([
      ['an unknown company', { companyId: randomUUID() }, '/companyId'],
      ['an end before the beginning', { leftOn: '2026-01-01' }, '/leftOn'],
      ['a day that does not exist', { joinedOn: '2026-02-30' }, '/joinedOn'],
    ])('with %s is refused', async (_name, spoilt, pointer) => {
      const { id: companyId } = await t.make.company();
      const body = { companyId, joinedOn: '2026-01-01', ...spoilt };
      const refused = await consultant.post<Refusal>(`/networks/${await network()}/memberships`, body);
      expect([refused.status, pointers(refused)]).toEqual([422, [pointer]]);
    });

    it('is reached through its own network only', async () => {
      const { id: membershipId } = await member(await network());
      const path = `/networks/${await network()}/memberships`;
      expect((await consultant.patch(`${path}/${membershipId}`, 1, { leftOn: null })).status).toBe(404);
      expect((await consultant.patch(`${path}/x`, 1, { leftOn: null })).status).toBe(400);
      for (const part of ['', '/memberships', '/meetings']) {
        expect((await consultant.get(`/networks/${randomUUID()}${part}`)).status).toBe(404);
      }
      expect((await meet(randomUUID(), '2026-11-01', [])).status).toBe(404);
    });
  });

  describe('a meeting', () => {
    it('is attended by members of that day, each once', async () => {
      const id = await network();
      const { companyId } = await member(id, '2026-01-01', '2026-06-01');
      const stranger = (await t.make.company()).id;
      expect(pointers(await meet(id, '2026-05-31', [companyId, stranger]))).toEqual(['/companyIds/1']);
      expect(pointers(await meet(id, '2026-06-01', [companyId]))).toEqual(['/companyIds/0']);
      expect(pointers(await meet(id, '2025-12-31', [companyId]))).toEqual(['/companyIds/0']);
      expect(pointers(await meet(id, '2026-05-31', [companyId, companyId]))).toEqual(['/companyIds']);
      expect(pointers(await meet(id, '2026-11-21', []))).toEqual(['/heldOn']);
      expect((await meet(id, '2026-05-31', [companyId])).status).toBe(201);
    });

    it('is one meeting however often it is sent', async () => {
      const id = await network();
      const body = { id: randomUUID(), heldOn: '2026-11-01', title: 'Efterårsmøde', companyIds: [] };
      const path = `/networks/${id}/meetings`;
      const answers = await Promise.all([1, 2, 3].map(() => consultant.post(path, body)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
      expect((await consultant.post(path, { ...body, title: 'Andet' })).status).toBe(409);
      expect((await consultant.get<Page>(path)).body.items).toMatchObject([{ title: 'Efterårsmøde' }]);
    });
  });

  it('leaves a trace of every change, the note apart as personal', async () => {
    const id = await network();
    const { id: membershipId, companyId } = await member(id);
    await consultant.patch(`/networks/${id}/memberships/${membershipId}`, 1, { leftOn: '2027-01-01' });
    const meeting = { heldOn: '2026-11-01', note: 'Mette var der', companyIds: [companyId] };
    await consultant.post(`/networks/${id}/meetings`, meeting);
    const meetings = await consultant.get<Page>(`/networks/${id}/meetings`);
    const subjects = [id, membershipId, meetings.body.items[0]?.['id']];
    const events = await t.db.query<Record<string, unknown>[]>(
      `SELECT subject_type AS type, action, company_id AS company, after, content AS personal
       FROM audit_event LEFT JOIN audit_personal ON event_id = id
       WHERE subject_id = ANY($1::uuid[]) ORDER BY id`,
      [subjects],
    );
    expect(events).toMatchObject([
      { type: 'Network', action: 'create', company: null },
      { type: 'NetworkMembership', action: 'create', company: companyId },
      { type: 'NetworkMembership', action: 'update', company: companyId, after: { leftOn: '2027-01-01' } },
      { type: 'NetworkMeeting', action: 'create', company: null, personal: { after: { note: 'Mette var der' } } },
    ]);
    expect(JSON.stringify(events[3]?.['after'])).not.toContain('Mette');
    const sent = await t.db.query<{ type: string }[]>(
      'SELECT type FROM outbox_event WHERE subject_id = ANY($1::uuid[]) ORDER BY id',
      [subjects],
    );
    expect(sent.map(({ type }) => type)).toEqual([
      'network.create', 'network_membership.create', 'network_membership.update', 'network_meeting.create',
    ]);
    const admin = await t.as('administrator');
    const audit = await admin.get<Page>(`/audit?subjectType=NetworkMembership&companyId=${companyId}`);
    expect(audit.body.items).toHaveLength(2);
  });

  it('is read by a reader and closed to a member', async () => {
    const id = await network();
    const reader = await t.as('reader');
    expect((await reader.get(`/networks/${id}`)).status).toBe(200);
    expect((await reader.post('/networks', networkBody())).status).toBe(403);
    const outsider = await t.as('member', { companyId: (await member(id)).companyId });
    for (const path of ['/networks', `/networks/${id}`, `/networks/${id}/memberships`, `/networks/${id}/meetings`]) {
      expect((await outsider.get(path)).status).toBe(403);
    }
    expect((await t.anonymous.get('/networks')).status).toBe(401);
  });
});
