import { ReminderDispatcher } from '../../src/modules/reminder-delivery/reminder-dispatcher.js';
import type { InvitationDto } from '../../src/modules/invitations/invitation.dto.js';
import { ActivityCalls } from '../support/activity-calls.js';
import { YES } from '../support/gate-calls.js';
import { testApp } from '../support/test-app.js';
import { email } from '../support/write-route.js';

describe.each([
  ['no-secret-key', { secretKey: null, publicUrl: new URL('http://crm.kommune.test') }],
  ['no-public-url', { publicUrl: null }],
])('invitations by mail with %s', (reason, platform) => {
  it('are not planned, and blocked when they were', async () => {
    const t = await testApp({ smtpUrl: 'smtp://127.0.0.1:1', ...platform });
    t.clock.set('2026-11-20T09:30:00Z');
    const api = await t.as('consultant');
    const calls = new ActivityCalls(t, api);
    const { id } = await calls.plan({ startsAt: '2026-12-01T09:00:00Z', endsAt: '2026-12-01T12:00:00Z' });
    const [companyId = ''] = await calls.invite(id);
    const { id: contactId } = await t.make.contact(companyId, { email: email() });
    await api.post('/consents', { ...YES, channel: 'email', purpose: 'event_invitation', contactId });
    const answer = await api.post<{ items: InvitationDto[] }>(`/activities/${id}/invitations`, {});
    expect(answer.body.items).toMatchObject([{ planned: 0, reasons: [{ code: reason }] }]);
    await t.db.query(
      `INSERT INTO reminder (id, dedupe_key, kind, subject_id, occurrence, channel, recipient_type, recipient_id, due_at)
       SELECT gen_random_uuid(), 'x', 'activity-invitation', p.id, 'invitation', 'email', 'contact', $2, $3
       FROM activity_participation p WHERE p.activity_id = $1`,
      [id, contactId, t.clock.now()],
    );
    await t.app.get(ReminderDispatcher).look();
    expect(await t.db.query('SELECT state, reason FROM reminder WHERE recipient_id = $1', [contactId])).toEqual([
      { state: 'blocked', reason },
    ]);
    await t.close();
  });
});
