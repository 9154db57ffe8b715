import { randomUUID } from 'node:crypto';
import { LATER, type World, type WriteRoutes } from './write-route.js';

/** A reminder of the caller's that ended this way. */
const madeReminder = async ({ t, api }: World, state: 'failed' | 'unknown' | 'sent', channel = 'email') => {
  const id = randomUUID();
  await t.db.query(
    `INSERT INTO reminder (id, dedupe_key, kind, subject_id, occurrence, channel, recipient_type, recipient_id, due_at,
       state, sent_at, message_id)
     VALUES ($1, $1::uuid::text, 'task-due', $2, 'due 2026-11-20 0', $3, 'user', $4, $5::timestamptz, $6::text,
       CASE WHEN $6::text = 'sent' THEN $5::timestamptz END, $7)`,
    [id, randomUUID(), channel, api.userId, t.clock.now(), state, `<reminder-${id}@localhost>`],
  );
  return id;
};
const madeNotification = async (w: World) => {
  const [id, reminderId] = [randomUUID(), await madeReminder(w, 'sent', 'in_app')];
  const text = { da: 'Prøve', en: 'Test' };
  await w.t.db.query(
    `INSERT INTO notification (id, reminder_id, user_id, kind, title, body, link, created_at)
     VALUES ($1, $2, $3, 'task-due', $4, $4, '/opgaver', $5)`,
    [id, reminderId, w.api.userId, text, w.t.clock.now()],
  );
  return id;
};

/** Reminders, notifications, preferences, rules and how often companies are contacted. */
export const REMINDER_WRITE_ROUTES: WriteRoutes = {
  'PATCH /preferences': {
    sample: async ({ api }) => ({
      version: Number((await api.get('/preferences')).body['version']),
      body: {
        language: 'en', digestHour: 9, quietFrom: 20, quietTo: 6, quietWeekends: false,
        kinds: [{ kind: 'task-due', inApp: true, email: 'single' }],
      },
      refused: [['kinds', [{ kind: 'no-such', inApp: true, email: 'off' }], '/kinds/0/kind']],
    }),
  },
  'POST /notifications/read': { ifMatch: 'none', sample: () => ({}) },
  'POST /notifications/:id/read': { ifMatch: 'none', sample: async (w) => ({ id: await madeNotification(w) }) },
  'POST /reminders/test-mail': { ifMatch: 'none', sample: () => ({}) },
  'POST /reminders/:id/retry': { ifMatch: 'none', sample: async (w) => ({ id: await madeReminder(w, 'failed') }) },
  'POST /reminders/:id/decide': {
    ifMatch: 'none',
    sample: async (w) => ({ id: await madeReminder(w, 'unknown'), body: { outcome: 'again' } }),
  },
  'PATCH /reminder-rules/:id': {
    sample: async ({ api }) => {
      const { items } = (await api.get<{ items: { id: string; version: number; moment: string }[] }>('/reminder-rules')).body;
      const rule = items.find(({ moment }) => moment === 'before');
      return {
        id: rule?.id, version: rule?.version, body: { offsetDays: 40, enabled: true }, refused: [['offsetDays', 0]],
      };
    },
  },
  'PATCH /cadences/:id': {
    sample: async ({ api }) => {
      const [cadence] = (await api.get<{ items: { id: string; version: number }[] }>('/cadences')).body.items;
      return {
        id: cadence?.id, version: cadence?.version, body: { idealDays: 70, maxDays: 140 },
        refused: [['idealDays', 141, '/maxDays'], ['maxDays', 69]],
      };
    },
  },
  'POST /outreach/:id/pause': {
    ifMatch: 'none',
    sample: async ({ t }) => ({
      id: (await t.make.company()).id,
      body: { until: LATER, reason: 'Travlt', kind: 'declined' },
      refused: [['until', '2026-11-20']],
    }),
  },
  'DELETE /outreach/:id/pause': {
    ifMatch: 'none',
    sample: async ({ t }) => ({ id: (await t.make.company()).id }),
  },
};
