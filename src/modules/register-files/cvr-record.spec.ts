import { companyOf, recordIn, workplaceOf } from './cvr-record.js';
import type { CompanyRow, WorkplaceRow } from './register-row.js';

const TODAY = '2026-11-20';
const NUMBER = 13748136;

type Json = Record<string, unknown>;
const since = (gyldigFra: string | null, gyldigTil: string | null = null) => ({ periode: { gyldigFra, gyldigTil } });
const current = (values: Json) => [{ ...values, ...since('2020-01-01') }];

function read(changes: Json) {
  return companyOf({ cvrNummer: NUMBER, navne: current({ navn: 'Firma' }), ...changes }, TODAY);
}

function row(changes: Json): CompanyRow {
  const result = read(changes);
  if (!('row' in result) || result.pass !== 'companies') throw new Error(JSON.stringify(result));
  return result.row;
}

function months(changes: Json) {
  const result = read(changes);
  return 'row' in result ? result.months : [];
}

function unit(changes: Json): WorkplaceRow {
  const result = workplaceOf(
    {
      pNummer: 1003407806,
      navne: current({ navn: 'Afdeling' }),
      virksomhedsrelation: current({ cvrNummer: NUMBER }),
      ...changes,
    },
    TODAY,
  );
  if (!('row' in result) || result.pass !== 'workplaces') throw new Error(JSON.stringify(result));
  return result.row;
}

describe('recordIn', () => {
  it.each<[what: string, value: unknown, pass: string | null]>([
    ['a hit', { _id: '1', _source: { Vrvirksomhed: {} } }, 'companies'],
    ['a source', { Vrvirksomhed: {} }, 'companies'],
    ['a unit', { VrproduktionsEnhed: {} }, 'workplaces'],
    ['a person', { Vrdeltagerperson: {} }, null],
    ['a list', [{ Vrvirksomhed: {} }], null],
    ['null', null, null],
    ['a company that is text', { Vrvirksomhed: 'x' }, null],
  ])('%s', (_what, value, pass) => expect(recordIn(value)?.pass ?? null).toBe(pass));
});

describe('a record with nothing but number and name', () => {
  it('is a row with everything unknown', () => {
    expect(read({})).toEqual({
      pass: 'companies',
      months: [],
      row: {
        cvrNumber: '13748136', name: 'Firma', otherNames: null, companyFormCode: null, industryCode: null,
        industrySystem: null, employees: null, employeeInterval: null, employeesAsOf: null, street: null,
        postalCode: null, city: null, municipalityCode: null, advertisingProtected: false, status: 'active',
        phone: null, email: null, website: null, foundedOn: null, registerUpdatedAt: null,
      },
    });
  });

  it('stays one when every list and object is null or of another kind', () => {
    const nothing = Object.fromEntries(
      ['virksomhedMetadata', 'binavne', 'beliggenhedsadresse', 'telefonNummer', 'elektroniskPost', 'livsforloeb',
        'hovedbranche', 'virksomhedsstatus', 'virksomhedsform', 'erstMaanedsbeskaeftigelse', 'aarsbeskaeftigelse',
      ].map((name) => [name, null]),
    );
    expect(read(nothing)).toEqual(read({}));
    expect(read({ ...nothing, binavne: 'x', livsforloeb: [null, 1, []], virksomhedMetadata: [] })).toEqual(read({}));
  });
});

describe('name', () => {
  it.each<[what: string, changes: Json, name: string]>([
    ['the newest of the metadata', { virksomhedMetadata: { nyesteNavn: { navn: ' Nyt  navn ' } } }, 'Nyt navn'],
    [
      'the one in force',
      { navne: [{ navn: 'Nu', ...since('2020-01-01') }, { navn: 'Før', ...since('2010-01-01', '2019-12-31') }] },
      'Nu',
    ],
    [
      'of several the one that began last',
      { navne: [{ navn: 'B', ...since('2021-01-01') }, { navn: 'A', ...since('2020-01-01') }] }, 'B',
    ],
    [
      'else the one that ended last',
      { navne: [
        { navn: 'B', ...since('2010-01-01', '2012-01-01') }, { navn: 'A', ...since('2000-01-01', '2009-12-31') },
      ] },
      'B',
    ],
  ])('%s', (_what, changes, name) => expect(row(changes).name).toBe(name));

  it('other names are joined, and cut where they become too many', () => {
    expect(row({ virksomhedMetadata: { nyesteBinavne: ['A', 'B'] } }).otherNames).toBe('A · B');
    const binavne = [...current({ navn: 'C' }), { navn: 'D', ...since('2000-01-01', '2001-01-01') }];
    expect(row({ binavne }).otherNames).toBe('C');
    const nyesteBinavne = Array.from({ length: 400 }, () => 'Navn😀');
    const many = row({ virksomhedMetadata: { nyesteBinavne } }).otherNames ?? '';
    expect(many.length).toBeGreaterThan(990);
    expect(many.length).toBeLessThanOrEqual(1_000);
    expect(many.isWellFormed()).toBe(true);
  });
});

describe('employment', () => {
  const figure = (when: Json, antalAnsatte: number | null, intervalKodeAntalAnsatte: string | null = null) =>
    ({ ...when, antalAnsatte, intervalKodeAntalAnsatte });
  const erst = [figure({ aar: 2026, maaned: 9 }, 11), figure({ aar: 2026, maaned: 10 }, 12)];
  const maaned = [figure({ aar: 2019, maaned: 9 }, 9)];
  const kvartal = [figure({ aar: 2019, kvartal: 3 }, null, 'ANTAL_5_9')];
  const aar = [figure({ aar: 2018 }, 7)];

  it.each<[what: string, changes: Json, count: number | null, interval: string | null, asOf: string | null]>([
    [
      'the live monthly series first',
      { aarsbeskaeftigelse: aar, maanedsbeskaeftigelse: maaned, erstMaanedsbeskaeftigelse: erst }, 12, null,
      '2026-10-01',
    ],
    [
      'then the older monthly one',
      { aarsbeskaeftigelse: aar, kvartalsbeskaeftigelse: kvartal, maanedsbeskaeftigelse: maaned }, 9, null,
      '2019-09-01',
    ],
    ['then the quarter', { aarsbeskaeftigelse: aar, kvartalsbeskaeftigelse: kvartal }, null, 'ANTAL_5_9', '2019-07-01'],
    ['then the year', { aarsbeskaeftigelse: aar }, 7, null, '2018-01-01'],
    [
      'a figure that says nothing is passed over',
      { erstMaanedsbeskaeftigelse: [...erst, figure({ aar: 2026, maaned: 11 }, null)] }, 12, null, '2026-10-01',
    ],
    [
      'the metadata alone', { virksomhedMetadata: { nyesteErstMaanedsbeskaeftigelse: erst[0] } }, 11, null,
      '2026-09-01',
    ],
    [
      'the open interval', { aarsbeskaeftigelse: [figure({ aar: 2025 }, null, 'ANTAL_1000_')] }, null,
      'ANTAL_1000_999999', '2025-01-01',
    ],
    ['none', {}, null, null, null],
  ])('%s', (_what, changes, employees, employeeInterval, employeesAsOf) => {
    expect(row(changes)).toMatchObject({ employees, employeeInterval, employeesAsOf });
  });

  it('months: both series, the live one before the other, 24 of the calendar', () => {
    const year = (aar: number, count: number) =>
      Array.from({ length: 12 }, (_one, n) => figure({ aar, maaned: n + 1 }, count));
    const kept = months({
      erstMaanedsbeskaeftigelse: [...year(2020, 2), figure({ aar: 2021, maaned: 2 }, 3)],
      maanedsbeskaeftigelse: [...year(2018, 1), ...year(2019, 1), ...year(2020, 1)],
    });
    expect(kept).toHaveLength(23);
    expect(kept.map(({ month }) => month).sort()[0]).toBe('2019-03-01');
    expect(kept.find(({ month }) => month === '2019-12-01')).toMatchObject({ employees: 1 });
    expect(kept.find(({ month }) => month === '2020-12-01')).toMatchObject({ employees: 2 });
  });
});

describe('status', () => {
  it.each<[words: string, status: string]>([
    ['NORMAL', 'active'], ['Aktiv', 'active'], ['UNDER KONKURS', 'closing'], ['Under rekonstruktion', 'closing'],
    ['TVANGSOPLØST', 'ceased'], ['OPLØST EFTER KONKURS', 'ceased'], ['OPLØST EFTER ERKLÆRING', 'ceased'],
    ['OPLØST EFTER FRIVILLIG LIKVIDATION', 'ceased'], ['SLETTET', 'ceased'], ['Ophørt', 'ceased'],
    ['UDEN RETSVIRKNING', 'ceased'], ['OPLØST EFTER FUSION', 'merged'], ['Opløst efter spaltning', 'merged'],
    ['OPLØST EFTER GRÆNSEOVERSKRIDENDE FUSION', 'merged'],
  ])('%s', (words, status) => expect(row({ virksomhedMetadata: { sammensatStatus: words } }).status).toBe(status));

  it.each<[end: string | null, words: string, status: string]>([
    ['2026-11-20', 'NORMAL', 'ceased'],
    ['2026-11-21', 'NORMAL', 'active'],
    [null, 'NORMAL', 'active'],
    ['2026-01-01', 'UNDER KONKURS', 'ceased'],
    ['2026-01-01', 'OPLØST EFTER FUSION', 'merged'],
  ])('life until %s, %s', (end, words, status) => {
    const changes = { livsforloeb: [since('2020-01-01', end)], virksomhedsstatus: current({ status: words }) };
    expect(row(changes).status).toBe(status);
  });

  it('a company that began again is alive, and one registered by mistake is not', () => {
    expect(row({ livsforloeb: [since('2000-01-01', '2001-01-01'), since('2005-01-01')] }).status).toBe('active');
    expect(row({ fejlRegistreret: true }).status).toBe('ceased');
  });
});

describe('contact data', () => {
  const phone = (kontaktoplysning: unknown, hemmelig: unknown, til: string | null = null) =>
    ({ kontaktoplysning, hemmelig, ...since('2020-01-01', til) });

  it.each<[what: string, entries: unknown[], phone: string | null]>([
    ['open', [phone('76292929', false)], '+4576292929'],
    ['without a mark', [phone('76292929', undefined)], '+4576292929'],
    ['secret', [phone('76292929', true)], null],
    ['secret in any writing of true', [phone('76292929', 'true')], null],
    ['secret in another entry', [phone('76 29 29 29', false), phone('+4576292929', true)], null],
    ['the next that is not secret', [phone('76292929', true), phone('32151414', false)], '+4532151414'],
    ['no longer in force', [phone('76292929', false, '2024-01-01')], null],
    ['not readable', [phone('ring til os', false)], null],
  ])('phone: %s', (_what, telefonNummer, expected) => expect(row({ telefonNummer }).phone).toBe(expected));

  it.each<[written: string, website: string | null]>([
    [
      'www.firma.dk', 'https://www.firma.dk/'], ['http://firma.dk/a', 'http://firma.dk/a'], ['firma',
      null], ['javascript:alert(1)', null,
    ],
  ])('website: %s', (written, website) => expect(row({ hjemmeside: [phone(written, false)] }).website).toBe(website));

  it('a mail from the flat list of the metadata is not taken, because it does not tell what is secret', () => {
    const virksomhedMetadata = { nyesteKontaktoplysninger: ['76292929', 'a@firma.dk'] };
    expect(row({ virksomhedMetadata })).toMatchObject({ phone: null, email: null });
    expect(row({ elektroniskPost: [phone('a@firma.dk', false)] }).email).toBe('a@firma.dk');
    expect(row({ obligatoriskEmail: [phone('a@firma.dk', false)] }).email).toBeNull();
  });
});

describe('address and industry', () => {
  it.each<[address: Json, street: string | null]>([
    [
      { vejnavn: 'Vejen', husnummerFra: 1, bogstavFra: 'A', husnummerTil: 3, bogstavTil: 'B', etage: '2',
        sidedoer: 'tv' },
      'Vejen 1A-3B, 2. tv',
    ],
    [{ vejnavn: 'Vejen', husnummerFra: 1, etage: 'ST' }, 'Vejen 1, st.'],
    [{ vejnavn: 'Vejen', husnummerFra: 1, sidedoer: 'TH' }, 'Vejen 1, th'],
    [{ vejnavn: 'Vejen' }, 'Vejen'],
    [{ postboks: '12' }, 'Postboks 12'],
    [{ landekode: 'SE', fritekst: 'Storgatan 1, 211 42 Malmö' }, 'Storgatan 1, 211 42 Malmö'],
    [{}, null],
  ])('%j', (address, street) => expect(row({ beliggenhedsadresse: current(address) }).street).toBe(street));

  it.each<[address: Json, postalCode: string | null]>([
    [
      { postnummer: 800 }, '0800'], [{ postnummer: '8700' }, '8700'], [{ landekode: 'SE', postnummer: 21142 },
      null], [{}, null,
    ],
  ])('postal code of %j', (address, postalCode) => {
    expect(row({ beliggenhedsadresse: current(address) }).postalCode).toBe(postalCode);
  });

  it.each<[code: unknown, since: string, industryCode: string, system: string]>([
    [
      '643030', '2024-12-31', '643030', 'DB07'], ['14620', '2025-01-01', '014620', 'DB25'], [14620, '2026-01-01',
      '014620', 'DB25',
    ],
  ])('industry %s since %s', (branchekode, from, industryCode, industrySystem) => {
    expect(row({ hovedbranche: [{ branchekode, ...since(from) }] })).toMatchObject({ industryCode, industrySystem });
  });
});

describe('days', () => {
  it.each<[changes: Json, foundedOn: string]>([
    [{ virksomhedMetadata: { stiftelsesDato: '1847-11-10' } }, '1847-11-10'],
    [{ livsforloeb: [since('2005-01-01'), since('1999-05-01', '2001-01-01')] }, '1999-05-01'],
  ])('founded: %j', (changes, foundedOn) => expect(row(changes).foundedOn).toBe(foundedOn));

  it('when the register last touched it', () => {
    expect(row({ sidstOpdateret: '2024-01-09T10:07:42.000+01:00' }).registerUpdatedAt).toBe('2024-01-09T09:07:42.000Z');
  });
});

describe('a production unit', () => {
  it('belongs to the company it is related to now', () => {
    const before = { cvrNummer: 24256790, ...since('2010-01-01', '2019-12-31') };
    const virksomhedsrelation = [before, ...current({ cvrNummer: NUMBER })];
    expect(unit({ virksomhedsrelation }).cvrNumber).toBe('13748136');
    expect(unit({ produktionsEnhedMetadata: { nyesteCvrNummerRelation: 24256790 } }).cvrNumber).toBe('24256790');
  });

  it('is closed when its life is over', () => {
    expect(unit({}).ceasedOn).toBeNull();
    expect(unit({ livsforloeb: [since('2020-01-01', '2025-06-30')] }).ceasedOn).toBe('2025-06-30');
    expect(unit({ livsforloeb: [since('2020-01-01', '2027-01-01')] }).ceasedOn).toBeNull();
  });
});

describe('what is wrong is a failure with the first field that is', () => {
  it.each<[changes: Json, key: string | null, field: string, code: string]>([
    [{ cvrNummer: 13748137 }, '13748137', 'cvrNumber', 'wrong'],
    [{ cvrNummer: 'x' }, null, 'cvrNumber', 'missing'],
    [{ cvrNummer: 1.5 }, null, 'cvrNumber', 'missing'],
    [{ navne: current({ navn: ' ' }) }, '13748136', 'name', 'missing'],
    [{ navne: current({ navn: 'x'.repeat(301) }) }, '13748136', 'name', 'too-long'],
    [{ navne: current({ navn: 'a\0b' }) }, '13748136', 'name', 'unreadable-text'],
    [{ navne: current({ navn: 'S\uFFFDn' }) }, '13748136', 'name', 'unreadable-text'],
    [{ beliggenhedsadresse: current({ postdistrikt: 'x\ud800' }) }, '13748136', 'city', 'unreadable-text'],
    [{ aarsbeskaeftigelse: [{ aar: 2020, antalAnsatte: 1.5 }] }, '13748136', 'employees', 'wrong'],
    [{ aarsbeskaeftigelse: [{ aar: 2020, antalAnsatte: 1_000_001 }] }, '13748136', 'employees', 'wrong'],
    [{ aarsbeskaeftigelse: [{ aar: 'x', antalAnsatte: 1 }] }, '13748136', 'employeesAsOf', 'wrong'],
    [{ reklamebeskyttet: 'ja' }, '13748136', 'advertisingProtected', 'wrong'],
    [{ virksomhedsform: current({ virksomhedsformkode: 1000 }) }, '13748136', 'companyFormCode', 'wrong'],
    [{ sidstOpdateret: '+275760-09-13T00:00:00Z' }, '13748136', 'registerUpdatedAt', 'wrong'],
  ])('%j', (changes, key, field, code) => {
    const result = read(changes);
    if (!('failure' in result)) throw new Error('no failure');
    expect(result.failure).toMatchObject({ key, field, code });
    expect(result.failure.da).not.toBe('');
  });
});
