import { randomUUID } from 'node:crypto';
import { unsubscribeToken } from '../../src/modules/unsubscribes/unsubscribe-token.js';
import { made, OWN_ID, type WriteRoutes } from './write-route.js';

const YES = {
  channel: 'phone', purpose: 'recruitment', wording: 'Må vi ringe?', givenBy: 'meeting', givenOn: '2026-11-19',
};

/** Consents, bases and the question whether one may contact. */
export const GATE_WRITE_ROUTES: WriteRoutes = {
  'POST /consents': {
    freeIds: OWN_ID,
    sample: async ({ t }) => {
      const companyId = (await t.make.company()).id;
      const contactId = (await t.make.contact(companyId)).id;
      return {
        body: { id: randomUUID(), ...YES, companyId: null, contactId, evidence: 'Sag 26/1234' },
        refused: [
          ['givenOn', '2026-11-21'], ['purpose', 'NO_SUCH'], ['companyId', companyId],
          ['contactId', null, '/companyId'],
        ],
      };
    },
  },
  'POST /consents/:id/withdraw': {
    ifMatch: 'optional',
    sample: async (w) => ({
      id: await made(w, '/consents', { ...YES, companyId: (await w.t.make.company()).id }),
      body: { note: 'Ringede og sagde nej' },
    }),
  },
  'POST /contact-bases': {
    freeIds: OWN_ID,
    sample: async ({ t }) => {
      const [own, other] = await Promise.all([t.make.company(), t.make.company()]);
      return {
        body: {
          id: randomUUID(), companyId: own.id, workplaceId: (await t.make.workplace(own.id)).id, kind: 'legal',
          validFrom: '2026-11-01', validTo: '2027-11-01', legalText: 'Lov om en aktiv beskæftigelsesindsats',
          decidedBy: 'Kommunens jurist', note: 'Brev i sagen',
        },
        refused: [
          ['validTo', '2026-11-01'], ['legalText', null], ['decidedBy', null], ['kind', 'inbound', '/legalText'],
          ['workplaceId', (await t.make.workplace(other.id)).id],
        ],
      };
    },
  },
  'POST /contact-bases/:id/end': {
    ifMatch: 'optional',
    sample: async (w) => ({
      id: await made(w, '/contact-bases', {
        companyId: (await w.t.make.company()).id, kind: 'inbound', validFrom: '2026-11-01',
      }),
      body: { note: 'Sagen er slut' },
    }),
  },
  'POST /unsubscribe/:token': {
    takes: 'application/x-www-form-urlencoded',
    sample: async ({ t }) => {
      const { id: contactId } = await t.make.contact((await t.make.company()).id);
      return { otherId: unsubscribeToken('k'.repeat(32), { contactId, purpose: 'event_invitation' }) };
    },
  },
  'POST /contact-checks': {
    ifMatch: 'none',
    sample: async ({ t }) => ({
      body: {
        companyIds: [(await t.make.company()).id, (await t.make.company()).id], channel: 'email', purpose: 'newsletter',
      },
      refused: [['purpose', 'NO_SUCH']],
    }),
  },
};
