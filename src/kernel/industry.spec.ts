import { INDUSTRY_DIVISION_RANGES, industryDivisionRangeOf } from './industry.js';

describe('INDUSTRY_DIVISION_RANGES', () => {
  it('is ordered and no two ranges share a division', () => {
    const ends = INDUSTRY_DIVISION_RANGES.flatMap(({ first, last }) => [first, last]);
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
    const divisions = INDUSTRY_DIVISION_RANGES.flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, step) => first + step),
    );
    expect(new Set(divisions).size).toBe(divisions.length);
    expect(divisions).toHaveLength(88); // the divisions of DB07; DB25 has the same ones but 45
  });

  it('has a key of two-digit divisions and a title in both languages', () => {
    for (const { key, titleDa, titleEn } of INDUSTRY_DIVISION_RANGES) {
      expect(key).toMatch(/^\d\d(-\d\d)?$/);
      expect(titleDa).not.toBe('');
      expect(titleEn).not.toBe('');
    }
  });
});

describe('industryDivisionRangeOf', () => {
  it.each([
    ['011100', '01-03'],
    ['014620', '01-03'],
    ['062000', '05-09'],
    ['102020', '10-33'],
    ['331900', '10-33'],
    ['351100', '35'],
    ['390000', '36-39'],
    ['412000', '41-43'],
    ['451120', '45-47'], // cars in DB07
    ['478100', '45-47'], // cars in DB25
    ['494100', '49-53'],
    ['561010', '55-56'],
    ['581100', '58-63'],
    ['620100', '58-63'], // section J in DB07, K in DB25
    ['641900', '64-66'],
    ['682030', '68'],
    ['711200', '69-75'],
    ['782000', '77-82'],
    ['841100', '84'],
    ['853110', '85'],
    ['889110', '86-88'],
    ['931100', '90-93'],
    ['960210', '94-96'],
    ['970000', '97-98'],
    ['981000', '97-98'],
    ['990000', '99'],
  ])('%s belongs to %s', (code, key) => {
    expect(industryDivisionRangeOf(code)).toBe(key);
  });

  it.each<[string | null, string]>([
    [null, 'missing'],
    ['', 'empty'],
    ['980000', 'not disclosed'],
    ['999999', 'not disclosed'],
    ['14620', 'lost its zero'],
    ['0146200', 'too long'],
    ['01.46.20', 'dotted'],
    ['000000', 'no division 00'],
    ['040000', 'no division 04'],
    ['340000', 'no division 34'],
    ['890000', 'no division 89'],
  ])('%j has none: %s', (code) => {
    expect(industryDivisionRangeOf(code)).toBeNull();
  });
});
