import fc from 'fast-check';
import { REMOVED, redactor, redactWithin, spellings, TEXT_LIMITS } from './redact.js';

const PERSON = ['Bodil Bækgård', 'bodil@baekgard.dk', '+4576292901'];

describe('redactor', () => {
  it.each([
    ['Bodil Bækgård vil gerne', '[fjernet] vil gerne'],
    ['BODIL BÆKGÅRD og bodil bækgård', '[fjernet] og [fjernet]'],
    ['Bodil Bækgårds forslag', '[fjernet] forslag'],
    ['Bodil  Bækgård og Bodil-Bækgård', '[fjernet] og [fjernet]'],
    ['Bækgård, Bodil', '[fjernet]'],
    ['Bodil Baekgaard', '[fjernet]'],
    ['Bodil Bækgård'.normalize('NFD'), '[fjernet]'],
    ['Bodil Bækgårdsen', 'Bodil Bækgårdsen'],
    ['xBodil Bækgård', 'xBodil Bækgård'],
    ['Bodil fra Bækgård', 'Bodil fra Bækgård'],
    ['skriv til Bodil@Baekgard.DK.', 'skriv til [fjernet].'],
    ['xbodil@baekgard.dk', 'xbodil@baekgard.dk'],
    ['+4576292901', '[fjernet]'],
    ['ring 76 29 29 01 nu', 'ring [fjernet] nu'],
    ['ring 76292901', 'ring [fjernet]'],
    ['7629-2901, 76.29.29.01, 0045 76292901', '[fjernet], [fjernet], [fjernet]'],
    ['+45 7629 2901 eller 45 76 29 29 01', '[fjernet] eller [fjernet]'],
    ['P 1762929011', 'P 1762929011'],
    ['CVR 76292902', 'CVR 76292902'],
    ['', ''],
  ])('%s', (text, expected) => {
    expect(redactor({ writings: PERSON })(text)).toBe(expected);
  });

  it.each([
    ['regex characters', ['A.B (C) [D]* $1'], 'Her er A.B (C) [D]* $1 og AxB', 'Her er [fjernet] og AxB'],
    ['a dollar in the name', ['Anna $& Bo'], 'Anna $& Bo', '[fjernet]'],
    ['overlapping writings', ['Bodil Bager', 'Bager Hansen'], 'Bodil Bager Hansen kom', '[fjernet] kom'],
    ['one within another', ['Bodil', 'Bodil Bager'], 'Bodil Bager og bodil', '[fjernet] og [fjernet]'],
    ['a short name, as written only', ['Per'], 'Per: 3 kr. per stk.', '[fjernet]: 3 kr. per stk.'],
    ['a hyphen', ['Anne-Mette Søe'], 'Anne Mette Søe og Anne-Mette Soee', '[fjernet] og [fjernet]'],
    ['a foreign number', ['+46812345678'], 'tel. 08-123 456 78, +46 8 123 456 78', 'tel. [fjernet], [fjernet]'],
    ['one letter, which is left', ['B'], 'plan B', 'plan B'],
  ])('knows %s', (_name, writings, text, expected) => {
    expect(redactor({ writings })(text)).toBe(expected);
  });

  it('finds single words only as they are written', () => {
    const redact = redactor({ writings: PERSON, words: ['Bodil', 'Bækgård'] });
    expect(redact('Bodil siger, at Bækgårds bager bodil')).toBe('[fjernet] siger, at [fjernet] bager bodil');
  });

  it('never makes a text longer than its column takes', () => {
    const redact = redactor({ writings: ['Bo Li'] });
    const full = `${'x '.repeat(97)}Bo Li.`;
    expect(full).toHaveLength(200);
    expect(redact(full)).toBe(`${'x '.repeat(97)}….`);
    expect(redact('Bo Li.')).toBe('[fjernet].');
  });

  const SEED = 20261120;
  const word = fc.stringMatching(/^[A-ZÆØÅ][a-zæøå]{3,9}$/);
  const filler = fc.array(fc.constantFrom('vi', 'talte', 'med', 'dem', ',', '.*', '(', 'og', 'i dag', '3'), { maxLength: 12 });

  it(`leaves no writing behind and touches nothing else (seed ${SEED})`, () => {
    let found = 0;
    fc.assert(
      fc.property(fc.tuple(word, word), fc.array(filler, { minLength: 1, maxLength: 5 }), fc.boolean(), (name, parts, upper) => {
        const writing = name.join(' ');
        const written = upper ? writing.toUpperCase() : writing;
        const text = parts.map((words) => words.join(' ')).join(` og ${written} og `);
        const result = redactor({ writings: [writing] })(text);
        expect(result.toLowerCase()).not.toContain(writing.toLowerCase());
        expect(result).toBe(parts.map((words) => words.join(' ')).join(` og ${REMOVED} og `));
        expect(redactor({ writings: [writing] })(result)).toBe(result);
        found += parts.length - 1;
      }),
      { seed: SEED, numRuns: 200 },
    );
    expect(found).toBeGreaterThan(150);
    console.log(`redacted ${found} writings in 200 texts, seed ${SEED}`);
  });

  it(`fits into the column of the text whatever it is (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.string({ minLength: 2, maxLength: 30 }), (text, name) => {
        const full = `${text} ${name} ${name}`;
        const limit = TEXT_LIMITS.find((one) => one >= full.length) ?? 0;
        expect(redactor({ writings: [name], words: [name] })(full).length).toBeLessThanOrEqual(limit);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe('redactWithin', () => {
  it('reaches every text in a value and keeps the rest', () => {
    const answers = [{ key: 'a', done: 'Bodil Bækgård', n: 2, more: { effect: null, list: ['Bodil Bækgård'] } }];
    expect(redactWithin(answers, redactor({ writings: PERSON }))).toEqual([
      { key: 'a', done: '[fjernet]', n: 2, more: { effect: null, list: ['[fjernet]'] } },
    ]);
  });
});

describe('spellings', () => {
  it.each([
    ['+4576292901', ['+4576292901', '76292901', '76 29 29 01', '+45 76 29 29 01']],
    ['Anna Bo Carlsen', ['Anna Bo Carlsen', 'Carlsen, Anna Bo']],
    ['bodil@baekgard.dk', ['bodil@baekgard.dk']],
  ])('%s', (writing, expected) => {
    expect(spellings(writing)).toEqual(expected);
  });
});
