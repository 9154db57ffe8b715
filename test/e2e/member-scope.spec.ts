import { getMetadataStorage } from 'class-validator';
import { randomUUID } from 'node:crypto';
import type { Answer, Api } from '../support/api.js';
import { type Route, routesOf } from '../support/routes.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { type Json, LATER, made, type World } from '../support/write-route.js';

/** Stands in every text about the other company. */
const CANARY = 'Kanariefugl';
const OWN = 'Egetforetagende';
const ASKED = 40;

interface Things {
  companyId: string;
  /** Of everything that hangs on the company. */
  ids: string[];
}

describe('a member', () => {
  let t: TestApp;
  let w: World;
  let member: Api;
  let routes: Route[];
  let own: Things;
  let other: Things;
  let shared: string;
  let internal: string;
  beforeAll(async () => {
    t = await testApp();
    w = { t, api: await t.as('administrator') };
    routes = routesOf(t.app).filter(({ method, endless }) => method === 'GET' && !endless);
    const kind = await labelKind();
    const activity = { kind: 'JOB_FAIR', theme: 'network', startsAt: '2026-11-20T08:00:00Z', endsAt: '2026-11-20T15:00:00Z' };
    shared = await made(w, '/activities', { ...activity, title: 'Fælles', sharedWithMembers: true });
    internal = await made(w, '/activities', { ...activity, title: CANARY, sharedWithMembers: false });
    own = await everythingOf(OWN, kind);
    other = await everythingOf(CANARY, kind);
    member = await t.as('member', { companyId: own.companyId });
    await made(w, '/agreements', {
      kind: 'ALLIANCE', title: 'Sammen', from: '2026-01-01', companyId: other.companyId, partyIds: [own.companyId],
    });
  });
  afterAll(async () => {
    await t.close();
  });

  it('sees what is of the own company, and the shared activities with their totals', async () => {
    for (const path of ['/companies', '/pledges', '/agreements', '/labels', '/targets', '/targets/benchmarks']) {
      expect([path, textOf(await member.get(path))]).toEqual([path, expect.stringContaining(OWN)]);
    }
    const { body } = await member.get(`/activities/${shared}`);
    expect(body).toMatchObject({ invitedCount: 2, acceptedSeats: 0 });
    const { items } = (await member.get<{ items: Json[] }>(`/activities/${shared}/participations`)).body;
    expect(items).toMatchObject([{ companyName: OWN, note: null, contactId: null }]);
    expect((await member.get<{ items: Json[] }>('/agreements')).body.items).toMatchObject([
      { companyId: own.companyId, companyName: OWN, partyIds: [], contactIds: [] },
      { companyId: own.companyId, companyName: OWN, partyIds: [], contactIds: [] },
    ]);
    const [pledge] = (await member.get<{ items: Json[] }>('/pledges')).body.items;
    expect(pledge).toMatchObject({ contactId: null, fulfilled: 1, fulfilments: [{ visitId: null }] });
    expect((await member.get(`/companies/${own.companyId}`)).body).toMatchObject({ contactPolicyReason: null });
  });

  it('sees nothing of another company in any list, whatever is asked for', async () => {
    const asked = routes.filter(({ path }) => !path.includes(':'));
    let sent = 0;
    const leaks: string[] = [];
    for (const { path, query } of asked) {
      const rules = query ? getMetadataStorage().getTargetValidationMetadatas(query, '', false, false) : [];
      const names = [...new Set(rules.map(({ propertyName }) => propertyName))];
      const tries = names.flatMap((name) => [other.companyId, CANARY, 'true', 'false', '1', 'none'].map((value) => [name, value]));
      const all = (name: string | undefined) => (name === 'limit' ? '' : '&limit=200');
      const listed = [...tries, ['limit', '200'], ['q', OWN]].map(
        ([name, value]) => `${name}=${value}&count=true${all(name)}`,
      );
      for (const one of names.includes('count') ? ['', ...listed] : ['', 'q=Kanarie', `q=${other.companyId}`]) {
        const answer = await member.get<{ items?: unknown[]; count?: number }>(`${path}?${one}`);
        sent += 1;
        if (answer.status >= 300) continue;
        if (seenOf(answer).length > 0) leaks.push(`${path}?${one}: ${seenOf(answer).join(', ')}`);
        const { items, count } = answer.body;
        if (count !== undefined && count !== items?.length && !one.startsWith('limit=1&')) leaks.push(`${path}?${one}: counts ${count}`);
      }
      for (const name of names.filter((field) => /id$|consultant|team/i.test(field))) {
        const [real, random] = await Promise.all(
          [other.companyId, randomUUID()].map((id) => member.get(`${path}?${name}=${id}`)),
        );
        sent += 2;
        if (real && random && comparable(real) !== comparable(random)) leaks.push(`${path}?${name}: tells them apart`);
      }
    }
    console.log(`member: ${asked.length} addresses without id, ${sent} requests, leaks ${leaks.length}`);
    expect(leaks).toEqual([]);
    expect(sent).toBeGreaterThan(200);
  });

  it('is told the same of a foreign record as of none, for every id in every address', async () => {
    const withIds = routes.filter(({ path }) => path.includes(':'));
    const different: string[] = [];
    let sent = 0;
    for (const { path } of withIds) {
      const addressOf = (id: string) => (/:\w+\/.*:\w+/.test(path) ? path.replace(':id', shared) : path).replace(/:\w+/, id);
      const missing = await member.get(addressOf(randomUUID()));
      for (const id of [...other.ids, internal]) {
        const foreign = await member.get(addressOf(id));
        sent += 1;
        if (foreign.status < 400 || comparable(foreign) !== comparable(missing)) different.push(`${addressOf(id)} ${foreign.status}`);
      }
    }
    console.log(`member: ${withIds.length} addresses with ids x ${other.ids.length + 1} foreign ids = ${sent}, told apart ${different.length}`);
    expect(different).toEqual([]);
    expect(sent).toBeGreaterThan(200);
  });

  it('is told so in the same time', async () => {
    const open = ['/companies', '/workplaces', '/pledges', '/agreements', '/labels', '/targets', '/activities'];
    const ratios: string[] = [];
    for (const base of open) {
      const times: [number[], number[]] = [[], []];
      for (let round = 0; round < ASKED; round += 1) {
        const id = round % 2 ? randomUUID() : await foreignId(base);
        const start = performance.now();
        expect((await member.get(`${base}/${id}`)).status).toBe(404);
        times[round % 2 ? 1 : 0]?.push(performance.now() - start);
      }
      ratios.push(`${base} ${(median(times[0]) / median(times[1])).toFixed(2)}`);
    }
    console.log(`time of a foreign record / of none, medians of ${ASKED / 2}: ${ratios.join(', ')}`);
  });

  async function foreignId(base: string): Promise<string> {
    if (base === '/companies') return other.companyId;
    if (base === '/activities') return internal;
    const path = base === '/workplaces' ? `/companies/${other.companyId}/workplaces` : `${base}?companyId=${other.companyId}`;
    const { body } = await w.api.get<{ items: { id: string }[] }>(path);
    return body.items[0]?.id ?? '';
  }

  /** The name and ids of the other company that stand in the answer. */
  function seenOf(answer: Answer<unknown>): string[] {
    const text = textOf(answer);
    return [CANARY, internal, other.companyId, ...other.ids].filter((one) => text.includes(one));
  }

  async function labelKind(): Promise<string> {
    await made(w, '/terms', { kind: 'label', code: 'SCOPE', nameDa: 'Mærke', nameEn: 'Label', validFrom: '2026-01-01' });
    return made(w, '/label-rounds', {
      kind: 'SCOPE', year: 2026, opensOn: '2026-11-01', closesOn: LATER, needed: 1,
      criteria: [{ key: 'x', textDa: 'En', textEn: 'One' }],
    });
  }

  /** A company with one of everything that can hang on it, all with its name. */
  async function everythingOf(name: string, roundId: string): Promise<Things> {
    const company = await t.make.company({ name, contact_policy_reason: name });
    const companyId = company.id;
    const workplaceId = (await t.make.workplace(companyId, { name })).id;
    const contactId = (await t.make.contact(companyId, { name })).id;
    const period = { from: '2026-01-01', to: '2027-01-01' };
    const pledgeId = await made(w, '/pledges', {
      companyId, contactId, category: 'FLEX_JOB', direction: 'INCLUDE_NEW', quantity: 2, unit: 'places', inReturn: name, ...period,
    });
    const visit = await w.api.post<{ id: string; needIds: string[]; taskIds: string[] }>('/visits', {
      companyId, kind: 'visit', occurredAt: '2026-11-19T09:00:00Z', summary: name, contactIds: [contactId],
      needs: [{ direction: 'recruit', horizon: 'short', text: name }], tasks: [{ title: name, dueOn: LATER }],
      fulfilments: [{ pledgeId, quantity: 1, on: '2026-11-19', note: name }], outcome: 'declined',
    });
    const agreementId = await made(w, '/agreements', {
      companyId, kind: 'ALLIANCE', title: name, from: '2026-01-01', workplaceIds: [workplaceId], contactIds: [contactId],
    });
    const labelId = await made(w, '/labels', { companyId, roundId, answers: [{ key: 'x', done: name }] });
    const targetId = await made(w, '/targets', {
      companyId, year: 2026, category: 'FLEX_JOB', quantity: 2, unit: 'places', note: name, parts: [{ workplaceId, quantity: 1 }],
    });
    const sheetId = await made(w, '/targets/benchmarks', { companyId, year: 2026, flexJobs: 3 });
    const networkId = await made(w, '/networks', { name, purpose: name, kind: 'LOCAL', ownerId: w.api.userId });
    await made(w, `/networks/${networkId}/memberships`, { companyId, joinedOn: '2026-01-01' });
    for (const activity of [shared, internal]) {
      await w.api.post(`/activities/${activity}/participations`, { companyIds: [companyId] });
      await w.api.patch(`/activities/${activity}/participations/${companyId}`, 1, { contactId, note: name });
    }
    const { id: visitId, needIds, taskIds } = visit.body;
    const hanging = [workplaceId, contactId, pledgeId, visitId, ...needIds, ...taskIds, agreementId, labelId, targetId];
    expect(hanging.every((id) => typeof id === 'string')).toBe(true);
    return { companyId, ids: [companyId, ...hanging, sheetId, networkId] };
  }
});

function textOf({ body }: Answer<unknown>): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** All of the answer but what is new in each: the request's id and the time. */
function comparable({ status, headers, body }: Answer<unknown>): string {
  const kept = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  const words = typeof body === 'object' ? { ...body, instance: '' } : body;
  return JSON.stringify([status, kept, words]);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
