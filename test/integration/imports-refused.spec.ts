import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { makeCvrNumber } from '../../src/kernel/cvr-number.js';
import type { ImportDto, ImportRowPage } from '../../src/modules/imports/import.dto.js';
import type { Api } from '../support/api.js';
import { companyRecord, Importer, type Json, ndjson, since, unitRecord } from '../support/imports.js';
import { type TestApp, testApp } from '../support/test-app.js';

type Row = Record<string, string | number | null>;

let app: TestApp;
let administrator: Api;
let importer: Importer;

beforeAll(async () => {
  app = await testApp({ roles: ['web', 'worker'] });
  administrator = await app.as('administrator');
  importer = new Importer(administrator);
});
afterAll(() => app.close());

describe('rows that are not taken over', () => {
  it('are kept with their reason while the others go on', async () => {
    const good = [30, 31].map((n) => makeCvrNumber(n));
    const cvr = (n: number) => makeCvrNumber(40 + n);
    const long = (length: number) => 'x'.repeat(length);
    const address = (changes: Json) =>
      ({ beliggenhedsadresse: [{ vejnavn: 'Vej', ...changes, ...since('2020-01-01') }] });
    const employed = (figure: Json) =>
      ({ erstMaanedsbeskaeftigelse: [{ aar: 2026, maaned: 1, antalAnsatte: 1, ...figure }] });
    const broken: [line: Json | string, field: string, code: string][] = [
      [companyRecord('12345678'), 'cvrNumber', 'wrong'],
      [companyRecord(cvr(0), { cvrNummer: null }), 'cvrNumber', 'missing'],
      [companyRecord(cvr(1), { navne: null }), 'name', 'missing'],
      [companyRecord(cvr(2), { navne: [{ navn: long(301) }] }), 'name', 'too-long'],
      [companyRecord(cvr(3), { navne: [{ navn: 'a\u0000b' }] }), 'name', 'unreadable-text'],
      [`{"Vrvirksomhed":{"cvrNummer":${cvr(4)},"navne":[{"navn":"\\ud83d"}]}}`, 'name', 'unreadable-text'],
      ['{"Vrvirksomhed":{"cvrNummer":', '', 'json'],
      ['ikke json', '', 'json'],
      ['{"Vrdeltagerperson":{}}', '', 'unknown-record'],
      ['[]', '', 'unknown-record'],
      [companyRecord(cvr(5), { virksomhedsform: [{ virksomhedsformkode: 'A/S' }] }), 'companyFormCode', 'wrong'],
      [companyRecord(cvr(6), { hovedbranche: [{ branchekode: 'bager' }] }), 'industryCode', 'wrong'],
      [companyRecord(cvr(7), employed({ antalAnsatte: -1 })), 'employees', 'wrong'],
      [companyRecord(cvr(8), employed({ intervalKodeAntalAnsatte: 'ANTAL_9_5' })), 'employeeInterval', 'wrong'],
      [companyRecord(cvr(9), employed({ maaned: 13 })), 'employeesAsOf', 'wrong'],
      [companyRecord(cvr(10), { virksomhedsstatus: [{ status: 'PÅ FERIE' }] }), 'status', 'wrong'],
      [companyRecord(cvr(11), address({ postnummer: 87000 })), 'postalCode', 'wrong'],
      [companyRecord(cvr(12), address({ vejnavn: long(201) })), 'street', 'too-long'],
      [companyRecord(cvr(13), { virksomhedMetadata: { stiftelsesDato: '2026-02-30' } }), 'foundedOn', 'wrong'],
      [companyRecord(cvr(14), { sidstOpdateret: 'i går' }), 'registerUpdatedAt', 'wrong'],
      [unitRecord(good[0] ?? '', 12345), 'pNumber', 'wrong'],
      [unitRecord(cvr(15), 1011111111), 'cvrNumber', 'company-unknown'],
    ];
    const [first, last] = good.map((cvrNumber) => companyRecord(cvrNumber));
    const run = await importer.whole(ndjson([first ?? '', ...broken.map(([line]) => line), last ?? '']));
    expect(run).toMatchObject({ state: 'committed', created: 2, failed: broken.length, rowsRead: broken.length + 2 });
    const failures = await importer.failures(run.id);
    expect(failures.map(({ rowNumber, field, code }) => [rowNumber, field, code])).toEqual(
      broken.map(([, field, code], index) => [index + 2, field, code]),
    );
    expect(failures.every(({ detail }) => detail.da !== '' && detail.en !== '' && detail.da !== detail.en)).toBe(true);
    expect(failures[2]).toMatchObject({ pass: 'companies', key: cvr(1) });
    expect(failures.at(-1)).toMatchObject({ pass: 'workplaces', key: '1011111111' });
    const page = await administrator.get<ImportRowPage>(`/imports/${run.id}/rows?limit=5&count=true`);
    expect(page.body).toMatchObject({ count: broken.length });
    const rest = `/imports/${run.id}/rows?limit=5&cursor=${page.body.nextCursor}`;
    const next = await administrator.get<ImportRowPage>(rest);
    expect(next.body.items.map(({ rowNumber }) => rowNumber)).toEqual([7, 8, 9, 10, 11]);
  });

  it('are told for CSV too', async () => {
    const cvr = (n: number) => makeCvrNumber(70 + n);
    const content = [
      'CVR-nr.;Navn;Ansatte;Postnr.;Kommune;Reklamebeskyttet;Telefon;Startdato',
      `${cvr(0)};A;mange;8700;Horsens;ja;;`,
      `${cvr(1)};B;1;87;Horsens;ja;;`,
      `${cvr(2)};C;1;8700;Andeby;ja;;`,
      `${cvr(3)};D;1;8700;Horsens;måske;;`,
      `${cvr(4)};E;1;8700;Horsens;ja;ring;`,
      `${cvr(5)};F;1;8700;Horsens;ja;;31-02-2020`,
      `${cvr(6)};G; Horsens`,
      `${cvr(7)};H;1;8700;Horsens;ja;;;for meget`,
      ';I;1;8700;Horsens;ja;;',
      `${cvr(8)};;1;8700;Horsens;ja;;`,
    ].join('\n');
    const run = await importer.whole(content, 'fejl.csv');
    expect(run).toMatchObject({ created: 0, failed: 10 });
    expect((await importer.failures(run.id)).map(({ field, code }) => `${field} ${code}`)).toEqual([
      'employees wrong', 'postalCode wrong', 'municipalityCode wrong', 'advertisingProtected wrong', 'phone wrong',
      'foundedOn wrong', ' columns', ' columns', 'cvrNumber missing', 'name missing',
    ]);
  });
});

describe('files and people that are refused', () => {
  it.each<[what: string, content: string | Buffer, found: RegExp]>([
    ['nothing', '  \n', /tom/],
    ['an Excel file', Buffer.from('PK\u0003\u0004\0\0'), /Excel/],
    ['other JSON', '{"a":1}', /JSON uden/],
    ['one record over several lines', '{\n  "Vrvirksomhed": {}\n}', /flere linjer/],
    ['prose', 'Kære kommune\nHer er vores tal', /uden kolonner/],
    ['other columns', 'Fugl;Farve\nSolsort;Sort', /"Fugl", "Farve"/],
  ])('%s', async (_what, content, found) => {
    const [before] = await app.db.query<Row[]>('SELECT count(*) AS runs FROM import_run');
    const { status, body } = await importer.upload(content);
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'file-unusable' });
    expect(body.detail).toMatch(found);
    expect(await app.db.query<Row[]>('SELECT count(*) AS runs FROM import_run')).toEqual([before]);
  });

  it('a mapping that is wrong, a form without a file, and what is no form', async () => {
    const wrong = await importer.upload('CVR;Navn\n1;2', 'a.csv', { name: 'Firma' });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '/mapping/name' }] } });
    const unknown = await importer.upload('CVR;Navn\n1;2', 'a.csv', { hat: 'CVR' });
    expect(unknown).toMatchObject({ status: 422, body: { errors: [{ pointer: '/mapping' }] } });
    const form = new FormData();
    form.append('mapping', '{}');
    expect(await administrator.post('/imports', form)).toMatchObject({ status: 422 });
    expect(await administrator.post('/imports', { file: 'x' })).toMatchObject({ status: 415 });
  });

  it('a second commit, an unknown import, and people without the right', async () => {
    const { body } = await importer.upload(ndjson([companyRecord(makeCvrNumber(90))]));
    const manager = await app.as('manager');
    expect(await manager.post(`/imports/${body.id}/commit`)).toMatchObject({ status: 403 });
    expect(await manager.get(`/imports/${body.id}`)).toMatchObject({ status: 200, body: { state: 'uploaded' } });
    const consultant = await app.as('consultant');
    expect(await consultant.get('/imports')).toMatchObject({ status: 403 });
    expect(await new Importer(consultant).upload('x')).toMatchObject({ status: 403 });
    const answers = await Promise.all([1, 2, 3].map(() => administrator.post(`/imports/${body.id}/commit`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    await importer.over(body.id);
    const late = await administrator.post(`/imports/${body.id}/commit`);
    expect(late).toMatchObject({ status: 409, body: { code: 'not-uploaded' } });
    expect(await administrator.get('/imports/0190f6a0-0000-7000-8000-000000000000')).toMatchObject({ status: 404 });
    const events = await app.db.query<Row[]>(
      "SELECT action, actor_id FROM audit_event WHERE subject_type = 'ImportRun' AND subject_id = $1 ORDER BY id",
      [body.id],
    );
    const actions = ['create', 'commit', 'complete'];
    expect(events).toEqual(actions.map((action) => ({ action, actor_id: administrator.userId })));
  });

  it('a search response that breaks off: what was read stays, the run says why it failed', async () => {
    const records = Array.from({ length: 700 }, (_one, n) => ({ _source: companyRecord(makeCvrNumber(100_000 + n)) }));
    const whole = JSON.stringify({ took: 1, hits: { total: 700, hits: records } });
    const run = await importer.whole(whole.slice(0, -40), 'afbrudt.json');
    expect(run).toMatchObject({ state: 'failed', created: 500, rowsRead: 500 });
    expect(run.failureReason?.da).toMatch(/kan ikke læses til ende/);
    const again = await importer.whole(whole, 'hel.json');
    expect(again).toMatchObject({ state: 'committed', created: 200, changed: 0, unchanged: 500 });
  });

  it('an upload that breaks off leaves nothing', async () => {
    const counts = 'SELECT (SELECT count(*) FROM import_run) AS runs, (SELECT count(*) FROM import_chunk) AS chunks';
    const before = await app.db.query<Row[]>(counts);
    const session = await app.make.session('administrator');
    const form = new FormData();
    form.append('file', new Blob([`CVR;Navn\n${randomBytes(2_000_000).toString('hex')}`]), 'a.csv');
    const whole = Buffer.from(await new Response(form).arrayBuffer());
    const boundary = whole.toString('latin1', 2, whole.indexOf('\r\n'));
    const sent = request(`${app.url}/api/imports`, {
      method: 'POST',
      headers: { cookie: `session=${session.token}`, 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
    sent.on('error', () => undefined);
    sent.write(whole.subarray(0, 3_000_000));
    while ((await app.db.query<Row[]>('SELECT 1 FROM import_chunk')).length === 0) await wait(20);
    const { body } = await administrator.get<{ items: ImportDto[] }>('/imports?limit=200');
    expect(body.items.every(({ state }) => state !== ('receiving' as string))).toBe(true);
    sent.destroy();
    while ((await app.db.query<Row[]>('SELECT 1 FROM import_chunk')).length > 0) await wait(20);
    expect(await app.db.query<Row[]>(counts)).toEqual(before);
  });

  it('lists imports newest first', async () => {
    const { body } = await administrator.get<{ items: ImportDto[]; nextCursor: string }>('/imports?limit=2');
    const times = body.items.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    const next = await administrator.get<{ items: ImportDto[] }>(`/imports?limit=2&cursor=${body.nextCursor}`);
    const ids = [...body.items, ...next.body.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });
});
