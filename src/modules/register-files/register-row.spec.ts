import { csvRecordOf } from './csv-record.js';
import { companyOf } from './cvr-record.js';

const CELLS = { cvrNumber: '13748136', name: 'Firma' };

describe('a row with what looks like a CPR number', () => {
  it.each([
    ['name', '070761-4285'], ['name', 'Hansens Biler v/ 0707614285'], ['street', 'Vej 1, cpr 070761 4285'],
    ['city', '070761-4285'], ['email', '0707614285@firma.dk'], ['website', 'https://firma.dk/070761-4285'],
  ])('fails in %s', (field, text) => {
    const result = csvRecordOf({ ...CELLS, [field]: text });
    expect(result).toMatchObject({ failure: { key: '13748136', field, code: 'noCprNumber' } });
    expect(JSON.stringify(result)).not.toMatch(/070761/);
  });

  it('fails in another name of the register', () => {
    const record = { cvrNummer: 13748136, navne: [{ navn: 'Firma' }], binavne: [{ navn: 'Hansen 070761-4285' }] };
    expect(companyOf(record, '2026-11-20')).toMatchObject({ failure: { field: 'otherNames', code: 'noCprNumber' } });
  });

  it.each(['070761-4285', '0707614285', '707614285'])('is not named by %s in the column of its number', (cvrNumber) => {
    expect(csvRecordOf({ ...CELLS, cvrNumber })).toMatchObject({ failure: { key: null, field: 'cvrNumber' } });
  });

  it('passes with its CVR and P-number, whatever the P-number looks like', () => {
    expect(csvRecordOf({ ...CELLS, pNumber: '1203614285' })).toMatchObject({ row: { pNumber: '1203614285' } });
    expect(csvRecordOf({ ...CELLS, name: 'Filial (P-nr. 1009000101)' })).toHaveProperty('row');
    expect(csvRecordOf({ ...CELLS, cvrNumber: '24256791' })).toMatchObject({ failure: { key: '24256791' } });
  });
});
