import { randomUUID } from 'node:crypto';
import { writeBenchmarkCsv } from '../../src/modules/benchmarks/benchmark-csv.js';
import { code, type Json, LATER, made, OWN_ID, type Sample, type World, type WriteRoutes } from './write-route.js';

const materialFields = () => ({
  title: 'Om fleksjob', theme: 'schemes', language: 'da', validFrom: '2026-01-01', retiredOn: '2026-11-15',
  url: 'https://firma.test.dk/fleksjob', body: 'Sådan gør du',
});
const materialRefused: Sample['refused'] = [
  ['url', 'javascript:alert(1)'],
  ['url', 'https://'],
  ['retiredOn', '2026-01-01'],
];
export const madeMaterial = (w: World) => made(w, '/materials', materialFields());

const CRITERIA = [
  { key: 'placement', textDa: 'Praktik', textEn: 'Work placement' },
  { key: 'flex-job', textDa: 'Fleksjob', textEn: 'Flex job' },
];
const answers = () => [
  { key: 'placement', done: 'To i praktik', challenge: 'Tiden', effect: 'Én blev ansat' },
  { key: 'flex-job', done: 'Én ansat', challenge: 'Skemaet', effect: 'Ro på lageret' },
];
const answersRefused: Sample['refused'] = [
  ['answers', [{ key: 'unknown', done: 'Andet' }], '/answers/0/key'],
  ['answers', [...answers(), ...answers()], '/answers/2/key'],
];
const judged = () => [{ key: 'placement', met: true }, { key: 'flex-job', met: true }];
const roundFields = () => ({
  opensOn: '2026-11-01', closesOn: LATER, criteria: CRITERIA, needed: 2, validMonths: 24,
});
const roundRefused: Sample['refused'] = [
  ['closesOn', '2026-11-01'],
  ['needed', 3],
  ['criteria', [...CRITERIA, ...CRITERIA], '/criteria/2/key'],
];
/** Labels are given once a year, so every round has a label of its own. */
const labelKind = async (w: World) => {
  const kind = code();
  await made(w, '/terms', { kind: 'label', code: kind, nameDa: 'Mærke', nameEn: 'Label', validFrom: '2026-01-01' });
  return kind;
};
const madeRound = async (w: World, fields: Json = {}) =>
  made(w, '/label-rounds', { kind: await labelKind(w), year: 2026, ...roundFields(), ...fields });
const madeLabel = async (w: World) => {
  const companyId = (await w.t.make.company()).id;
  return await made(w, '/labels', { companyId, roundId: await madeRound(w), answers: answers() });
};
const assessedLabel = async (w: World) => {
  const id = await madeLabel(w);
  await w.api.post(`/labels/${id}/assess`, { criteria: judged() });
  return { id, version: 2 };
};

const targetFields = async ({ t }: World, companyId: string) => ({
  quantity: 4, unit: 'places', note: 'Efter aftale',
  parts: [{ workplaceId: (await t.make.workplace(companyId)).id, quantity: 3 }],
});
const targetRefused = async ({ t: { make } }: World, workplaceId: string): Promise<Sample['refused']> => {
  const stranger = (await make.workplace((await make.company()).id)).id;
  return [
    ['quantity', 2, '/parts'],
    ['unit', 'yes_no', '/quantity'],
    ['parts', [{ workplaceId, quantity: 1 }, { workplaceId, quantity: 1 }], '/parts/1/workplaceId'],
    ['parts', [{ workplaceId: stranger, quantity: 1 }], '/parts/0/workplaceId'],
  ];
};
const madeTarget = async (w: World, companyId: string) => {
  const body = await targetFields(w, companyId);
  const id = await made(w, '/targets', { companyId, year: 2026, category: 'FLEX_JOB', ...body });
  return { id, workplaceId: body.parts.map((part) => part.workplaceId).join() };
};

const BENCHMARK = {
  employeesInDenmark: 120, sickLeavePercent: 4.2, flexJobs: 3, wageSubsidyStarted: 5, wageSubsidyHired: 2,
  unpaidPlacements: 8, unpaidPlacementsHired: 4, apprentices: 6,
};
const madeSheet = async (w: World) => {
  const companyId = (await w.t.make.company()).id;
  return { companyId, id: await made(w, '/targets/benchmarks', { companyId, year: 2026, flexJobs: 1 }) };
};

const segment = () => ({ sizes: ['small', 'medium'], hasHrFunction: 'no', active: false });
const playbookFields = () => ({
  name: 'Første besøg', trigger: 'first_contact', startsByItself: true, ...segment(),
  steps: [{ title: 'Ring', offsetDays: 0, note: 'Spørg til lageret' }, { title: 'Skriv', offsetDays: 7, note: 'Kort' }],
});
const questionFields = () => ({
  textDa: 'Mangler I hænder?', textEn: 'Do you lack hands?', ...segment(), direction: 'recruit', position: 7,
});

/** Materials, labels, targets, benchmarks, playbooks and questions for visits. */
export const HELP_WRITE_ROUTES: WriteRoutes = {
  'POST /materials': {
    freeIds: OWN_ID,
    sample: () => ({ body: { id: randomUUID(), ...materialFields() }, refused: materialRefused }),
  },
  'PATCH /materials/:id': {
    sample: async (w) => ({
      id: await madeMaterial(w),
      body: { ...materialFields(), title: 'Om praktik', language: 'en' },
      refused: materialRefused,
    }),
  },
  'POST /materials/:id/deliveries': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const { make } = w.t;
      const companyId = (await make.company()).id;
      return {
        id: await madeMaterial(w),
        body: {
          id: randomUUID(), companyId, contactId: (await make.contact(companyId)).id, channel: 'meeting',
          on: '2026-11-14', byId: (await make.user('consultant')).id, note: 'Tog to',
        },
        refused: [
          ['contactId', (await make.contact((await make.company()).id)).id],
          ['on', '2026-11-21'],
          ['on', '2025-12-31'],
        ],
        taken: [['on', '2026-11-15']],
      };
    },
  },
  'POST /label-rounds': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const kind = await labelKind(w);
      await madeRound(w, { kind });
      return {
        body: { id: randomUUID(), kind, year: 2027, ...roundFields() },
        refused: [...(roundRefused ?? []), ['kind', 'NO_SUCH']],
        taken: [['year', 2026]],
      };
    },
  },
  'PATCH /label-rounds/:id': {
    sample: async (w) => ({
      id: await madeRound(w),
      body: { ...roundFields(), validMonths: 12 },
      refused: roundRefused,
    }),
  },
  'POST /labels': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const [companyId, applied] = [(await w.t.make.company()).id, (await w.t.make.company()).id];
      const roundId = await madeRound(w);
      await made(w, '/labels', { companyId: applied, roundId, answers: answers() });
      return {
        body: { id: randomUUID(), companyId, roundId, answers: answers() },
        refused: answersRefused,
        taken: [['companyId', applied], ['roundId', await madeRound(w, { closesOn: '2026-11-20' })]],
      };
    },
  },
  'PATCH /labels/:id': {
    sample: async (w) => ({ id: await madeLabel(w), body: { answers: answers() }, refused: answersRefused }),
  },
  'POST /labels/:id/assess': {
    ifMatch: 'optional',
    sample: async (w) => ({
      id: await madeLabel(w),
      body: { criteria: judged() },
      refused: [
        ['criteria', []],
        ['criteria', judged().slice(1)],
        ['criteria', [...judged(), ...judged()], '/criteria/2/key'],
        ['criteria', [...judged(), { key: 'unknown', met: true }], '/criteria/2/key'],
      ],
    }),
  },
  'POST /labels/:id/award': { ifMatch: 'optional', sample: assessedLabel },
  'POST /labels/:id/decline': {
    ifMatch: 'optional',
    sample: async (w) => ({ ...(await assessedLabel(w)), body: { reason: 'For lidt' } }),
  },
  'POST /labels/:id/withdraw': {
    ifMatch: 'optional',
    sample: async (w) => ({ id: await madeLabel(w), body: { reason: 'Lukker' } }),
  },
  'POST /targets': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const companyId = (await w.t.make.company()).id;
      const { workplaceId } = await madeTarget(w, companyId);
      const body = { companyId, year: 2026, category: 'PLACEMENT_PLACES', ...(await targetFields(w, companyId)) };
      return {
        body: { id: randomUUID(), ...body },
        refused: [...((await targetRefused(w, workplaceId)) ?? []), ['category', 'NO_SUCH']],
        taken: [['category', 'FLEX_JOB']],
      };
    },
  },
  'PATCH /targets/:id': {
    sample: async (w) => {
      const companyId = (await w.t.make.company()).id;
      const { id, workplaceId } = await madeTarget(w, companyId);
      await made(w, `/targets/${id}/progress`, { workplaceId, quantity: 1, on: '2026-11-20' });
      return {
        id,
        version: 2,
        body: { quantity: 8, unit: 'persons', note: 'Ny aftale', parts: [{ workplaceId, quantity: 7 }] },
        refused: await targetRefused(w, workplaceId),
        taken: [['parts', []]],
      };
    },
  },
  'POST /targets/:id/progress': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const { make } = w.t;
      const companyId = (await make.company()).id;
      const { id, workplaceId } = await madeTarget(w, companyId);
      return {
        id,
        body: { id: randomUUID(), workplaceId, quantity: 1, on: '2026-11-20', note: 'Begyndt' },
        refused: [['on', '2026-11-21'], ['on', '2025-12-31'], ['workplaceId', (await make.workplace(companyId)).id]],
      };
    },
  },
  'POST /targets/benchmarks': {
    ifMatch: 'optional',
    sample: async (w) => ({
      body: { companyId: (await madeSheet(w)).companyId, year: 2026, ...BENCHMARK },
      refused: [
        ['sickLeavePercent', 4.25],
        ['wageSubsidyHired', 6],
        ['wageSubsidyStarted', 1, '/wageSubsidyHired'],
        ['unpaidPlacementsHired', 9],
      ],
    }),
  },
  'POST /targets/benchmarks/:id/csv': {
    ifMatch: 'optional',
    sample: async (w) => {
      const written = (changes: Json) =>
        writeBenchmarkCsv({ ...BENCHMARK, companyName: 'Prøvefirma', year: 2026, ...changes });
      return {
        id: (await madeSheet(w)).id,
        body: { csv: written({}) },
        refused: [
          ['csv', 'Virksomhed;År'],
          ['csv', '"'],
          ['csv', written({ year: 2025 }), '/csv/2/year'],
          ['csv', written({ sickLeavePercent: 101 }), '/csv/2/sickLeavePercent'],
          ['csv', written({ wageSubsidyHired: 6 }), '/csv/2/wageSubsidyHired'],
          ['csv', `${written({})}${written({})}`],
        ],
      };
    },
  },
  'POST /playbooks': { freeIds: OWN_ID, sample: () => ({ body: { id: randomUUID(), ...playbookFields() } }) },
  'PATCH /playbooks/:id': {
    sample: async (w) => ({
      id: await made(w, '/playbooks', playbookFields()),
      body: { ...playbookFields(), name: 'Ny aftale', trigger: 'agreement', active: true },
    }),
  },
  'POST /playbooks/:id/start': {
    freeIds: OWN_ID,
    sample: async (w) => {
      const id = await made(w, '/playbooks', { ...playbookFields(), active: true });
      const running = await w.t.make.company();
      await made(w, `/playbooks/${id}/start`, { companyId: running.id });
      return {
        id,
        body: {
          id: randomUUID(), companyId: (await w.t.make.company()).id, startOn: LATER,
          assigneeId: (await w.t.make.user('consultant')).id,
        },
        refused: [['startOn', '2027-11-21'], ['startOn', '2025-11-19']],
        taken: [['companyId', running.id]],
      };
    },
  },
  'POST /visit-questions': {
    freeIds: OWN_ID,
    sample: () => ({ body: { id: randomUUID(), ...questionFields() } }),
  },
  'PATCH /visit-questions/:id': {
    sample: async (w) => ({
      id: await made(w, '/visit-questions', questionFields()),
      body: { ...questionFields(), textDa: 'Skal nogen lære nyt?', active: true },
    }),
  },
};
