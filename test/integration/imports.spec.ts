import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeCvrNumber } from '../../src/kernel/cvr-number.js';
import type { ImportDto } from '../../src/modules/imports/import.dto.js';
import type { Api } from '../support/api.js';
import { companyRecord, Importer, type Json, ndjson, since, unitRecord } from '../support/imports.js';
import { type TestApp, testApp } from '../support/test-app.js';

const REAL = fileURLToPath(new URL('../../../shared/data/cvr/virksomhed-search-response.json', import.meta.url));
const withRealFile = existsSync(REAL) ? it : it.skip;

type Row = Record<string, string | number | boolean | null>;

let app: TestApp;
let administrator: Api;
let importer: Importer;

beforeAll(async () => {
  app = await testApp({ roles: ['web', 'worker'] });
  administrator = await app.as('administrator');
  importer = new Importer(administrator);
});
afterAll(() => app.close());

async function company(cvrNumber: string): Promise<Json> {
  const [row] = await app.db.query<{ id: string }[]>('SELECT id FROM company WHERE cvr_number = $1', [cvrNumber]);
  return (await administrator.get(`/companies/${row?.id}`)).body;
}

async function monthsOf(table: 'company' | 'workplace', key: string): Promise<Row[]> {
  const number = table === 'company' ? 'cvr_number' : 'p_number';
  return await app.db.query(
    `SELECT e.month, e.employees, e.employee_interval AS interval, e.full_time_equivalents AS fte
     FROM ${table}_employment e JOIN ${table} o ON o.id = e.${table}_id WHERE o.${number} = $1 ORDER BY e.month`,
    [key],
  );
}

/** A column of text anywhere in the database that holds the word. */
async function placesOf(word: string): Promise<string[]> {
  const columns = await app.db.query<{ place: string; source: string; name: string }[]>(
    `SELECT table_name || '.' || column_name AS place, table_name AS source, column_name AS name
     FROM information_schema.columns WHERE table_schema = 'public'
       AND data_type IN ('text', 'jsonb', 'bytea', 'ARRAY', 'character varying')`,
  );
  const found: string[] = [];
  for (const { place, source, name } of columns) {
    const [row] = await app.db.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM ${source} WHERE strpos("${name}"::text, $1) > 0`,
      [word],
    );
    if (row?.n) found.push(place);
  }
  return found;
}

describe('the register’s own file', () => {
  withRealFile('comes in field by field, and changes nothing the second time (needs the register sample beside the project)', async () => {
    const run = await importer.whole(readFileSync(REAL), 'virksomhed-search-response.json');
    expect(run).toMatchObject({ state: 'committed', created: 2, changed: 0, unchanged: 0, failed: 0, rowsRead: 2 });
    expect(await company('34689733')).toMatchObject({
      cvrNumber: '34689733',
      name: 'MIRANOVA FONDSMÆGLERSELSKAB A/S',
      otherNames: 'Assure Fondsmæglerselskab A/S',
      companyFormCode: 60,
      sector: 'private',
      industryCode: '661200',
      industrySystem: 'DB07',
      employees: 8,
      employeeInterval: 'ANTAL_5_9',
      employeesAsOf: '2023-12-01',
      sizeClass: 'small',
      sizeBasis: 'exact',
      advertisingProtected: true,
      status: 'active',
      street: 'Gyngemose Parkvej 50, st.',
      postalCode: '2860',
      city: 'Søborg',
      municipalityCode: '0159',
      district: '2860 Søborg',
      phone: '+4532151414',
      email: 'kontakt@miranova.dk',
      website: null,
      foundedOn: '2012-08-20',
      firstSeenOn: '2026-11-20',
      version: 1,
    });
    const months = await monthsOf('company', '34689733');
    expect(months).toHaveLength(24);
    expect(months[0]).toMatchObject({ month: '2022-01-01' });
    expect(months.at(-1)).toEqual({ month: '2023-12-01', employees: 8, interval: 'ANTAL_5_9', fte: 8 });
    expect(await company('41774037')).toMatchObject({
      name: 'Tietgen Invest ApS', otherNames: null, companyFormCode: 80, industryCode: '643030', employees: null,
      employeeInterval: null, employeesAsOf: null, sizeClass: 'unknown', sizeBasis: null, advertisingProtected: false,
      street: 'Hovedgaden 6, 1.', postalCode: '2970', city: 'Hørsholm', municipalityCode: '0223', phone: null,
      email: null, foundedOn: '2020-10-18',
    });
    const again = await importer.whole(readFileSync(REAL), 'virksomhed-search-response.json');
    expect(again).toMatchObject({ state: 'committed', created: 0, changed: 0, unchanged: 2, failed: 0 });
    expect(await company('34689733')).toMatchObject({ version: 1 });
  });
});

describe('NDJSON', () => {
  const [plain = '', secret = '', merged = '', wide = '', closing = ''] = [1, 2, 3, 4, 5].map((n) => makeCvrNumber(n));
  const month = (maaned: number, antalAnsatte: number | null, code: string | null) =>
    ({ aar: 2026, maaned, antalAnsatte, antalAarsvaerk: 1.284, intervalKodeAntalAnsatte: code });
  const file = ndjson([
    unitRecord(plain, 1018843737, {
      reklamebeskyttet: true,
      erstMaanedsbeskaeftigelse: [month(8, 6, 'ANTAL_5_9')],
      hovedbranche: [{ branchekode: '14620', ...since('2025-01-01') }],
      beliggenhedsadresse: [{
        vejnavn: 'Havnegade', husnummerFra: 4, bogstavFra: 'B', etage: 'st', sidedoer: 'th', postnummer: 800,
        postdistrikt: 'Høje Taastrup', kommune: { kommuneKode: 169 }, ...since('2020-01-01'),
      }],
    }),
    unitRecord(plain, 1003407806, { livsforloeb: [since('2020-01-01', '2025-06-30')] }),
    { _index: 'cvr', _source: companyRecord(plain) },
    companyRecord(secret, {
      telefonNummer: [
        { kontaktoplysning: '20451111', hemmelig: true, ...since('2020-01-01') },
        { kontaktoplysning: '+45 20 45 11 11', hemmelig: false, ...since('2020-01-01') },
      ],
      elektroniskPost: [{ kontaktoplysning: 'hemmelig.ejer@firma.dk', hemmelig: true, ...since('2020-01-01') }],
      virksomhedMetadata: { nyesteKontaktoplysninger: ['20451111', 'hemmelig.ejer@firma.dk'] },
      deltagerRelation: [{ deltager: { navne: [{ navn: 'Ukendt Ejerperson' }] } }],
    }),
    companyRecord(merged, {
      virksomhedMetadata: { sammensatStatus: 'OPLØST EFTER FUSION' },
      livsforloeb: [since('2020-01-01', '2026-01-31')],
    }),
    companyRecord(wide, {
      erstMaanedsbeskaeftigelse: [month(7, null, 'ANTAL_200_499'), month(6, 190, 'ANTAL_100_199')],
      kvartalsbeskaeftigelse: [{ aar: 2026, kvartal: 3, antalAnsatte: 600 }],
    }),
    companyRecord(closing, {
      virksomhedsstatus: [{ status: 'Under konkurs', ...since('2026-01-01') }],
      kvartalsbeskaeftigelse: [{ aar: 2026, kvartal: 2, antalAnsatte: null, intervalKodeAntalAnsatte: 'ANTAL_1000_' }],
    }),
  ]);
  let run: ImportDto;

  it('brings companies first and then their units, wherever they stand in the file', async () => {
    run = await importer.whole(file);
    expect(await importer.failures(run.id)).toEqual([]);
    expect(run).toMatchObject({
      state: 'committed', format: 'cvr-ndjson', pass: 'workplaces', rowsRead: 7, created: 7, changed: 0, unchanged: 0,
      failed: 0,
    });
    const { id } = await company(plain);
    const { body } = await administrator.get<{ items: Json[] }>(`/companies/${id as string}/workplaces`);
    const open = body.items.find(({ pNumber }) => pNumber === '1018843737');
    expect(open).toMatchObject({
      name: 'Afdeling 1018843737', industryCode: '014620', industrySystem: 'DB25', employees: 6,
      street: 'Havnegade 4B, st. th',
      postalCode: '0800', city: 'Høje Taastrup', district: '0800 Høje Taastrup', municipalityCode: '0169',
      advertisingProtected: true, ceasedOn: null,
    });
    expect(body.items.find(({ pNumber }) => pNumber === '1003407806')).toMatchObject({ ceasedOn: '2025-06-30' });
    expect(await monthsOf('workplace', '1018843737')).toEqual([
      { month: '2026-08-01', employees: 6, interval: 'ANTAL_5_9', fte: 1.28 },
    ]);
  });

  it('keeps no secret phone or mail and no person, and no file, anywhere', async () => {
    expect(await company(secret)).toMatchObject({ phone: null, email: null });
    expect(await placesOf('Prøvefirma')).toContain('company.name');
    for (const word of ['20451111', 'hemmelig.ejer', 'Ejerperson']) expect(await placesOf(word)).toEqual([]);
    const [chunks] = await app.db.query<{ n: number }[]>('SELECT count(*)::int AS n FROM import_chunk');
    expect(chunks).toEqual({ n: 0 });
  });

  it('tells how companies are and how large, without guessing', async () => {
    expect(await company(merged)).toMatchObject({ status: 'merged' });
    expect(await company(closing)).toMatchObject({
      status: 'closing', employeeInterval: 'ANTAL_1000_999999', employeesAsOf: '2026-04-01', sizeClass: 'large',
    });
    expect(await company(wide)).toMatchObject({
      employees: null, employeeInterval: 'ANTAL_200_499', employeesAsOf: '2026-07-01', sizeClass: 'undetermined',
      sizeBasis: 'interval',
    });
  });

  it('changes nothing when the same file comes again', async () => {
    const versions = 'SELECT cvr_number, version FROM company ORDER BY cvr_number';
    const before = await app.db.query<Row[]>(versions);
    expect(await importer.whole(file)).toMatchObject({ created: 0, changed: 0, unchanged: 7, failed: 0 });
    expect(await app.db.query<Row[]>(versions)).toEqual(before);
  });

  it('leaves alone what a person has set, and counts a version only for what changed', async () => {
    const before = await company(wide);
    const patched = await administrator.patch(`/companies/${before.id as string}`, before.version as number, {
      sizeOverride: 'medium', sizeOverrideReason: 'Spurgt', hasHrFunction: 'no', contactPolicy: 'consent_only',
      partnerKind: 'union', consultantId: administrator.userId,
    });
    expect(patched.status).toBe(200);
    const contact = "UPDATE company SET last_contact_on = '2026-10-01', last_outcome = 'agreed' WHERE id = $1";
    await app.db.query(contact, [before.id]);
    const renamed = companyRecord(wide, { navne: [{ navn: 'Nyt navn', ...since('2026-01-01') }] });
    expect(await importer.whole(ndjson([renamed]))).toMatchObject({
      created: 0, changed: 1,
    });
    expect(await company(wide)).toMatchObject({
      name: 'Nyt navn', employees: null, sizeClass: 'medium', sizeBasis: 'manual', hasHrFunction: 'no',
      contactPolicy: 'consent_only', partnerKind: 'union', consultantId: administrator.userId,
      lastContactOn: '2026-10-01', firstSeenOn: '2026-11-20', version: (patched.body.version as number) + 1,
    });
  });

  it('takes the last of a number that comes twice, and moves a unit to its new company', async () => {
    const twice = makeCvrNumber(10);
    const named = (navn: string) => companyRecord(twice, { navne: [{ navn, ...since('2020-01-01') }] });
    const both = await importer.whole(ndjson([named('Først'), named('Sidst'), unitRecord(twice, 1018843737)]));
    expect(both).toMatchObject({ created: 1, changed: 1, unchanged: 1, failed: 0 });
    const { id, name } = await company(twice);
    expect(name).toBe('Sidst');
    const [workplace] = await app.db.query<Row[]>(
      "SELECT company_id, version FROM workplace WHERE p_number = '1018843737'",
    );
    expect(workplace).toEqual({ company_id: id, version: 2 });
  });

  it('keeps 24 months of employment, dropping the oldest as new ones come', async () => {
    const cvrNumber = makeCvrNumber(11);
    const year = (aar: number) =>
      Array.from({ length: 12 }, (_one, n) => ({ aar, maaned: n + 1, antalAnsatte: n + 1 }));
    const series = [...year(2023), ...year(2024), ...year(2025)];
    await importer.whole(ndjson([companyRecord(cvrNumber, { erstMaanedsbeskaeftigelse: series })]));
    const before = await monthsOf('company', cvrNumber);
    expect([before.length, before[0]?.month, before.at(-1)?.month]).toEqual([24, '2024-01-01', '2025-12-01']);
    const newer = [{ aar: 2026, maaned: 3, antalAnsatte: 7 }];
    await importer.whole(ndjson([companyRecord(cvrNumber, { erstMaanedsbeskaeftigelse: newer })]));
    const after = await monthsOf('company', cvrNumber);
    expect([after.length, after[0]?.month, after.at(-1)?.month]).toEqual([22, '2024-04-01', '2026-03-01']);
  });
});

describe('CSV', () => {
  it('reads Danish headings with BOM and semicolons, and says which it does not read', async () => {
    const [first = '', second = ''] = [20, 21].map((n) => makeCvrNumber(n));
    const content = [
      '\uFEFFCVR-nummer;Navn;P-nummer;Adresse;Postnr.;By;Kommune;Branchekode;Virksomhedsform;Antal ansatte;' +
        'Reklamebeskyttelse;Telefon;E-mail;Startdato;Status;Bogholder',
      `${first};"Smed & Søn; Horsens";;Åboulevarden 1;8700;Horsens;Horsens;25620;Anpartsselskab;1.234;Ja;76 29 29 29;` +
        'post@smed.dk;01-07-1995;Aktiv;x',
      `DK ${second};Ørsted Øl;;;;;0615;;;2-4;;;;;;x`,
      `${first};Smedens lager;1012345678;Havnen 2;8700;Horsens;615;;;;;;;;;x`,
    ].join('\r\n');
    const sent = await importer.upload(content, 'træk.csv');
    expect(sent).toMatchObject({
      status: 201,
      body: {
        state: 'uploaded', format: 'csv', fileName: 'træk.csv', bytes: Buffer.byteLength(content),
        unmappedHeadings: ['Bogholder'],
      },
    });
    expect(sent.body.mapping).toMatchObject({ cvrNumber: 'CVR-nummer', postalCode: 'Postnr.', foundedOn: 'Startdato' });
    await administrator.post(`/imports/${sent.body.id}/commit`);
    expect(await importer.over(sent.body.id)).toMatchObject({ state: 'committed', created: 3, failed: 0 });
    expect(await company(first)).toMatchObject({
      name: 'Smed & Søn; Horsens', street: 'Åboulevarden 1', district: '8700 Horsens', municipalityCode: '0615',
      industryCode: '025620', industrySystem: 'DB25', companyFormCode: 80, sector: 'private', employees: 1234,
      sizeClass: 'large', advertisingProtected: true, phone: '+4576292929', email: 'post@smed.dk',
      foundedOn: '1995-07-01',
    });
    expect(await company(second)).toMatchObject({ employees: null, employeeInterval: 'ANTAL_2_4', sizeClass: 'small' });
    expect(await importer.whole(content)).toMatchObject({ created: 0, changed: 0, unchanged: 3 });
  });

  it('reads other headings by mapping, and leaves what the file does not speak of', async () => {
    const { id, cvrNumber } = await app.make.company({ street: 'Gammelgade 1', employees: 12, phone: '+4576292929' });
    const mapping = { cvrNumber: 'Nøgle', name: 'Firma' };
    const run = await importer.whole(`Nøgle,Firma\n${cvrNumber},Nyt firma`, 'a.csv', mapping);
    expect(run).toMatchObject({ created: 0, changed: 1, mapping });
    expect((await administrator.get(`/companies/${id}`)).body).toMatchObject({
      name: 'Nyt firma', street: 'Gammelgade 1', employees: 12, phone: '+4576292929', municipalityCode: '0615',
      version: 2,
    });
  });
});
