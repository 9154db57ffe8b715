import { randomUUID } from 'node:crypto';
import { code, email, type Json, LATER, made, OWN_ID, type Sample, type World, type WriteRoutes } from './write-route.js';

const agreementFields = async ({ t: { make } }: World, companyId: string) => {
  const [party, workplace, contact, colleague] = await Promise.all([
    make.company(), make.workplace(companyId), make.contact(companyId), make.user('consultant'),
  ]);
  return {
    kind: 'WORK_PLACEMENT', title: 'Praktik på lageret', companyId, partyIds: [party.id], workplaceIds: [workplace.id],
    contactIds: [contact.id], colleagueIds: [colleague.id], weDo: 'Finder folk', youDo: 'Tager imod',
    togetherDo: 'Følger op', signedOn: '2025-12-15', from: '2026-01-01', to: '2027-01-01', reviewOn: LATER,
    noticeMonths: 3, documentUrl: 'https://sager.test.dk/1', caseNumber: '26-1234',
  };
};
const agreementRefused = async ({ t: { make } }: World, companyId: string): Promise<Sample['refused']> => {
  const stranger = (await make.company()).id;
  return [
    ['to', '2026-01-01'],
    ['kind', 'NO_SUCH'],
    ['partyIds', [companyId], '/partyIds/0'],
    ['workplaceIds', [(await make.workplace(stranger)).id], '/workplaceIds/0'],
    ['contactIds', [(await make.contact(stranger)).id], '/contactIds/0'],
  ];
};
const madeAgreement = async (w: World, fields: Json = {}) => {
  const companyId = (await w.t.make.company()).id;
  return await made(w, '/agreements', { companyId, kind: 'ALLIANCE', title: 'Kladde', from: '2026-01-01', ...fields });
};
const activeAgreement = async (w: World, fields: Json = {}) => {
  const id = await madeAgreement(w, fields);
  await w.api.post(`/agreements/${id}/activate`, {});
  return { id, version: 2 };
};

const activityFields = async ({ t }: World) => ({
  kind: 'JOB_FAIR', theme: 'network', title: 'Jobmesse', description: 'Mød virksomhederne', place: 'Hallen',
  startsAt: '2026-11-20T08:00:00Z', endsAt: '2026-11-20T15:00:00Z', capacity: 40, sharedWithMembers: true,
  ownerId: (await t.make.user('consultant')).id,
});
const activityRefused: Sample['refused'] = [
  ['kind', 'NO_SUCH'],
  ['startsAt', '1999-11-20T08:00:00Z'],
  ['endsAt', '2101-01-01T00:00:00Z'],
  ['endsAt', '2026-11-20T08:00:00Z'],
];
/** One that has begun. */
export const madeActivity = async (w: World) => made(w, '/activities', await activityFields(w));

const networkFields = async ({ t }: World) => ({
  name: code(), purpose: 'Lærer af hinanden', kind: 'LOCAL', ownerId: (await t.make.user('consultant')).id,
});
export const madeNetwork = async (w: World, fields: Json = {}) =>
  made(w, '/networks', { ...(await networkFields(w)), ...fields });
const joined = async (w: World, networkId: string, fields: Json = {}) => {
  const companyId = (await w.t.make.company()).id;
  const id = await made(w, `/networks/${networkId}/memberships`, { companyId, joinedOn: '2026-01-01', ...fields });
  return { id, companyId };
};

/** Agreements, activities, networks and introductions. */
export const PARTNER_WRITE_ROUTES: WriteRoutes = {
  'POST /agreements': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const { id } = await w.t.make.company();
      return {
        body: { id: randomUUID(), ...(await agreementFields(w, id)) },
        refused: await agreementRefused(w, id),
        taken: [['id', await madeAgreement(w)]],
      };
    },
  },
  'PATCH /agreements/:id': {
    sample: async (w) => {
      const { id } = await w.t.make.company();
      const body = await agreementFields(w, id);
      return { id: await madeAgreement(w), body, refused: await agreementRefused(w, id) };
    },
  },
  'POST /agreements/:id/activate': {
    ifMatch: 'optional',
    sample: async (w) => ({ id: await madeAgreement(w) }),
  },
  'POST /agreements/:id/terminate': {
    ifMatch: 'optional',
    sample: async (w) => ({
      ...(await activeAgreement(w, { to: '2027-01-01' })),
      body: { reason: 'Lukker', on: LATER },
      refused: [['on', '2025-12-31'], ['on', '2027-01-02']],
    }),
  },
  'POST /agreements/:id/renew': {
    ifMatch: 'optional',
    freeIds: OWN_ID,
    sample: async (w) => ({
      ...(await activeAgreement(w)),
      body: { id: randomUUID(), from: '2027-01-01', to: '2028-01-01' },
      refused: [['from', null], ['to', '2027-01-01']],
      taken: [['id', await madeAgreement(w)]],
    }),
  },
  'POST /activities': {
    freeIds: OWN_ID,
    sample: async (w) => ({
      body: { id: randomUUID(), ...(await activityFields(w)) },
      refused: activityRefused,
      taken: [['id', await madeActivity(w)]],
    }),
  },
  'PATCH /activities/:id': {
    sample: async (w) => {
      const id = await madeActivity(w);
      await w.api.post(`/activities/${id}/hold`, {});
      return {
        id,
        version: 2,
        body: { ...(await activityFields(w)), evaluationText: 'Mange kom', evaluationScore: 4 },
        refused: [...(activityRefused ?? []), ['evaluationText', null], ['evaluationScore', null]],
        taken: [['startsAt', '2026-11-20T12:00:00Z']],
      };
    },
  },
  'POST /activities/:id/hold': {
    ifMatch: 'optional',
    sample: async (w) => ({ id: await madeActivity(w) }),
  },
  'POST /activities/:id/cancel': {
    ifMatch: 'optional',
    sample: async (w) => ({ id: await madeActivity(w), body: { reason: 'For få tilmeldte' } }),
  },
  'POST /activities/:id/participations': {
    sample: async (w) => ({
      id: await madeActivity(w),
      body: { companyIds: [(await w.t.make.company()).id, (await w.t.make.company()).id], channel: 'letter', walkIn: true },
    }),
  },
  'POST /activities/:id/invitations': {
    sample: async (w) => {
      const coming = { startsAt: `${LATER}T09:00:00Z`, endsAt: `${LATER}T12:00:00Z` };
      const id = await made(w, '/activities', { ...(await activityFields(w)), ...coming });
      const companyIds = [(await w.t.make.company()).id];
      await w.t.make.contact(companyIds[0] ?? '', { email: email() });
      await w.api.post(`/activities/${id}/participations`, { companyIds });
      return { id, body: { companyIds } };
    },
  },
  'PATCH /activities/:id/participations/:companyId': {
    sample: async (w) => {
      const id = await madeActivity(w);
      const [own, other] = await Promise.all([w.t.make.company(), w.t.make.company()]);
      await w.api.post(`/activities/${id}/participations`, { companyIds: [own.id] });
      return {
        id,
        otherId: own.id,
        body: {
          contactId: (await w.t.make.contact(own.id)).id, answer: 'accepted', seats: 3, attended: true, attendees: 2,
          note: 'Kom for sent',
        },
        refused: [['contactId', (await w.t.make.contact(other.id)).id], ['attended', false, '/attendees']],
      };
    },
  },
  'POST /networks': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const name = code();
      await madeNetwork(w, { name });
      return {
        body: { id: randomUUID(), ...(await networkFields(w)), endedOn: LATER },
        refused: [['kind', 'NO_SUCH']],
        taken: [['name', name]],
      };
    },
  },
  'PATCH /networks/:id': {
    sample: async (w) => {
      const [id, name] = [await madeNetwork(w), code()];
      await madeNetwork(w, { name });
      await joined(w, id);
      return {
        id,
        version: 2,
        body: { ...(await networkFields(w)), kind: 'EDUCATION', purpose: 'Andet', endedOn: LATER },
        refused: [['kind', 'NO_SUCH'], ['endedOn', '2026-01-01']],
        taken: [['name', name]],
      };
    },
  },
  'POST /networks/:id/memberships': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const id = await madeNetwork(w, { endedOn: '2027-06-01' });
      const { companyId } = await joined(w, id, { joinedOn: '2025-01-01', leftOn: '2026-01-01' });
      return {
        id,
        body: { id: randomUUID(), companyId, joinedOn: '2026-01-01', leftOn: LATER },
        refused: [['leftOn', '2026-01-01'], ['joinedOn', LATER, '/leftOn']],
        taken: [['joinedOn', '2025-12-31']],
      };
    },
  },
  'PATCH /networks/:id/memberships/:membershipId': {
    sample: async (w) => {
      const id = await madeNetwork(w);
      return {
        id,
        otherId: (await joined(w, id)).id,
        body: { joinedOn: '2026-02-01', leftOn: LATER },
        refused: [['leftOn', '2026-02-01']],
      };
    },
  },
  'POST /networks/:id/meetings': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const id = await madeNetwork(w);
      const [first, second, former] = [
        await joined(w, id), await joined(w, id), await joined(w, id, { leftOn: '2026-11-19' }),
      ];
      const companyIds = [first.companyId, second.companyId];
      return {
        id,
        body: { id: randomUUID(), heldOn: '2026-11-19', title: 'Efterår', note: 'Om praktik', companyIds },
        refused: [
          ['heldOn', '2026-11-21'],
          ['heldOn', '2025-12-31', '/companyIds/0'],
          ['companyIds', [first.companyId, former.companyId], '/companyIds/1'],
        ],
      };
    },
  },
  'POST /introductions': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const { make } = w.t;
      const [companyId, fromCompanyId] = [(await make.company()).id, (await make.company()).id];
      return {
        body: {
          id: randomUUID(), fromCompanyId, companyId, networkId: await madeNetwork(w), otherCompanyId: null,
          madeOn: '2026-11-20', madeById: (await make.user('consultant')).id, note: 'På en messe',
        },
        refused: [
          ['networkId', null],
          ['otherCompanyId', (await make.company()).id, '/networkId'],
          ['fromCompanyId', companyId],
          ['madeOn', '2026-11-21'],
        ],
      };
    },
  },
  'PATCH /introductions/:id': {
    sample: async (w) => ({
      id: await made(w, '/introductions', {
        companyId: (await w.t.make.company()).id, otherCompanyId: (await w.t.make.company()).id, madeOn: '2026-11-01',
      }),
      body: { note: 'På en messe', outcome: 'met', outcomeOn: '2026-11-10', outcomeNote: 'Talte om praktik' },
      refused: [['outcomeOn', '2026-11-21'], ['outcomeOn', '2026-10-31'], ['outcome', 'open']],
    }),
  },
};
