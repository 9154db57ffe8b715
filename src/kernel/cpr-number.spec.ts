import { findCprNumbers, holdsCprNumber } from './cpr-number.js';

// 070761-4285 is the number that cpr.dk explains modulus 11 with; 010107-9995 has no check digit.
describe('findCprNumbers', () => {
  it.each([
    '070761-4285', '070761–4285', '070761 4285', '070761.4285', '070761/4285', '070761\u00a04285', '070761 - 4285',
    '0707614285', '07 07 61 4285', '07.07.61-4285', '07/07/61-4285', '07 07 61 42 85', '0 7 0 7 6 1 4 2 8 5',
    '０７０７６１４２８５', '０７０７６１－４２８５', '07\u200b0761\u200b4285', '070761\u2060-\u20604285', '0\ufe0f70761-4285',
    '070761\n4285',
    '070761-\n4285', '07076\n14285', '0707-\r\n614285', '07071961-4285', '07.07.1961-4285', '070719614285',
    'x0707614285y', 'sag_070761-4285.pdf', 'https://esdh.dk/sag?cpr=0707614285&x=1', 'https://esdh.dk/070761%204285',
    '0707 61 4285', '07 0761 4285', '07 07 614285', '070761 42 85', '070761\u22124285', '070761_4285',
    'nr. 1 070761-4285',
  ])('%j', (written) => {
    expect(holdsCprNumber(written)).toBe(true);
    expect(holdsCprNumber(`Borgeren (${written}) begynder mandag.`)).toBe(true);
  });

  it.each([
    ['without check digit, on 1 January', '0101079995', true],
    ['without check digit, on 1 January, in pairs', '01 01 07 99 95', true],
    ['without check digit, on another day, plainly written', '020107-9995', true],
    ['without check digit, on another day, undecorated', '0201079995', false],
    ['the same after a word for it', 'cpr-nr.: 0201079995', true],
    ['the same after "født"', 'Født 0201079995', true],
    ['29 February of a leap year', '290204-1234', true],
    ['29 February of another year', '290203-1234', false],
    ['no such day', '310461-4285', false],
    ['no such month', '071361-4285', false],
    ['the day zero', '000161-4285', false],
    ['a day raised by 60', '670761-4285', false],
    ['nine digits', '070761-428', false],
    ['within a longer number', '90707614285', false],
    ['a year in full of another century than the number says', '20.11.2026 1400', false],
  ])('%s', (_what, text, is) => {
    expect(holdsCprNumber(text)).toBe(is);
  });

  it.each([
    'CVR 13748136', 'CVR-nr. 13 74 81 36', 'DK13748136', 'P-nr. 1003407806', 'P-nummer: 1018843737', 'P 1009000101',
    'p-nr. 10 03 40 78 06', 'produktionsenhed 1003407806', 'produktionsenhedsnummer: 1003407806', 'P-enhed 1003407806',
    'P-numre: 1003407806, 1003600614 og 1003600614', 'tlf. +45 07 07 61 42', '+45 76292929', '0045 76292929',
    '+1 2037614285',
    '+12037614285', 'ring 76 29 29 29 eller 40 12 12 26', '20.11.2026 14.00', '20-11-2026 kl. 14.00-15.30',
    '1.203.901.234 kr.',
    '310.190 kr.', '2026-11-20T09:30:00Z', '8700 Horsens', 'Rådhustorvet 4, 8700', 'sag 26/001234',
    '15.20.24-P20-12-26',
    'c2a1d7de-58a5-4f0d-8f57-0f8f3b7f1a52', '01.01.2026-31.12.2026', '', 'ingen tal',
  ])('lets %j pass', (text) => {
    expect(findCprNumbers(text)).toEqual([]);
  });

  it('refuses a CPR number that calls itself a P-number in a writing no P-number has', () => {
    expect(holdsCprNumber('P-nr. 120390-1234')).toBe(true);
    expect(holdsCprNumber('P-nr. 0707614285')).toBe(true);
  });

  it('says where, in the text as it was given', () => {
    const text = 'Først 070761-4285, så ０７０７６１\u200b４２８５ og 07076\n14285.';
    expect(findCprNumbers(text).map(({ from, to }) => text.slice(from, to))).toEqual([
      '070761-4285', '０７０７６１\u200b４２８５', '07076\n14285',
    ]);
  });

  it('reads hostile text of the longest field', () => {
    const parts = [
      '1', '1 ', '07 ', '1\n', '\n', '-', 'cpr ', 'p-nr. 1003407806, ', '0\u200b', '0707614285 ', '%20', '\u0301',
    ];
    const times = parts.map((part) => {
      const text = `1${part.repeat(20_000 / part.length)}`;
      const start = performance.now();
      findCprNumbers(text);
      return performance.now() - start;
    });
    const slowest = Math.max(...times).toFixed(1);
    console.log(`CPR brake: slowest of ${parts.length} hostile texts of 20,000 characters ${slowest} ms`);
  });
});
