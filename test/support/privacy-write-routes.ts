import { randomUUID } from 'node:crypto';
import { type Json, made, OWN_ID, type Sample, type World, type WriteRoutes } from './write-route.js';

const contact = async ({ t }: World) => (await t.make.contact((await t.make.company()).id)).id;
const requested = async (w: World, fields: Json = {}) =>
  made(w, '/privacy-requests', { kind: 'erasure', contactId: await contact(w), ...fields });
const ruleOf = async ({ api }: World, kind: string) => {
  const { items } = (await api.get<{ items: { id: string; version: number }[] }>(`/retention-rules?kind=${kind}`)).body;
  return items[0] as { id: string; version: number };
};
const holdRefused: Sample['refused'] = [
  ['holdReviewOn', null],
  ['holdBasis', null],
  ['reason', null],
];

/** Requests of persons, erasure and retention. */
export const PRIVACY_WRITE_ROUTES: WriteRoutes = {
  'POST /privacy-requests': {
    freeIds: OWN_ID,
    sample: async (w) => ({
      body: { id: randomUUID(), kind: 'access', contactId: await contact(w), receivedOn: '2026-11-19', note: 'Vil se alt' },
      refused: [['receivedOn', '2026-11-21'], ['contactId', randomUUID()]],
    }),
  },
  'PATCH /privacy-requests/:id': {
    sample: async (w) => ({
      id: await requested(w),
      body: { contactId: await contact(w), note: 'Ringede også' },
      refused: [['contactId', randomUUID()]],
    }),
  },
  'POST /privacy-requests/:id/extend': {
    ifMatch: 'optional',
    sample: async (w) => ({
      id: await requested(w),
      body: { until: '2027-02-20', reason: 'Sagen er stor' },
      refused: [['until', '2026-12-20'], ['until', '2027-02-21']],
    }),
  },
  'POST /privacy-requests/:id/decide': {
    ifMatch: 'optional',
    sample: async (w) => ({
      id: await requested(w),
      body: {
        decision: 'refused', reason: 'Noterne skal blive', holdBasis: 'offentlighedsloven § 13', holdReviewOn: '2027-11-20',
      },
      refused: holdRefused,
    }),
  },
  'POST /contacts/:id/erasure': {
    ifMatch: 'none',
    sample: async (w) => {
      const id = await contact(w);
      const requestId = await made(w, '/privacy-requests', { kind: 'erasure', contactId: id });
      const hold = { record: 'visits', basis: 'offentlighedsloven § 13', reviewOn: '2027-11-20' };
      return {
        id,
        body: { requestId, reason: 'Personen ønsker det', legalHold: [hold] },
        refused: [
          ['requestId', await requested(w)],
          ['legalHold', [{ ...hold, record: 'contact' }], '/legalHold/0/record'],
          ['legalHold', [hold, hold], '/legalHold/1/record'],
        ],
      };
    },
  },
  'PATCH /retention-rules/:id': {
    sample: async (w) => {
      const { id, version } = await ruleOf(w, 'contact_left');
      return { id, version, body: { months: 24, enabled: false } };
    },
  },
  'POST /retention-rules/:id/dry-run': {
    ifMatch: 'none',
    sample: async (w) => ({ id: (await ruleOf(w, 'contact_inactive')).id }),
  },
  'POST /retention-runs/:id/cancel': {
    ifMatch: 'none',
    sample: async (w) => {
      const id = randomUUID();
      const { id: ruleId } = await ruleOf(w, 'session');
      const [{ day }] = (await w.t.db.query<[{ day: string }]>(
        "SELECT (DATE '2026-11-20' - count(*)::integer) AS day FROM retention_run",
      ));
      await w.t.db.query('INSERT INTO retention_run (id, rule_id, run_on) VALUES ($1, $2, $3)', [id, ruleId, day]);
      return { id };
    },
  },
};
