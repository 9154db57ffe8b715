import { randomUUIDv7 } from 'node:crypto';
import { type TestApp, testApp } from '../support/test-app.js';

describe('the notification stream', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp();
  });
  afterAll(async () => await t.close());

  /** Puts a notification into the list of the user, as a delivered reminder does. */
  async function notify(userId: string): Promise<void> {
    const [reminder, id] = [randomUUIDv7(), randomUUIDv7()];
    await t.db.query(
      `INSERT INTO reminder (id, dedupe_key, kind, subject_id, occurrence, channel, recipient_type, recipient_id, due_at,
         state, sent_at) VALUES ($1::uuid, $1::text, 'test', $1::uuid, 'x', 'in_app', 'user', $2, $3, 'sent', $3)`,
      [reminder, userId, t.clock.now()],
    );
    await t.db.query(
      `INSERT INTO notification (id, reminder_id, user_id, kind, title, body, link, created_at)
       VALUES ($1, $2, $3, 'test', '{}', '{}', '/', $4)`,
      [id, reminder, userId, t.clock.now()],
    );
  }

  it('says the number of unread at once and when it changes, to the one it concerns', async () => {
    const { id, token } = await t.make.session('consultant');
    const other = await t.make.session('consultant');
    await notify(id);
    const stop = new AbortController();
    const answer = await fetch(`${t.url}/api/notifications/stream`, {
      headers: { cookie: `session=${token}` }, signal: stop.signal,
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const events: string[] = [];
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async (count: number) => {
      while (events.length < count) {
        const { value = '' } = (await reader?.read()) ?? {};
        events.push(...value.split('\n').filter((line) => line.startsWith('data: ')));
      }
      return events.at(-1);
    };
    expect(await next(1)).toBe('data: {"unread":1}');
    await notify(other.id);
    await notify(id);
    expect(await next(2)).toBe('data: {"unread":2}');
    stop.abort();
  });

  it('is closed to those who are not signed in', async () => {
    expect((await t.anonymous.get('/notifications/stream')).status).toBe(401);
  });
});
