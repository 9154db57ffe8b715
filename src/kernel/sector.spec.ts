import { isSoleProprietorForm, sectorOf } from './sector.js';

describe('sectorOf', () => {
  it.each([230, 235, 240, 245, 250, 260])('%i is public', (code) => {
    expect([sectorOf(code), sectorOf(String(code))]).toEqual(['public', 'public']);
  });

  it.each([90, 110, 115])('%i is the third sector', (code) => {
    expect([sectorOf(code), sectorOf(String(code))]).toEqual(['third', 'third']);
  });

  it.each([10, 15, 20, 30, 40, 60, 80, 95, 100, 130, 150, 190, 210, 270, 280, 990])('%i is private', (code) => {
    expect([sectorOf(code), sectorOf(String(code))]).toEqual(['private', 'private']);
  });

  it.each([
    [' 250 ', 'public'],
    ['090', 'third'],
  ])('reads the text %j', (code, sector) => {
    expect(sectorOf(code)).toBe(sector);
  });

  it.each([null, '', 'A/S', '-10', Number.NaN])('does not guess for %p', (code) => {
    expect(sectorOf(code)).toBeNull();
  });
});

describe('isSoleProprietorForm', () => {
  it.each([10, 15, 20, 30, '10', '030'])('%p is personal data', (code) => {
    expect(isSoleProprietorForm(code)).toBe(true);
  });

  it.each([null, '', 40, 60, '80', 230, 'ENK'])('%p is not', (code) => {
    expect(isSoleProprietorForm(code)).toBe(false);
  });
});
