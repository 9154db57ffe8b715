import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Sheet {
  id: string;
  version: number;
  companyId: string;
}
interface Problem {
  errors: { pointer: string }[];
}

const POINTS = {
  employeesInDenmark: 1250, sickLeavePercent: 4.3, flexJobs: 12, wageSubsidyStarted: 9, wageSubsidyHired: 4,
  unpaidPlacements: 20, unpaidPlacementsHired: 0, apprentices: 31,
};

describe('a benchmark sheet', () => {
  let t: TestApp;
  let consultant: Api;
  beforeAll(async () => {
    t = await testApp();
    consultant = await t.as('consultant');
  });
  afterAll(async () => {
    await t.close();
  });

  async function aSheet(name?: string) {
    const company = await t.make.company(name ? { name } : {});
    const body = { companyId: company.id, year: 2025, ...POINTS };
    const sheet = await consultant.post<Sheet>('/targets/benchmarks', body);
    expect(sheet.status).toBe(201);
    return { company, body, sheet: sheet.body, csvPath: `/targets/benchmarks/${sheet.body.id}/csv` };
  }
  const listOf = async (api: Api, query: string) =>
    (await api.get<{ items: Sheet[] }>(`/targets/benchmarks?${query}`)).body.items;
  const pointersOf = (body: Problem) => body.errors.map(({ pointer }) => pointer);

  it('is made, read, and replaced as a whole by another POST', async () => {
    const { company, body, sheet } = await aSheet();
    expect(sheet).toMatchObject({ version: 1, companyName: company.name, year: 2025, ...POINTS });
    expect(await listOf(consultant, `companyId=${company.id}&year=2025`)).toEqual([sheet]);
    expect(await listOf(consultant, `companyId=${company.id}&year=2024`)).toEqual([]);

    const same = await consultant.post<Sheet>('/targets/benchmarks', body);
    expect([same.status, same.body]).toEqual([200, sheet]);
    const { apprentices: _left, ...fewer } = body;
    const replaced = await consultant.post<Sheet>('/targets/benchmarks', { ...fewer, flexJobs: null, sickLeavePercent: 5 });
    expect(replaced.status).toBe(200);
    expect(replaced.headers.get('etag')).toBe('"2"');
    expect(replaced.body).toEqual({ ...sheet, version: 2, flexJobs: null, sickLeavePercent: 5, apprentices: null });

    const events = await t.db.query<{ action: string; after: object }[]>(
      "SELECT action, after FROM audit_event WHERE subject_type = 'BenchmarkSheet' AND company_id = $1 ORDER BY id",
      [company.id],
    );
    expect(events.map(({ action }) => action)).toEqual(['create', 'update']);
    expect(events[1]?.after).toEqual({ flexJobs: null, sickLeavePercent: 5, apprentices: null });
    const outbox = await t.db.query<{ type: string }[]>('SELECT type FROM outbox_event WHERE company_id = $1 ORDER BY id', [
      company.id,
    ]);
    expect(outbox.map(({ type }) => type)).toEqual(['benchmark_sheet.create', 'benchmark_sheet.update']);
  });

  it('is one sheet, however many send it at the same time', async () => {
    const body = { companyId: (await t.make.company()).id, year: 2025, ...POINTS };
    const answers = await Promise.all(
      [1, 2, 3, 4].map((flexJobs) => consultant.post<Sheet>('/targets/benchmarks', { ...body, flexJobs })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(answers.map((answer) => answer.body.version).sort()).toEqual([1, 2, 3, 4]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  });

  it('is not overwritten by somebody who read an older one', async () => {
    const { body, csvPath } = await aSheet();
    const change = (flexJobs: number, version: number) =>
      consultant.post('/targets/benchmarks', { ...body, flexJobs }, { 'if-match': `"${version}"` });
    expect((await change(13, 1)).status).toBe(200);
    expect((await change(14, 1)).status).toBe(412);
    const csv = (await consultant.get<string>(csvPath)).body;
    expect((await consultant.post(csvPath, { csv }, { 'if-match': '"1"' })).status).toBe(412);
  });

  it.each<[string, object, string[]]>([
    ['an unknown company', { companyId: randomUUID() }, ['/companyId']],
    ['more hired than started', { wageSubsidyHired: 10, unpaidPlacementsHired: 21 }, ['/wageSubsidyHired', '/unpaidPlacementsHired']],
    ['two decimals', { sickLeavePercent: 4.25 }, ['/sickLeavePercent']],
    ['more than everybody ill', { sickLeavePercent: 100.1 }, ['/sickLeavePercent']],
    ['a word for a percentage', { sickLeavePercent: '4,3' }, ['/sickLeavePercent']],
    ['half a person', { flexJobs: 0.5 }, ['/flexJobs']],
    ['a negative number', { apprentices: -1 }, ['/apprentices']],
    ['a ninth point', { turnover: 1 }, ['/turnover']],
  ])('is refused with %s', async (_name, changes, pointers) => {
    const company = await t.make.company();
    const body = { companyId: company.id, year: 2025, ...POINTS, ...changes };
    const refused = await consultant.post<Problem>('/targets/benchmarks', body);
    expect(refused.status).toBe(422);
    expect(pointersOf(refused.body)).toEqual(pointers);
    expect(await listOf(consultant, `companyId=${company.id}`)).toEqual([]);
  });

  it('goes out as CSV that no spreadsheet takes for a formula, and comes in again', async () => {
    const { csvPath, sheet } = await aSheet('=cmd|calc;"A"');
    const answer = await fetch(`${t.url}/api${csvPath}`);
    expect(answer.status).toBe(401);
    const out = await consultant.get<string>(csvPath);
    expect(out.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(out.headers.get('content-disposition')).toBe('attachment; filename="benchmark-2025.csv"');
    expect(out.body.split('\r\n')[1]).toBe('"\'=cmd|calc;""A""";2025;1250;4,3;12;9;4;20;0;31');

    const unchanged = await consultant.post<Sheet>(csvPath, { csv: `\uFEFF${out.body.replace(/^\uFEFF/, '')}` });
    expect([unchanged.status, unchanged.body]).toEqual([200, sheet]);
    const csv = out.body.replace('1250;4,3;12', '1300;;13');
    const changed = await consultant.post<Sheet>(csvPath, { csv });
    expect(changed.body).toEqual({ ...sheet, version: 2, employeesInDenmark: 1300, sickLeavePercent: null, flexJobs: 13 });
  });

  it('says which cell of a file is wrong, and takes none of it', async () => {
    const { csvPath, sheet } = await aSheet();
    const { body } = await consultant.get<string>(csvPath);
    const spoilt = body.replace(';2025;1250;4,3;12;9;4;', ';2024;mange;4,35;12;9;10;');
    const refused = await consultant.post<Problem>(csvPath, { csv: spoilt });
    expect(refused.status).toBe(422);
    expect(pointersOf(refused.body).sort()).toEqual([
      '/csv/2/employeesInDenmark', '/csv/2/sickLeavePercent', '/csv/2/wageSubsidyHired', '/csv/2/year',
    ]);
    expect(pointersOf((await consultant.post<Problem>(csvPath, {})).body)).toEqual(['/csv']);
    expect(await listOf(consultant, `companyId=${sheet.companyId}`)).toEqual([sheet]);
  });

  it('is seen by the member of its company alone, and written by none', async () => {
    const [own, other] = [await aSheet(), await aSheet()];
    const member = await t.as('member', { companyId: own.company.id });
    expect(await listOf(member, 'year=2025')).toEqual([own.sheet]);
    expect(await listOf(member, `companyId=${other.company.id}`)).toEqual([]);
    expect((await member.get(own.csvPath)).status).toBe(200);
    expect((await member.get(other.csvPath)).status).toBe(404);
    const reader = await t.as('reader');
    expect((await reader.get(own.csvPath)).status).toBe(200);
    for (const api of [member, reader]) {
      expect((await api.post('/targets/benchmarks', own.body)).status).toBe(403);
      expect((await api.post(own.csvPath, { csv: 'x' })).status).toBe(403);
    }
    expect((await (await t.as('secretariat')).post('/targets/benchmarks', own.body)).status).toBe(200);
  });
});
