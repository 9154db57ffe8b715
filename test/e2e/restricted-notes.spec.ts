import type { Role } from '../../src/kernel/permissions.js';
import type { Api } from '../support/api.js';
import { type Route, routesOf } from '../support/routes.js';
import { type TestApp, testApp } from '../support/test-app.js';

/** Stand in the note of the one restricted visit. */
const SUMMARY = 'Hemmeligt-referat';
const OFFERS = 'Hemmeligt-tilbud';
const ASKS = 'Hemmeligt-spørgsmål';
const AMENDED = 'Hemmelig-tilføjelse';
const BEFORE = 'Hemmeligt-før-rettelsen';

describe('a restricted note', () => {
  let t: TestApp;
  let author: Api;
  let manager: Api;
  let strangers: Record<string, Api>;
  let companyId: string;
  let visitId: string;
  let teamId: string;
  beforeAll(async () => {
    t = await testApp();
    const [team, other] = [await t.make.team(), await t.make.team()];
    teamId = team.id;
    author = await t.as('consultant', { teamId });
    manager = await t.as('manager', { teamId });
    const role = (name: Role, team?: string) => t.as(name, team ? { teamId: team } : {});
    strangers = {
      'a colleague of the same team': await role('consultant', teamId),
      'the secretariat': await role('secretariat', teamId),
      'the manager of another team': await role('manager', other.id),
      'a manager without a team': await role('manager'),
      'an administrator': await role('administrator', teamId),
      'a reader': await role('reader', teamId),
    };
    companyId = (await t.make.company()).id;
    const visit = await author.post<{ id: string }>('/visits', {
      companyId, kind: 'visit', occurredAt: '2026-11-19T09:00:00Z', summary: BEFORE, offers: OFFERS, asks: ASKS, restricted: true,
      needs: [{ direction: 'recruit', horizon: 'short', text: 'To på lager' }], tasks: [{ title: 'Ring', dueOn: '2026-12-01' }],
    });
    visitId = visit.body.id;
    await author.patch(`/visits/${visitId}`, 1, { summary: SUMMARY });
    await author.post(`/visits/${visitId}/amendments`, { text: AMENDED });
  });
  afterAll(async () => {
    await t.close();
  });

  const texts = async (api: Api) => {
    const one = await api.get(`/visits/${visitId}`);
    const list = await api.get<{ items: unknown[] }>(`/visits?companyId=${companyId}`);
    const timeline = await api.get<{ items: { id: string }[] }>(`/companies/${companyId}/timeline`);
    const entry = timeline.body.items.find(({ id }) => id === visitId);
    return [one.body, list.body.items[0], entry].map((found) => JSON.stringify(found));
  };

  it('is read by its author and by the manager of the author\'s team', async () => {
    for (const api of [author, manager]) {
      const [one, listed, entry] = await texts(api);
      for (const text of [SUMMARY, OFFERS, ASKS, AMENDED]) {
        expect([one, listed]).toEqual([expect.stringContaining(text), expect.stringContaining(text)]);
      }
      expect(entry).toContain(SUMMARY);
    }
  });

  it('shows all others that the visit took place, and nothing of the note', async () => {
    for (const [name, api] of Object.entries(strangers)) {
      const { body } = await api.get(`/visits/${visitId}`);
      expect([name, body]).toEqual([name, expect.objectContaining({
        summary: null, offers: null, asks: null, amendments: [], restricted: true, kind: 'visit',
      })]);
      expect((await texts(api)).join()).not.toContain('Hemmelig');
    }
  });

  it('stands in no other answer either: search, lists, tasks, needs, audit', async () => {
    const reads = routesOf(t.app).filter(({ method, endless }) => method === 'GET' && !endless);
    const needIds = (await author.get<{ needIds: string[] }>(`/visits/${visitId}`)).body.needIds;
    let asked = 0;
    for (const [name, api] of Object.entries(strangers)) {
      for (const path of reads.flatMap((route) => addressesOf(route, [visitId, companyId, ...needIds]))) {
        const { body } = await api.get<unknown>(path);
        asked += 1;
        expect([name, path, JSON.stringify(body)]).toEqual([name, path, expect.not.stringMatching(/Hemmeligt?-/)]);
      }
    }
    console.log(`restricted: ${asked} answers to ${Object.keys(strangers).length} strangers, with the note 0`);
    expect(asked).toBeGreaterThan(400);
  });

  it('leaves nothing in what goes to other programs or into the log', async () => {
    const outbox = await t.db.query<object[]>('SELECT * FROM outbox_event');
    expect(JSON.stringify(outbox)).not.toContain('Hemmelig');
    expect(t.logged.join()).not.toContain('Hemmelig');
  });

  it('leaves what was agreed at the visit to everybody: needs and tasks are there to be worked on', async () => {
    const colleague = strangers['a colleague of the same team'] as Api;
    const list = async (path: string) => (await colleague.get<{ items: object[] }>(`${path}?companyId=${companyId}`)).body.items;
    expect(await list('/needs')).toMatchObject([{ text: 'To på lager', visitId }]);
    expect(await list('/tasks')).toMatchObject([{ title: 'Ring', subjectId: visitId }]);
  });

  it('is amended by those who read it and changed by its author alone', async () => {
    for (const [name, api] of Object.entries(strangers)) {
      const amended = await api.post(`/visits/${visitId}/amendments`, { text: 'Fra en fremmed' });
      expect([name, amended.status]).toEqual([name, name === 'a reader' ? 403 : 404]);
      const changed = await api.patch(`/visits/${visitId}`, 3, { restricted: false });
      expect([name, changed.status]).toEqual([name, name === 'a reader' ? 403 : 409]);
    }
    expect((await manager.patch(`/visits/${visitId}`, 3, { restricted: false })).status).toBe(409);
    expect((await manager.post(`/visits/${visitId}/amendments`, { text: `${AMENDED} to` })).status).toBe(201);
  });

  it('closes when it is made restricted afterwards, and opens for all when the author lifts it', async () => {
    const visit = await author.post<{ id: string }>('/visits', {
      companyId, kind: 'phone', occurredAt: '2026-11-19T10:00:00Z', summary: 'Åbent',
    });
    const path = `/visits/${visit.body.id}`;
    const colleague = strangers['a colleague of the same team'] as Api;
    expect((await colleague.get(path)).body['summary']).toBe('Åbent');
    await author.patch(path, 1, { restricted: true });
    expect((await colleague.get(path)).body['summary']).toBeNull();
    await author.patch(path, 2, { restricted: false });
    expect((await colleague.get(path)).body['summary']).toBe('Åbent');
  });

  it('follows the author to a new team, and stays with the manager when the author has left', async () => {
    const admin = strangers['an administrator'] as Api;
    const other = await t.as('manager', { teamId: (await t.make.team()).id });
    const elsewhere = (await t.make.team()).id;
    const newManager = await t.as('manager', { teamId: elsewhere });
    const summaryFor = async (api: Api) => (await api.get(`/visits/${visitId}`)).body['summary'];
    await admin.patch(`/users/${author.userId}`, 1, { teamId: elsewhere });
    expect([await summaryFor(manager), await summaryFor(newManager)]).toEqual([null, SUMMARY]);
    await admin.patch(`/users/${author.userId}`, 2, { teamId });
    await admin.patch(`/users/${author.userId}`, 3, { disabled: true });
    expect([await summaryFor(manager), await summaryFor(newManager), await summaryFor(other)]).toEqual([SUMMARY, null, null]);
    const amended = await manager.post<{ amendments: object[] }>(`/visits/${visitId}/amendments`, { text: `${AMENDED} tre` });
    expect([amended.status, amended.body.amendments.length]).toEqual([201, 3]);
  });
});

/** The address of a read with each of the ids, and with every question that could bring the text up. */
function addressesOf({ path, query }: Route, ids: string[]): string[] {
  const filled = path.includes(':') ? ids.map((id) => path.replaceAll(/:\w+/g, id)) : [path];
  const needed = path === '/coverage' ? 'rows=size&columns=sector' : 'q=Hemmelig';
  const asked = query ? ['limit=200', needed, `companyId=${ids[1]}`, `subjectId=${ids[0]}`] : [];
  return filled.flatMap((one) => [one, ...asked.map((text) => `${one}?${text}`)]);
}
