import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Answer, Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface PlaybookList { items: { id: string }[] }
interface TaskList { items: { id: string; title: string; dueOn: string; assigneeId: string }[] }
interface Refused { code: string; errors: { pointer: string }[] }

describe('playbooks', () => {
  let t: TestApp;
  let consultant: Api;
  let secretariat: Api;
  beforeAll(async () => {
    t = await testApp();
    consultant = await t.as('consultant');
    secretariat = await t.as('secretariat');
  });
  afterAll(async () => {
    await t.close();
  });

  const steps = [{ title: 'Ring', offsetDays: 0 }, { title: 'Besøg', offsetDays: 1, note: 'Tag brochuren med' }];

  const body = (changes: object = {}) => ({ name: 'Prøve', trigger: 'manual', steps, ...changes });
  const make = async (changes: object = {}) => (await secretariat.post('/playbooks', body(changes))).body['id'] as string;
  const start = async (id: string, fields: object) => await consultant.post(`/playbooks/${id}/start`, fields);
  const tasksAt = async (companyId: string) => (await consultant.get<TaskList>(`/tasks?companyId=${companyId}`)).body.items;
  const refusal = ({ status, body: problem }: Answer) => {
    const { code, errors } = problem as unknown as Refused;
    return [status, code, ...errors.map(({ pointer }) => pointer)];
  };
  const counts = async () => await t.db.query<unknown[]>(
    `SELECT (SELECT count(*) FROM task) AS tasks, (SELECT count(*) FROM playbook_start) AS starts,
       (SELECT count(*) FROM playbook) AS playbooks, (SELECT count(*) FROM visit_question) AS questions,
       (SELECT count(*) FROM audit_event) AS events, (SELECT count(*) FROM created_once) AS requests`,
  );

  describe('of the municipality', () => {
    it('are made, found by trigger, and changed', async () => {
      const made = await secretariat.post('/playbooks', body({ trigger: 'pledge', sizes: ['medium'], hasHrFunction: 'no' }));
      expect(made.status).toBe(201);
      expect(made.body).toMatchObject({
        version: 1, trigger: 'pledge', sizes: ['medium'], hasHrFunction: 'no', active: true,
        steps: [{ title: 'Ring', offsetDays: 0, note: null }, { title: 'Besøg', offsetDays: 1, note: 'Tag brochuren med' }],
      });
      const path = `/playbooks/${made.body['id'] as string}`;
      const listed = await consultant.get<PlaybookList>('/playbooks?trigger=pledge&count=true');
      expect(listed.body).toMatchObject({ count: 1, items: [made.body] });

      const changed = await secretariat.patch(path, 1, { hasHrFunction: null, sizes: [], steps: [{ title: 'Skriv', offsetDays: 730 }] });
      expect(changed.body).toMatchObject({
        version: 2, name: 'Prøve', hasHrFunction: null, sizes: [], steps: [{ title: 'Skriv', offsetDays: 730, note: null }],
      });
      expect((await consultant.get(path)).body).toEqual(changed.body);
      await secretariat.patch(path, 2, { ...body({ name: 'Ny', trigger: 'pledge' }), steps: changed.body['steps'] });
      const [event] = await t.db.query<{ after: object }[]>('SELECT after FROM audit_event ORDER BY id DESC LIMIT 1');
      expect(event?.after).toEqual({ name: 'Ny' });
      expect([
        (await secretariat.patch(path, null, { name: 'Ny' })).status,
        (await secretariat.patch(path, 1, { name: 'Ny' })).status,
        (await secretariat.patch(`/playbooks/${randomUUID()}`, 1, { name: 'Ny' })).status,
        (await consultant.get(`/playbooks/${randomUUID()}`)).status,
        (await consultant.get(`/playbooks?companyId=${randomUUID()}`)).status,
      ]).toEqual([428, 412, 404, 404, 404]);
    });

    it('fit a company by size and HR function, and are not offered when switched off', async () => {
      const { id: companyId } = await t.make.company({ size_class: 'medium', has_hr_function: 'no' });
      const fitting = await make({ trigger: 'agreement', sizes: ['medium'], hasHrFunction: 'no' });
      await make({ trigger: 'agreement', sizes: ['medium'], hasHrFunction: 'yes' });
      await make({ trigger: 'agreement', sizes: ['large'] });
      await make({ trigger: 'agreement', active: false });
      const forAll = await make({ trigger: 'agreement', name: 'Aftale for alle' });
      const found = await consultant.get<PlaybookList>(`/playbooks?trigger=agreement&companyId=${companyId}`);
      expect(found.body.items.map(({ id }) => id)).toEqual([forAll, fitting]);
    });

    it.each<[string, object, string]>([
      ['no step', { steps: [] }, '/steps'],
      ['31 steps', { steps: Array.from({ length: 31 }, () => steps[0]) }, '/steps'],
      ['a step without a title', { steps: [{ title: ' ', offsetDays: 0 }] }, '/steps/0/title'],
      ['a step in the past', { steps: [steps[0], { title: 'x', offsetDays: -1 }] }, '/steps/1/offsetDays'],
      ['a step after two years', { steps: [{ title: 'x', offsetDays: 731 }] }, '/steps/0/offsetDays'],
      ['an unknown trigger', { trigger: 'birthday' }, '/trigger'],
      ['an unknown size', { sizes: ['huge'] }, '/sizes'],
      ['a size twice', { sizes: ['small', 'small'] }, '/sizes'],
      ['an unknown HR function', { hasHrFunction: 'maybe' }, '/hasHrFunction'],
    ])('with %s are not saved', async (_name, changes, pointer) => {
      const before = await counts();
      expect(refusal(await secretariat.post('/playbooks', body(changes)))).toEqual([422, 'invalid', pointer]);
      expect(await counts()).toEqual(before);
    });

    it('are one however often the same POST is sent', async () => {
      const same = body({ id: randomUUID() });
      expect((await secretariat.post('/playbooks', same)).status).toBe(201);
      const before = await counts();
      expect((await secretariat.post('/playbooks', same)).status).toBe(200);
      expect((await secretariat.post('/playbooks', { ...same, name: 'Anden' })).status).toBe(409);
      expect(await counts()).toEqual(before);
    });
  });

  describe('started', () => {
    it('make one task per step on working days, for the named colleague, and answer their ids in order', async () => {
      const company = await t.make.company();
      const colleague = await t.as('consultant');
      const id = await make({ steps: [{ title: 'Sidst', offsetDays: 35 }, ...steps] });
      const started = await start(id, { companyId: company.id, assigneeId: colleague.userId, startOn: '2026-11-20' });
      expect(started.status).toBe(201);
      expect(started.body).toMatchObject({ playbookId: id, companyId: company.id, startOn: '2026-11-20' });
      const made = (await tasksAt(company.id)).map((task) => [task.title, task.dueOn, task.assigneeId, task.id]);
      const [last, first, second] = started.body['taskIds'] as string[];
      expect(made).toEqual([
        ['Ring', '2026-11-20', colleague.userId, first],
        ['Besøg', '2026-11-23', colleague.userId, second],
        ['Sidst', '2026-12-28', colleague.userId, last],
      ]);
    });

    it('begin today and land on whoever starts them, when nothing else is said', async () => {
      const company = await t.make.company();
      const started = await start(await make(), { companyId: company.id });
      expect(started.body['startOn']).toBe('2026-11-20');
      expect((await tasksAt(company.id)).map(({ assigneeId }) => assigneeId)).toEqual([consultant.userId, consultant.userId]);
    });

    it('begin again only when no task of an earlier start is open, each company and playbook by itself', async () => {
      const [company, other] = [await t.make.company(), await t.make.company()];
      const [id, another] = [await make(), await make()];
      expect((await start(id, { companyId: company.id })).status).toBe(201);
      const [ring, visit] = await tasksAt(company.id);
      const before = await counts();
      expect(refusal(await start(id, { companyId: company.id }))).toEqual([409, 'playbook-running', '/companyId']);
      expect(await counts()).toEqual(before);
      expect((await start(id, { companyId: other.id })).status).toBe(201);
      expect((await start(another, { companyId: company.id })).status).toBe(201);

      await consultant.post(`/tasks/${ring?.id}/complete`, {});
      expect((await start(id, { companyId: company.id })).status).toBe(409);
      await consultant.post(`/tasks/${visit?.id}/complete`, { as: 'cancelled' });
      expect((await start(id, { companyId: company.id })).status).toBe(201);
    });

    it('twice at the same time begin once: the second waits until the first has made its tasks', async () => {
      const company = await t.make.company();
      const id = await make();
      const holder = t.db.createQueryRunner();
      await holder.startTransaction();
      await holder.query('LOCK TABLE task IN SHARE MODE');
      const both = Promise.all([start(id, { companyId: company.id }), start(id, { companyId: company.id })]);
      const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      for (let tries = 0; tries < 300 && (await t.db.query<unknown[]>(waiting)).length < 2; tries += 1) {
        await setTimeout(10);
      }
      await holder.commitTransaction();
      await holder.release();
      expect((await both).map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(await tasksAt(company.id)).toHaveLength(2);
    });

    it('answer the same start to the same POST, also while its tasks are open', async () => {
      const company = await t.make.company();
      const id = await make();
      const request = { id: randomUUID(), companyId: company.id };
      const first = await start(id, request);
      const before = await counts();
      const again = await start(id, request);
      expect([first.status, again.status]).toEqual([201, 200]);
      expect(again.body).toEqual(first.body);
      expect(refusal(await start(id, { ...request, startOn: '2026-12-01' }))).toEqual([409, 'id-taken', '/id']);
      expect(await counts()).toEqual(before);
    });

    it.each<[string, object, unknown[]]>([
      ['an unknown company', { companyId: randomUUID() }, [422, 'invalid', '/companyId']],
      ['an unknown colleague', { assigneeId: randomUUID() }, [422, 'invalid', '/assigneeId']],
      ['a day that does not exist', { startOn: '2026-02-30' }, [422, 'invalid', '/startOn']],
      ['a day more than a year ahead', { startOn: '2027-11-21' }, [422, 'invalid', '/startOn']],
      ['a day more than a year ago', { startOn: '2025-11-19' }, [422, 'invalid', '/startOn']],
    ])('with %s make nothing', async (_name, fields, expected) => {
      const company = await t.make.company();
      const id = await make();
      const before = await counts();
      expect(refusal(await start(id, { companyId: company.id, ...fields }))).toEqual(expected);
      expect(await counts()).toEqual(before);
    });

    it('within a year either way are let through', async () => {
      const id = await make();
      for (const startOn of ['2025-11-20', '2027-11-20']) {
        const company = await t.make.company();
        expect((await start(id, { companyId: company.id, startOn })).status).toBe(201);
      }
    });

    it('are refused when the playbook is switched off or unknown', async () => {
      const company = await t.make.company();
      const off = await make({ active: false });
      expect(refusal(await start(off, { companyId: company.id }))).toEqual([409, 'playbook-inactive']);
      expect((await start(randomUUID(), { companyId: company.id })).status).toBe(404);
      expect(await tasksAt(company.id)).toEqual([]);
    });

    it('leave an audit event and an outbox row for the start and each task', async () => {
      const company = await t.make.company();
      const id = await make();
      await start(id, { companyId: company.id });
      const events = await t.db.query<unknown[]>(
        'SELECT action, subject_type FROM audit_event WHERE company_id = $1 ORDER BY subject_type', [company.id],
      );
      expect(events).toEqual([
        { action: 'create', subject_type: 'PlaybookStart' },
        { action: 'create', subject_type: 'Task' }, { action: 'create', subject_type: 'Task' },
      ]);
      const rows = await t.db.query<{ type: string }[]>('SELECT type FROM outbox_event WHERE company_id = $1', [company.id]);
      expect(rows.map(({ type }) => type).sort()).toEqual(['playbook_start.create', 'task.create', 'task.create']);
      const admin = await t.as('administrator');
      const ofPlaybook = await admin.get<{ items: object[] }>(`/audit?subjectType=Playbook&subjectId=${id}`);
      expect(ofPlaybook.body.items).toMatchObject([{ action: 'create', actorId: secretariat.userId, companyId: null }]);
    });
  });

  it.each([
    ['consultant', 200, 403, 201],
    ['secretariat', 200, 201, 201],
    ['manager', 200, 201, 201],
    ['administrator', 200, 201, 201],
    ['reader', 200, 403, 403],
    ['member', 403, 403, 403],
  ] as const)('let a %s read: %i, write: %i, start: %i', async (role, read, write, begin) => {
    const company = await t.make.company();
    const api = await t.as(role, role === 'member' ? { companyId: company.id } : {});
    const id = await make();
    const question = { textDa: 'Hvad?', textEn: 'What?' };
    expect([
      (await api.get(`/playbooks?companyId=${company.id}`)).status,
      (await api.get(`/visit-questions?companyId=${company.id}`)).status,
    ]).toEqual([read, read]);
    expect((await api.post('/playbooks', body())).status).toBe(write);
    expect((await api.post('/visit-questions', question)).status).toBe(write);
    expect((await api.post(`/playbooks/${id}/start`, { companyId: company.id })).status).toBe(begin);
  });
});
