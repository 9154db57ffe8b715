import { ReminderDispatcher } from '../../src/modules/reminder-delivery/reminder-dispatcher.js';
import type { InvitationDto } from '../../src/modules/invitations/invitation.dto.js';
import { ActivityCalls } from '../support/activity-calls.js';
import type { Answer, Api } from '../support/api.js';
import { GateCalls, YES } from '../support/gate-calls.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { email } from '../support/write-route.js';

const FORGOTTEN_MS = 180_000;
const ONE_CLICK = 'List-Unsubscribe=One-Click';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const MAIL_YES = { ...YES, channel: 'email', purpose: 'event_invitation' };

interface Invited {
  activityId: string;
  companyId: string;
  contactId: string;
  address: string;
}

describe('invitations by mail', () => {
  let t: TestApp;
  let sink: SmtpSink;
  let api: Api;
  let calls: ActivityCalls;
  beforeAll(async () => {
    sink = await SmtpSink.start();
    t = await testApp({ smtpUrl: sink.url, publicUrl: new URL('http://crm.kommune.test') });
    const admin = await t.as('administrator');
    await admin.patch('/settings', 1, { municipalityName: 'Horsens Kommune' });
  });
  beforeEach(async () => {
    await goTo('2026-11-20T09:30:00Z');
  });
  afterAll(async () => {
    await t.close();
    await sink.close();
  });

  const goTo = async (instant: string) => {
    t.clock.set(instant);
    api = await t.as('consultant');
    calls = new ActivityCalls(t, api);
  };
  const look = async () => await t.app.get(ReminderDispatcher).look();
  /** What was queued is forgotten by the queue, which nobody works here, and sent at the next look. */
  const sendQueued = async () => {
    t.clock.advance(FORGOTTEN_MS);
    await look();
  };
  const company = async (columns: object = {}, activityId?: string): Promise<Invited> => {
    const id = activityId ?? (await calls.plan({ startsAt: '2026-12-01T09:00:00Z', endsAt: '2026-12-01T12:00:00Z' })).id;
    const [companyId = ''] = await calls.invite(id);
    const address = email();
    const contact = await t.make.contact(companyId, { email: address, ...columns });
    return { activityId: id, companyId, contactId: contact.id, address };
  };
  const consent = async (giver: object) => {
    const { status, body } = await api.post<{ id: string }>('/consents', { ...MAIL_YES, ...giver });
    expect(status).toBe(201);
    return body.id;
  };
  const send = async ({ activityId }: Pick<Invited, 'activityId'>, body: object = {}) => {
    const answer = await api.post<{ items: InvitationDto[] }>(`/activities/${activityId}/invitations`, body);
    expect([answer.status, answer.body]).toEqual([200, { items: expect.any(Array) as unknown[] }]);
    return answer.body.items.map(({ companyId, planned, sent, reasons }) => ({
      companyId, planned, sent, reasons: reasons.map(({ code }) => code),
    }));
  };
  const ended = async ({ contactId }: Invited) => {
    const rows = await t.db.query<{ state: string; reason: string | null; channel: string }[]>(
      "SELECT state, reason, channel FROM reminder WHERE kind = 'activity-invitation' AND recipient_id = $1",
      [contactId],
    );
    return rows.map(({ channel, state, reason }) => [channel, state, ...(reason ? [reason] : [])].join(' '));
  };
  const headerOf = ({ address }: Invited, name: string) =>
    sink.to(address).map(({ headers }) => headers.find((line) => line.toLowerCase().startsWith(`${name}:`)) ?? '');
  const allowed = async () => {
    const one = await company();
    await consent({ contactId: one.contactId });
    return one;
  };
  const linkOf = (one: Invited) => /<http:\/\/crm\.kommune\.test\/api(\/unsubscribe\/[^>]+)>/.exec(headerOf(one, 'list-unsubscribe')[0] ?? '')?.[1] ?? '';
  const codeOf = ({ status, body }: Answer) => [status, body['code']];

  it('go out once to a contact who said yes, and tell who writes, why, and how to say no', async () => {
    const one = await allowed();
    expect(await send(one)).toEqual([{ companyId: one.companyId, planned: 1, sent: 0, reasons: [] }]);
    expect(await send(one)).toMatchObject([{ planned: 1, sent: 0 }]);
    sink.mode = 'accept';
    await look();
    await sendQueued();
    expect(await ended(one)).toEqual(['email sent']);
    expect(await send(one)).toMatchObject([{ planned: 0, sent: 1, reasons: [] }]);
    await look();
    await sendQueued();
    const [mail] = sink.to(one.address);
    expect(sink.to(one.address)).toHaveLength(1);
    expect(headerOf(one, 'message-id')).toEqual([expect.stringMatching(/<reminder-[0-9a-f-]{36}@crm\.kommune\.test>/)]);
    expect(headerOf(one, 'list-unsubscribe-post')).toEqual(['List-Unsubscribe-Post: List-Unsubscribe=One-Click']);
    expect(linkOf(one)).toMatch(/^\/unsubscribe\/[0-9a-f]{32}\.event_invitation\.[\w-]{43}$/);
    const raw = mail?.raw.replaceAll('=\r\n', '').replaceAll('=C3=A5', 'å').replaceAll('=3D', '=') ?? '';
    expect(raw).toContain('Horsens Kommune');
    expect(raw).toContain('fordi du er kontaktperson for');
    expect(raw).toContain(linkOf(one));
    expect(raw).not.toContain('kollega');
    expect(raw).not.toContain('/aktiviteter/');
  });

  it('keep their Message-ID when a temporary refusal makes them go out again', async () => {
    const one = await allowed();
    await send(one);
    sink.mode = { refuseContent: 451 };
    await look();
    await sendQueued();
    const [first] = await t.db.query<{ id: string }[]>('SELECT message_id AS id FROM reminder WHERE recipient_id = $1', [one.contactId]);
    sink.mode = 'accept';
    for (let round = 0; round < 3; round += 1) {
      await sendQueued();
    }
    expect(await ended(one)).toEqual(['email sent']);
    expect(headerOf(one, 'message-id')).toEqual([`Message-ID: ${first?.id}`]);
  });

  it('are blocked when the yes is taken back, or the company ceases, between queue and sending', async () => {
    const [withdrawn, ceased, erased, sent] = [await company(), await allowed(), await allowed(), await allowed()];
    const consentId = await consent({ contactId: withdrawn.contactId });
    for (const one of [withdrawn, ceased, erased, sent]) expect(await send(one)).toMatchObject([{ planned: 1 }]);
    await look();
    expect(await ended(withdrawn)).toEqual(['email queued']);
    expect((await api.post(`/consents/${consentId}/withdraw`, {})).status).toBe(200);
    await t.db.query("UPDATE company SET status = 'ceased' WHERE id = $1", [ceased.companyId]);
    const admin = await t.as('administrator');
    const order = { reason: 'Efter ønske' };
    expect((await admin.post(`/contacts/${erased.contactId}/erasure`, order)).status).toBe(200);
    await sendQueued();
    const ends = await Promise.all([withdrawn, ceased, erased, sent].map(ended));
    expect(ends).toEqual([
      ['email blocked consent_withdrawn'], ['email blocked company_ceased'], ['email cancelled gone'], ['email sent'],
    ]);
    expect([withdrawn, ceased, erased, sent].map(({ address }) => sink.to(address).length)).toEqual([0, 0, 0, 1]);
  });

  it('are blocked at the queue already, and planned anew once there is a yes again', async () => {
    const one = await company();
    const consentId = await consent({ contactId: one.contactId });
    await send(one);
    await api.post(`/consents/${consentId}/withdraw`, {});
    await look();
    expect(await ended(one)).toEqual(['email blocked consent_withdrawn']);
    expect(await send(one)).toMatchObject([{ planned: 0, reasons: ['consent_withdrawn', 'marketing_needs_consent'] }]);
    await consent({ contactId: one.contactId });
    expect(await send(one)).toMatchObject([{ planned: 1, reasons: [] }]);
    await look();
    await sendQueued();
    expect([await ended(one), sink.to(one.address).length]).toEqual([['email sent'], 1]);
  });

  it('name the companies that get none, and why', async () => {
    const open = await allowed();
    const { activityId } = open;
    const unasked = await company({}, activityId);
    const silent = await company({ email: null }, activityId);
    const declined = await company({}, activityId);
    await consent({ contactId: declined.contactId });
    expect((await calls.change(activityId, declined.companyId, 1, { answer: 'declined' })).status).toBe(200);
    const all = await send(open);
    expect(new Map(all.map(({ companyId, planned, reasons }) => [companyId, [planned, ...reasons]]))).toEqual(new Map([
      [open.companyId, [1]], [unasked.companyId, [0, 'marketing_needs_consent']], [silent.companyId, [0, 'no-email']],
    ]));
    expect(await send(open, { companyIds: [declined.companyId.toUpperCase()] })).toEqual([
      { companyId: declined.companyId, planned: 0, sent: 0, reasons: ['declined'] },
    ]);
    expect(await ended(unasked)).toEqual([]);
    const stranger = await t.make.company();
    const refused = await api.post(`/activities/${activityId}/invitations`, { companyIds: [open.companyId, stranger.id] });
    expect([refused.status, refused.body['errors']]).toMatchObject([422, [{ pointer: '/companyIds/1', code: 'not-invited' }]]);
  });

  it('go to the participation’s own contact alone, and to none who has left', async () => {
    const one = await allowed();
    const [other, left] = [email(), email()];
    const { id: otherId } = await t.make.contact(one.companyId, { email: other });
    const { id: leftId } = await t.make.contact(one.companyId, { email: left });
    await t.db.query("UPDATE contact_role SET left_on = '2026-11-01' WHERE contact_id = $1", [leftId]);
    await consent({ companyId: one.companyId });
    expect(await send(one)).toMatchObject([{ planned: 2 }]);
    expect((await calls.change(one.activityId, one.companyId, 1, { contactId: otherId })).status).toBe(200);
    expect(await send(one)).toMatchObject([{ planned: 1 }]);
    await look();
    await sendQueued();
    expect([one.address, other, left].map((address) => sink.to(address).length)).toEqual([0, 1, 0]);
  });

  it('stay at home when the activity is cancelled or the company has said no, and are refused once it is over', async () => {
    const [cancelled, declined] = [await allowed(), await allowed()];
    await send(cancelled);
    await send(declined);
    await api.post(`/activities/${cancelled.activityId}/cancel`, { reason: 'For få' });
    await calls.change(declined.activityId, declined.companyId, 1, { answer: 'declined' });
    await look();
    expect(await Promise.all([cancelled, declined].map(ended))).toEqual([['email cancelled gone'], ['email cancelled gone']]);
    expect(codeOf(await api.post(`/activities/${cancelled.activityId}/invitations`, {}))).toEqual([409, 'activity-cancelled']);
    await goTo('2026-12-01T12:00:00Z');
    expect(codeOf(await api.post(`/activities/${declined.activityId}/invitations`, {}))).toEqual([409, 'activity-over']);
  });

  it('end with one click, for good, until the person says yes again', async () => {
    const one = await allowed();
    await consent({ companyId: one.companyId });
    await send(one);
    await look();
    await sendQueued();
    const link = linkOf(one);
    const gate = new GateCalls(t, api);
    const verdict = async () => await gate.verdict(one.companyId, 'email event_invitation', `&contactId=${one.contactId}`);
    const page = await t.anonymous.get<string>(link);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<form method="post">');
    expect(page.body).toContain('Horsens Kommune');
    expect(page.body).not.toMatch(/<script|<style|style=|src=/);
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(await verdict()).toBe('yes consent');

    const next = { ...one, activityId: (await calls.plan({ startsAt: '2026-12-02T09:00:00Z', endsAt: '2026-12-02T12:00:00Z' })).id };
    await api.post(`/activities/${next.activityId}/participations`, { companyIds: [one.companyId] });
    expect(await send(next)).toMatchObject([{ planned: 1 }]);
    for (let time = 0; time < 2; time += 1) {
      const done = await t.anonymous.send<string>('POST', link, ONE_CLICK, FORM);
      expect([done.status, done.body]).toEqual([200, expect.stringContaining('Du får ikke flere mails')]);
    }
    expect(await verdict()).toBe('no contact_refused');
    expect(await gate.verdict(one.companyId, 'email recruitment', `&contactId=${one.contactId}`)).not.toMatch(/^no/);
    await look();
    await sendQueued();
    expect([(await ended(one)).sort(), sink.to(one.address).length]).toEqual([['email blocked contact_refused', 'email sent'], 1]);
    const audit = await t.db.query<Record<string, unknown>[]>(
      `SELECT action, actor_id AS "actorId", company_id AS "companyId", contact_ids AS "contactIds", after FROM audit_event
       WHERE subject_type = 'ContactRefusal' AND $1::uuid = ANY(contact_ids)`,
      [one.contactId],
    );
    expect(audit).toMatchObject([
      { action: 'refuse', actorId: null, companyId: one.companyId, after: { channel: 'email', refusedOn: '2026-11-20' } },
    ]);

    await consent({ contactId: one.contactId });
    expect(await verdict()).toBe('no contact_refused');
    await goTo('2026-11-21T09:30:00Z');
    gate.api = api;
    await consent({ contactId: one.contactId, givenOn: '2026-11-21' });
    expect(await verdict()).toBe('yes consent');
    await t.anonymous.send('POST', link, ONE_CLICK, FORM);
    expect(await verdict()).toBe('no contact_refused');
  });

  it('take the one click from a form of our own page and from programs, not from other pages, types or tokens', async () => {
    const one = await allowed();
    await send(one);
    await look();
    await sendQueued();
    const link = linkOf(one);
    const { host } = new URL(t.url);
    const post = async (path: string, headers: Record<string, string>) =>
      (await t.anonymous.send('POST', path, ONE_CLICK, headers)).status;
    expect(await post(link, { 'content-type': 'text/plain' })).toBe(415);
    expect(await post(link, { ...FORM, origin: 'https://evil.test' })).toBe(403);
    const last = link.at(-1) === 'A' ? 'B' : 'A';
    expect(await post(`${link.slice(0, -1)}${last}`, FORM)).toBe(404);
    expect(await post(link.replace('event_invitation', 'newsletter'), FORM)).toBe(404);
    expect(await post('/session', FORM)).toBe(415);
    const [{ n } = { n: -1 }] = await t.db.query<{ n: number }[]>(
      'SELECT count(*)::integer AS n FROM contact_refusal WHERE contact_id = $1', [one.contactId],
    );
    expect(n).toBe(0);
    expect(await post(link, { ...FORM, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await post(link, { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' })).toBe(200);
  });

  it('are shown to the person with everything else, and go with the person', async () => {
    const one = await allowed();
    await send(one);
    await look();
    await sendQueued();
    const link = linkOf(one);
    await t.anonymous.send('POST', link, ONE_CLICK, FORM);
    const admin = await t.as('administrator');
    const shown = await admin.get<{ parts: { name: string; rows: unknown[] }[] }>(`/contacts/${one.contactId}/export`);
    expect(shown.body.parts.find(({ name }) => name === 'contact-refusals')?.rows).toMatchObject([
      { channel: 'email', purpose: 'event_invitation', refusedOn: '2026-11-20' },
    ]);
    await admin.post(`/contacts/${one.contactId}/erasure`, { reason: 'Efter ønske' });
    expect((await t.anonymous.send('POST', link, ONE_CLICK, FORM)).status).toBe(200);
    expect(await t.db.query('SELECT 1 FROM contact_refusal WHERE contact_id = $1', [one.contactId])).toEqual([]);
  });
});
