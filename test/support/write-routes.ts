import { randomUUID } from 'node:crypto';
import { ACCESS_WRITE_ROUTES } from './access-write-routes.js';
import { CALENDAR_WRITE_ROUTES } from './calendar-write-routes.js';
import { DAILY_WRITE_ROUTES } from './daily-write-routes.js';
import { GATE_WRITE_ROUTES } from './gate-write-routes.js';
import { HELP_WRITE_ROUTES } from './help-write-routes.js';
import { LINK_WRITE_ROUTES } from './link-write-routes.js';
import { PARTNER_WRITE_ROUTES } from './partner-write-routes.js';
import { TEXT_WRITE_ROUTES } from './text-write-routes.js';
import { PRIVACY_WRITE_ROUTES } from './privacy-write-routes.js';
import { REMINDER_WRITE_ROUTES } from './reminder-write-routes.js';
import {
  code, cvrNumber, email, type Json, LATER, made, OWN_ID, pNumber, type Sample, type World, type WriteRoutes,
} from './write-route.js';

const companyFields = async ({ t }: World): Promise<Json> => ({
  cvrNumber: cvrNumber(), name: 'Prøvefirma', companyFormCode: 60, industryCode: '412000', industrySystem: 'DB07',
  employees: 12, employeeInterval: 'ANTAL_10_19', employeesAsOf: '2026-06-01', sizeOverride: 'large',
  sizeOverrideReason: 'Del af en koncern', contactPolicyReason: 'Efter aftale', street: 'Prøvevej 1',
  postalCode: '8700', city: 'Horsens', municipalityCode: '0615', phone: '76292929', email: email(),
  website: 'https://firma.test.dk', consultantId: (await t.make.user('consultant')).id, hasHrFunction: 'yes',
  advertisingProtected: true, contactPolicy: 'consent_only', partnerKind: 'employer', status: 'active',
});
const companyRefused: Sample['refused'] = [
  ['industrySystem', null],
  ['sizeOverrideReason', null],
];

const workplaceFields = () => ({
  pNumber: pNumber(), name: 'Lager', industryCode: '412000', industrySystem: 'DB25', employees: 3,
  employeeInterval: 'ANTAL_2_4', employeesAsOf: '2026-06-01', street: 'Prøvevej 2', postalCode: '8700', city: 'Horsens',
  municipalityCode: '0615', advertisingProtected: false, contactPolicy: 'do_not_contact',
  contactPolicyReason: 'Ring til hovedkontoret', ceasedOn: LATER,
});

const termFields = () => ({
  nameDa: 'Prøve', nameEn: 'Test', descriptionDa: 'Tekst', descriptionEn: 'Text', validFrom: '2026-01-01',
  validTo: '2027-01-01', closedForNewFrom: '2026-07-01', position: 7,
});
const termRefused: Sample['refused'] = [['validTo', '2025-12-31'], ['validTo', '2026-01-01']];

/** A form with a small register. */
export function registerFile(): FormData {
  const form = new FormData();
  form.append('file', new Blob([`CVR-nummer;Navn\n${cvrNumber()};Prøve\n`]), 'register.csv');
  return form;
}

/** Users, teams, companies, settings, terms and imports. */
const BASE_WRITE_ROUTES: WriteRoutes = {
  'POST /teams': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const name = code();
      await made(w, '/teams', { name });
      return { body: { id: randomUUID(), name: code() }, taken: [['name', name]] };
    },
  },
  'PATCH /teams/:id': {
    sample: async ({ t }) => ({ id: (await t.make.team()).id, body: { name: code() } }),
  },
  'POST /users': {
    freeIds: OWN_ID,
    sample: async ({ t, api }) => ({
      taken: [['email', (await api.get(`/users/${api.userId}`)).body['email']], ['id', api.userId]],
      body: {
        id: randomUUID(), email: email(), name: 'Ny', role: 'member', teamId: (await t.make.team()).id,
        companyId: (await t.make.company()).id, password: 'femten tegn mindst',
      },
      refused: [['role', 'reader', '/companyId']],
    }),
  },
  'PATCH /users/:id': {
    sample: async ({ t }) => ({
      id: (await t.make.user('member')).id,
      body: {
        name: 'Ny', role: 'member', teamId: (await t.make.team()).id, companyId: (await t.make.company()).id,
        disabled: true,
      },
      refused: [['role', 'reader', '/companyId']],
    }),
  },
  'POST /companies': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const other = await w.t.make.company();
      return {
        body: { id: randomUUID(), ...(await companyFields(w)) },
        refused: companyRefused,
        taken: [['id', other.id], ['cvrNumber', other.cvrNumber]],
      };
    },
  },
  'PATCH /companies/:id': {
    sample: async (w) => {
      const { id } = await w.t.make.company({ cvr_number: null });
      const { cvrNumber } = await w.t.make.company();
      return { id, body: await companyFields(w), refused: companyRefused, taken: [['cvrNumber', cvrNumber]] };
    },
  },
  'DELETE /companies/:id': { sample: async ({ t }) => ({ id: (await t.make.company()).id }) },
  'POST /companies/:id/workplaces': {
    freeIds: OWN_ID,
    sample: async ({ t }) => ({
      id: (await t.make.company()).id,
      body: { id: randomUUID(), ...workplaceFields() },
      refused: [['industrySystem', null]],
    }),
  },
  'PATCH /workplaces/:id': {
    sample: async ({ t }) => {
      const [own, other] = await Promise.all([t.make.company(), t.make.company()]);
      const number = pNumber();
      await t.make.workplace(other.id, { p_number: number });
      return {
        id: (await t.make.workplace(own.id)).id,
        body: workplaceFields(),
        refused: [['industrySystem', null]],
        taken: [['pNumber', number]],
      };
    },
  },
  'PATCH /settings': {
    sample: async ({ api }) => ({
      version: Number((await api.get('/settings')).body['version']),
      body: {
        municipalityCodes: ['0615'], municipalityName: 'Horsens', deskName: 'Indgangen', taskForceName: 'Taskforcen',
        mediumFrom: 40, largeFrom: 200, noteLockDays: 10, quarantineDays: 7, auditKeepMonths: 36,
      },
      refused: [['largeFrom', 40], ['mediumFrom', 200, '/largeFrom']],
    }),
  },
  'POST /terms': {
    freeIds: OWN_ID,
    sample: () => ({
      body: { id: randomUUID(), kind: 'pledge_category', code: code(), ...termFields() },
      refused: termRefused,
      taken: [['code', 'FLEX_JOB']],
    }),
  },
  'PATCH /terms/:id': {
    sample: async (w) => ({
      id: await made(w, '/terms', { kind: 'test_kind', code: code(), ...termFields() }),
      body: { ...termFields(), nameDa: 'Nyt navn' },
      refused: termRefused,
    }),
  },
  'POST /imports/:id/commit': {
    ifMatch: 'none',
    sample: async (w) => ({ id: await made(w, '/imports', registerFile()) }),
  },
};

/**
 * A valid request for every route that writes but the upload, by name; the sweep fails for a route left out. In two
 * parts of about the same size, so that two workers share the sweep.
 */
export const WRITE_ROUTES = {
  daily: {
    ...BASE_WRITE_ROUTES, ...DAILY_WRITE_ROUTES, ...GATE_WRITE_ROUTES, ...LINK_WRITE_ROUTES, ...TEXT_WRITE_ROUTES,
    ...REMINDER_WRITE_ROUTES, ...CALENDAR_WRITE_ROUTES,
  },
  partner: {
    ...PARTNER_WRITE_ROUTES, ...HELP_WRITE_ROUTES, ...ACCESS_WRITE_ROUTES, ...PRIVACY_WRITE_ROUTES,
  },
};
