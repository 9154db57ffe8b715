import { randomUUID } from 'node:crypto';
import { email, LATER, made, OWN_ID, type Sample, type World, type WriteRoutes } from './write-route.js';

const contactFields = (companyId: string) => ({
  name: 'Prøve Person', source: 'company', email: email(), phone: '+4576292929', preferredChannel: 'phone',
  emailSource: 'contact', phoneSource: 'register', noticeGivenOn: '2026-11-19', noticeHow: 'meeting',
  companies: [{ companyId, role: 'manager', leftOn: LATER }],
});
const contactRefused = (companyId: string): Sample['refused'] => {
  const companies = [{ companyId, role: 'hr' }, { companyId, role: 'owner' }];
  return [['companies', companies, '/companies/1/companyId'], ['noticeHow', null], ['noticeGivenOn', null]];
};

const pledgeFields = async ({ t }: World, companyId: string) => ({
  category: 'PLACEMENT_PLACES', direction: 'INCLUDE_NEW', quantity: 2, unit: 'places', from: '2026-01-01',
  to: '2027-01-01', targetGroup: 'Unge', inReturn: 'En fast kontakt', contactId: (await t.make.contact(companyId)).id,
  publicOk: true,
});
const pledgeRefused: Sample['refused'] = [
  ['to', '2025-12-31'],
  ['to', '2026-01-01'],
  ['category', 'NO_SUCH'],
  ['unit', 'yes_no', '/quantity'],
];

const madePledge = async (w: World, companyId: string) =>
  made(w, '/pledges', { companyId, ...(await pledgeFields(w, companyId)) });
const madeTask = (w: World) => made(w, '/tasks', { title: 'Ring', dueOn: LATER });
const madeVisit = async (w: World) => made(w, '/visits', {
  companyId: (await w.t.make.company()).id, kind: 'visit', occurredAt: '2026-11-19T09:00:00Z', summary: 'Vi talte',
});

/** Contacts, needs, pledges, tasks and visits. */
export const DAILY_WRITE_ROUTES: WriteRoutes = {
  'POST /contacts': {
    freeIds: OWN_ID,
    sample: async ({ t }) => {
      const { id } = await t.make.company();
      return { body: { id: randomUUID(), ...contactFields(id) }, refused: contactRefused(id) };
    },
  },
  'PATCH /contacts/:id': {
    sample: async ({ t }) => {
      const { id } = await t.make.company();
      return { id: (await t.make.contact(id)).id, body: contactFields(id), refused: contactRefused(id) };
    },
  },
  'DELETE /contacts/:id': {
    sample: async ({ t }) => ({ id: (await t.make.contact((await t.make.company()).id)).id }),
  },
  'POST /needs': {
    freeIds: OWN_ID,
    sample: async ({ t }) => ({
      body: {
        id: randomUUID(), companyId: (await t.make.company()).id, direction: 'retain', horizon: 'long',
        text: 'En aflastning',
      },
    }),
  },
  'PATCH /needs/:id': {
    sample: async (w) => {
      const companyId = (await w.t.make.company()).id;
      const id = await made(w, '/needs', { companyId, direction: 'recruit', horizon: 'short', text: 'To på lager' });
      return {
        id,
        body: { direction: 'upskill', horizon: 'long', text: 'Truckkort', state: 'answered', answer: 'Kursus', jobOrderNumber: '4711-26' },
        refused: [['answer', null]],
      };
    },
  },
  'POST /pledges': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const companyId = (await w.t.make.company()).id;
      const stranger = (await w.t.make.contact((await w.t.make.company()).id)).id;
      return {
        body: { id: randomUUID(), companyId, ...(await pledgeFields(w, companyId)) },
        refused: [...(pledgeRefused ?? []), ['contactId', stranger]],
      };
    },
  },
  'PATCH /pledges/:id': {
    sample: async (w) => {
      const companyId = (await w.t.make.company()).id;
      const body = { ...(await pledgeFields(w, companyId)), category: 'FLEX_JOB' };
      return { id: await madePledge(w, companyId), body, refused: pledgeRefused };
    },
  },
  'POST /pledges/:id/fulfilments': {
    freeIds: OWN_ID,
    sample: async (w) => ({
      id: await madePledge(w, (await w.t.make.company()).id),
      body: { id: randomUUID(), quantity: 1, on: '2026-11-20', note: 'Begyndt' },
      refused: [['on', '2026-11-21']],
    }),
  },
  'POST /pledges/:id/withdraw': {
    ifMatch: 'optional',
    sample: async (w) => ({ id: await madePledge(w, (await w.t.make.company()).id), body: { reason: 'Lukker' } }),
  },
  'POST /tasks': {
    freeIds: { ...OWN_ID, '/subjectId': 'what a task is about stands on a higher floor, where tasks may not look' },
    sample: async ({ t }) => ({
      body: {
        id: randomUUID(), title: 'Ring', dueOn: LATER, assigneeId: (await t.make.user('consultant')).id,
        companyId: (await t.make.company()).id, subjectType: 'need', subjectId: randomUUID(),
      },
      refused: [['subjectType', null, '/subjectId'], ['subjectId', null]],
    }),
  },
  'PATCH /tasks/:id': {
    sample: async (w) => ({
      id: await madeTask(w),
      body: { title: 'Skriv', dueOn: '2027-01-04', assigneeId: (await w.t.make.user('consultant')).id },
    }),
  },
  'POST /tasks/:id/complete': {
    ifMatch: 'optional',
    sample: async (w) => ({ id: await madeTask(w), body: { as: 'cancelled' } }),
  },
  'POST /tasks/:id/snooze': {
    ifMatch: 'optional',
    sample: async (w) => ({
      id: await madeTask(w),
      body: { until: '2026-12-24', reason: 'Ferie' },
      refused: [['until', '2026-11-20']],
    }),
  },
  'POST /tasks/:id/reopen': {
    ifMatch: 'optional',
    sample: async (w) => {
      const id = await madeTask(w);
      await w.api.post(`/tasks/${id}/complete`, {});
      return { id, version: 2 };
    },
  },
  'POST /visits': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const { make } = w.t;
      const companyId = (await make.company()).id;
      const [contact, colleague, workplace] = await Promise.all([
        make.contact(companyId), make.user('consultant'), make.workplace(companyId),
      ]);
      return {
        body: {
          id: randomUUID(), companyId, kind: 'visit', occurredAt: '2026-11-20T08:00:00Z', summary: 'Rundvisning',
          contactIds: [contact.id], colleagueIds: [colleague.id], workplaceId: workplace.id, outcome: 'agreed',
          offers: 'Mentor', asks: 'En praktikplads', needs: [{ direction: 'recruit', horizon: 'short', text: 'To på lager' }],
          tasks: [{ title: 'Send aftale', dueOn: LATER, assigneeId: colleague.id }],
          fulfilments: [{ pledgeId: await madePledge(w, companyId), quantity: 1, on: '2026-11-20', note: 'Begyndt' }],
          restricted: false,
        },
        refused: [
          ['occurredAt', '2026-11-20T10:00:00Z'],
          ['contactIds', [(await make.contact((await make.company()).id)).id]],
          ['workplaceId', (await make.workplace((await make.company()).id)).id],
        ],
      };
    },
  },
  'PATCH /visits/:id': {
    sample: async (w) => ({
      id: await madeVisit(w),
      body: {
        kind: 'phone', occurredAt: '2026-11-18T09:00:00+01:00', summary: 'Vi talte igen', outcome: 'interested',
        offers: 'Praktik', asks: 'En plads mere', restricted: true,
      },
      refused: [['occurredAt', '2026-11-20T10:00:00Z']],
    }),
  },
  'POST /visits/:id/amendments': {
    freeIds: OWN_ID,
    sample: async (w) => ({ id: await madeVisit(w), body: { id: randomUUID(), text: 'Rettelse' } }),
  },
};
