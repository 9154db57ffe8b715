import { type Cells, csvRecordOf, recogniseHeadings } from './csv-record.js';

const CELLS: Cells = { cvrNumber: '13748136', name: 'Firma' };

function row(cells: Cells): Record<string, unknown> {
  const result = csvRecordOf({ ...CELLS, ...cells });
  if (!('row' in result)) throw new Error(JSON.stringify(result.failure));
  return result.row as unknown as Record<string, unknown>;
}

describe('recogniseHeadings', () => {
  it.each<[heading: string, field: string]>([
    ['CVR-nummer', 'cvrNumber'], ['CVR-nr.', 'cvrNumber'], ['cvrnr', 'cvrNumber'], ['vat', 'cvrNumber'],
    ['P-nummer', 'pNumber'], ['pnr', 'pNumber'], ['pno', 'pNumber'], ['Navn', 'name'], ['Virksomhedsnavn', 'name'],
    [
      'Adresse', 'street'], ['Vejnavn', 'street'], ['Postnr.', 'postalCode'], ['POSTNUMMER', 'postalCode'], ['By',
      'city',
    ],
    ['Postdistrikt', 'city'], ['Kommune', 'municipalityCode'], ['Kommunekode', 'municipalityCode'],
    ['Branchekode', 'industryCode'], ['Hovedbranche', 'industryCode'], ['Virksomhedsform', 'companyFormCode'],
    ['Antal ansatte', 'employees'], ['Ansatte', 'employees'], ['Reklamebeskyttelse', 'advertisingProtected'],
    ['Reklamebeskyttet', 'advertisingProtected'], ['Telefon', 'phone'], ['E-mail', 'email'], ['Startdato', 'foundedOn'],
    ['Status', 'status'],
  ])('%s is %s', (heading, field) => {
    expect(recogniseHeadings([heading, 'Andet'], {})).toEqual({
      mapping: { [field]: heading }, unmappedHeadings: ['Andet'],
    });
  });

  it('what the user says goes first, and a heading is read once', () => {
    const headings = ['Navn', 'Firma', 'Kommune', 'Kommunekode'];
    const { mapping, unmappedHeadings } = recogniseHeadings(headings, { name: 'Firma', city: 'Kommune' });
    expect(mapping).toEqual({ name: 'Firma', city: 'Kommune', municipalityCode: 'Kommunekode' });
    expect(unmappedHeadings).toEqual(['Navn']);
  });
});

describe('csvRecordOf', () => {
  it('holds only what is mapped, and null for an empty cell', () => {
    expect(row({})).toEqual({ cvrNumber: '13748136', name: 'Firma' });
    expect(row({ street: ' ', employees: '' })).toEqual({
      cvrNumber: '13748136', name: 'Firma', street: null, employees: null, employeeInterval: null, employeesAsOf: null,
    });
  });

  it('is a production unit when the row has a P-number', () => {
    const result = csvRecordOf({ ...CELLS, pNumber: '1003407806', phone: '1', city: 'Horsens' });
    expect(result).toEqual({
      pass: 'workplaces',
      months: [],
      row: { cvrNumber: '13748136', pNumber: '1003407806', name: 'Firma', city: 'Horsens' },
    });
  });

  it.each<[cells: Cells, expected: Record<string, unknown>]>([
    [{ cvrNumber: 'DK 13 74 81 36' }, { cvrNumber: '13748136' }],
    [{ employees: '0' }, { employees: 0, employeeInterval: null }],
    [{ employees: '1.234' }, { employees: 1234 }],
    [{ employees: '10-19' }, { employees: null, employeeInterval: 'ANTAL_10_19' }],
    [{ employees: '1000+' }, { employeeInterval: 'ANTAL_1000_999999' }],
    [{ employees: 'ANTAL_2_4' }, { employeeInterval: 'ANTAL_2_4' }],
    [{ industryCode: '14620' }, { industryCode: '014620', industrySystem: 'DB25' }],
    [{ industryCode: '25.62.00 Bearbejdning' }, { industryCode: '256200' }],
    [{ companyFormCode: '60' }, { companyFormCode: 60 }],
    [{ companyFormCode: 'A/S' }, { companyFormCode: 60 }],
    [{ companyFormCode: '80 Anpartsselskab' }, { companyFormCode: 80 }],
    [{ municipalityCode: '615' }, { municipalityCode: '0615' }],
    [{ municipalityCode: 'HORSENS' }, { municipalityCode: '0615' }],
    [{ municipalityCode: 'Høje-Taastrup Kommune' }, { municipalityCode: '0169' }],
    [{ postalCode: '800' }, { postalCode: '0800' }],
    [{ advertisingProtected: 'Ja' }, { advertisingProtected: true }],
    [{ advertisingProtected: '' }, { advertisingProtected: false }],
    [{ foundedOn: '01/07 - 1995' }, { foundedOn: '1995-07-01' }],
    [{ foundedOn: '1995-07-01' }, { foundedOn: '1995-07-01' }],
    [{ foundedOn: '1.7.1995' }, { foundedOn: '1995-07-01' }],
    [{ status: 'Under konkurs' }, { status: 'closing' }],
    [{ status: '' }, { status: 'active' }],
  ])('%j', (cells, expected) => expect(row(cells)).toMatchObject(expected));

  it.each<[cells: Cells, field: string, code: string]>([
    [{ cvrNumber: '12345678' }, 'cvrNumber', 'wrong'],
    [{ cvrNumber: '' }, 'cvrNumber', 'missing'],
    [{ name: ' ' }, 'name', 'missing'],
    [{ pNumber: '123' }, 'pNumber', 'wrong'],
    [{ employees: '1,5' }, 'employees', 'wrong'],
    [{ employees: '9-5' }, 'employees', 'wrong'],
    [{ companyFormCode: 'FBA' }, 'companyFormCode', 'wrong'],
    [{ municipalityCode: 'Andeby' }, 'municipalityCode', 'wrong'],
    [{ email: 'post@' }, 'email', 'wrong'],
    [{ website: 'ingen' }, 'website', 'wrong'],
    [{ foundedOn: '31-02-2020' }, 'foundedOn', 'wrong'],
    [{ city: 'x'.repeat(101) }, 'city', 'too-long'],
    [{ name: 'S\uFFFDn' }, 'name', 'unreadable-text'],
  ])('%j is a failure', (cells, field, code) => {
    const result = csvRecordOf({ ...CELLS, ...cells });
    expect(result).toMatchObject({ failure: { field, code } });
  });
});
