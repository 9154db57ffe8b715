import fc from 'fast-check';
import { formatPhoneNumber, parsePhoneNumber } from './phone-number.js';

const seed = Date.now();
console.log(`phone-number property seed ${seed}`);

describe('parsePhoneNumber', () => {
  it.each([
    ['76 29 29 29', '+4576292929'],
    ['76292929', '+4576292929'],
    ['+45 76 29 29 29', '+4576292929'],
    ['0045 76292929', '+4576292929'],
    ['45 76 29 29 29', '+4576292929'],
    ['(+45) 76-29-29-29', '+4576292929'],
    ['tlf. 76 29 29 29', '+4576292929'],
    ['76\u00a029\u00a029\u00a029', '+4576292929'],
    ['７６２９２９２９', '+4576292929'],
    ['+46 8 123 456 78', '+46812345678'],
    ['+49 30 901820', '+4930901820'],
    ['+299 321000', '+299321000'],
  ])('reads %j as %s', (text, e164) => {
    expect(parsePhoneNumber(text)).toBe(e164);
  });

  it.each([
    ['', 'empty'],
    ['abc', 'no digits'],
    ['112', 'too short'],
    ['7629292', 'seven digits'],
    ['762929291', 'nine digits'],
    ['02345678', 'no Danish number begins with 0'],
    ['13748136', 'a CVR number: no Danish number begins with 1'],
    ['1003407806', 'a P number'],
    ['76 29 29 29 / 20 30 40 50', 'two numbers'],
    ['76 29 29 29 lok. 12', 'an extension in Danish'],
    ['76 29 29 29 ext. 12', 'an extension in English'],
  ])('refuses %j: %s', (text) => {
    expect(parsePhoneNumber(text)).toBeNull();
  });
});

describe('formatPhoneNumber', () => {
  it.each([
    ['+4576292929', '76 29 29 29'],
    ['+46812345678', '+46 8 123 456 78'],
    ['+299321000', '+299 32 10 00'],
    ['+45112', '+45112'],
    ['ring til porten', 'ring til porten'],
  ])('shows %s as %s', (e164, shown) => {
    expect(formatPhoneNumber(e164)).toBe(shown);
  });

  it('is read back as the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000_000, max: 99_999_999 }), (number) => {
        const e164 = parsePhoneNumber(String(number));
        expect(e164).toBe(`+45${number}`);
        expect(parsePhoneNumber(formatPhoneNumber(`+45${number}`))).toBe(e164);
      }),
      { seed },
    );
  });
});
