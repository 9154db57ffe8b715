import fc from 'fast-check';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

const RUNS = process.env['LONG'] === '1' ? 200 : 20;

interface Task { id: string; version: number; title: string; dueOn: string; state: string; assigneeId: string; recurrence: object | null }

describe('recurring tasks', () => {
  let t: TestApp;
  let api: Api;
  beforeAll(async () => {
    t = await testApp();
    api = await t.as('consultant');
  });
  beforeEach(() => t.clock.set('2026-11-20T09:30:00Z'));
  afterAll(async () => {
    await t.close();
  });

  const weekly = { every: 1, unit: 'week' };
  const make = async (recurrence: object = weekly, fields: object = {}) => {
    const { id: companyId } = await t.make.company();
    const { status, body } = await api.post<Task>('/tasks', { title: 'Ring', dueOn: '2026-11-27', companyId, recurrence, ...fields });
    expect([status, body]).toEqual([201, expect.anything()]);
    return { companyId, ...body };
  };
  const open = async (companyId: string) =>
    (await api.get<{ items: Task[] }>(`/tasks?companyId=${companyId}&state=open`)).body.items;
  const days = async (companyId: string) => (await open(companyId)).map(({ dueOn }) => dueOn);
  const close = async (id: string, body: object = {}) => (await api.post(`/tasks/${id}/complete`, body)).status;

  it('shows the days before anything is saved', async () => {
    const { body } = await api.get('/tasks/recurrence-preview?dueOn=2027-01-31&every=1&unit=month&count=3');
    expect(body).toEqual({ dates: ['2027-01-31', '2027-03-01', '2027-03-31'] });
    expect((await api.get('/tasks/recurrence-preview?dueOn=2027-01-31&every=1&unit=month')).body['dates']).toHaveLength(12);
    expect((await api.get('/tasks/recurrence-preview?dueOn=2027-01-31&every=1&unit=week&until=2027-02-08')).body['dates'])
      .toEqual(['2027-01-31', '2027-02-08']);
  });

  it('make the next one when one is closed, one at a time, until the end', async () => {
    const { id, companyId, recurrence } = await make({ ...weekly, count: 3 });
    expect(recurrence).toEqual({ every: 1, unit: 'week', until: null, count: 3 });
    expect([await close(id), await days(companyId)]).toEqual([200, ['2026-12-04']]);
    expect(await close(id)).toBe(409);
    const [second] = await open(companyId);
    expect([await close(second?.id ?? '', { as: 'cancelled' }), await days(companyId)]).toEqual([200, ['2026-12-11']]);
    const [third] = await open(companyId);
    expect([await close(third?.id ?? ''), await days(companyId)]).toEqual([200, []]);
  });

  it('leave out what was missed, and go on after one that was put off', async () => {
    const missed = await make();
    t.clock.set('2026-12-16T09:30:00Z');
    await t.db.query('UPDATE session SET last_seen_at = $1', [t.clock.now()]);
    await close(missed.id);
    expect(await days(missed.companyId)).toEqual(['2026-12-18']);
    const moved = await make(weekly, { dueOn: '2026-12-21' });
    await api.post(`/tasks/${moved.id}/snooze`, { until: '2027-01-06', reason: 'Ferie' });
    await close(moved.id);
    expect(await days(moved.companyId)).toEqual(['2027-01-11']);
  });

  it('take the next one back when the last is reopened, unless somebody works with it', async () => {
    const { id, companyId } = await make();
    await close(id);
    expect((await api.post(`/tasks/${id}/reopen`)).status).toBe(200);
    expect(await days(companyId)).toEqual(['2026-11-27']);
    await close(id);
    const [next] = await open(companyId);
    await api.patch(`/tasks/${next?.id}`, 1, { title: 'Skriv' });
    expect((await api.post(`/tasks/${id}/reopen`)).body['code']).toBe('series-open');
    expect(await days(companyId)).toEqual(['2026-12-04']);
  });

  it('are changed one at a time or with all that come, and end', async () => {
    const other = await t.make.user('consultant');
    const { id, companyId } = await make();
    await api.patch(`/tasks/${id}`, 1, { title: 'Kun nu', dueOn: '2026-11-30' });
    await close(id);
    const [second] = await open(companyId);
    expect([second?.title, second?.dueOn]).toEqual(['Ring', '2026-12-04']);
    const all = { scope: 'series', title: 'Besøg', dueOn: '2026-12-07', assigneeId: other.id };
    expect((await api.patch(`/tasks/${second?.id}`, 1, all)).status).toBe(200);
    await close(second?.id ?? '');
    const [third] = await open(companyId);
    expect([third?.title, third?.dueOn, third?.assigneeId]).toEqual(['Besøg', '2026-12-14', other.id]);
    const monthly = { scope: 'series', recurrence: { every: 1, unit: 'month', until: '2027-01-31' } };
    expect((await api.patch(`/tasks/${third?.id}`, 1, monthly)).body).toMatchObject({ recurrence: { unit: 'month', count: null } });
    await close(third?.id ?? '');
    const [fourth] = await open(companyId);
    expect(fourth?.dueOn).toBe('2027-01-14');
    expect((await api.patch(`/tasks/${fourth?.id}`, 1, { scope: 'series', recurrence: null })).body['recurrence']).toBeNull();
    await close(fourth?.id ?? '');
    expect(await days(companyId)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['both ends', { recurrence: { ...weekly, until: '2027-01-01', count: 3 } }, '/recurrence/count'],
    ['an end before the day', { recurrence: { ...weekly, until: '2026-11-26' } }, '/recurrence/until'],
    ['a first day long ago', { recurrence: weekly, dueOn: '2025-11-19' }, '/dueOn'],
    ['somebody unknown', { recurrence: weekly, assigneeId: '00000000-0000-4000-8000-000000000000' }, '/assigneeId'],
  ])('are refused with %s', async (_name, fields, pointer) => {
    const { status, body } = await api.post('/tasks', { title: 'Ring', dueOn: '2026-11-27', ...fields });
    expect([status, body['errors']]).toEqual([422, [expect.objectContaining({ pointer })]]);
  });

  it('refuse the scope where there is no series, and a recurrence without it', async () => {
    const { body } = await api.post('/tasks', { title: 'Ring', dueOn: '2026-11-27' });
    const path = `/tasks/${body['id'] as string}`;
    expect((await api.patch(path, 1, { scope: 'series', title: 'x' })).status).toBe(422);
    expect((await api.patch(path, 1, { recurrence: weekly })).status).toBe(422);
    expect((await api.patch(path, 1, { scope: 'series', recurrence: weekly })).body).toMatchObject({ recurrence: weekly });
  });

  it('never have two open occurrences, whatever is done to them at once (catches: reopening keeps the next one)', async () => {
    const seed = Date.now() | 0;
    const tally: Record<string, number> = {};
    const step = fc.record({
      what: fc.constantFrom('complete', 'cancel', 'reopen', 'edit', 'snooze', 'race'),
      which: fc.integer({ min: 0, max: 3 }), by: fc.integer({ min: 1, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
        const { companyId } = await make(weekly);
        for (const { what, which, by } of steps) {
          const all = (await api.get<{ items: Task[] }>(`/tasks?companyId=${companyId}`)).body.items;
          const task = all[which % all.length] as Task;
          const path = `/tasks/${task.id}`;
          const until = `2026-12-${String(by).padStart(2, '0')}`;
          const done = {
            complete: () => [api.post(`${path}/complete`, {})],
            cancel: () => [api.post(`${path}/complete`, { as: 'cancelled' })],
            reopen: () => [api.post(`${path}/reopen`)],
            edit: () => [api.patch(path, task.version, { scope: 'series', dueOn: until })],
            snooze: () => [api.post(`${path}/snooze`, { until, reason: 'x' })],
            race: () => all.flatMap(({ id }) => [api.post(`/tasks/${id}/complete`, {}), api.post(`/tasks/${id}/reopen`)]),
          }[what]();
          for (const { status } of await Promise.all(done)) {
            tally[`${what} ${status}`] = (tally[`${what} ${status}`] ?? 0) + 1;
            expect([200, 409, 412]).toContain(status);
          }
          expect((await open(companyId)).length).toBeLessThanOrEqual(1);
        }
      }),
      { seed, numRuns: RUNS },
    );
    console.log(`recurring tasks: seed ${seed}, ${RUNS} sequences, ${JSON.stringify(tally)}`);
  }, 300_000);
});
