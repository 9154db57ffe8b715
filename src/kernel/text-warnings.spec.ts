import { textWarnings } from './text-warnings.js';

const marked = (text: string) => textWarnings(text).map(({ code, from, to }) => `${code}: ${text.slice(from, to)}`);

describe('textWarnings', () => {
  it.each<[text: string, ...found: string[]]>([
    ['Han er sygemeldt med depression.', 'health: sygemeldt', 'health: depression'],
    ['STRESSRAMT leder', 'health: STRESSRAMT'],
    ['Borgeren Hans Jensen begynder mandag', 'citizen-name: Hans Jensen'],
    ['Praktik til borger Åse-Marie Østergård Lund.', 'citizen-name: Åse-Marie Østergård Lund'],
    ['Den ledige Ali kommer kl. 9', 'citizen-name: Ali'],
    ['Hans Jensen er sygemeldt', 'citizen-name: Hans Jensen', 'health: sygemeldt'],
    ['I går blev Hans Jensen nævnt; Bo Ek har været meget syg', 'citizen-name: Bo Ek'],
    ['Kræft og misbrug', 'health: Kræft', 'health: misbrug'],
  ])('%s', (text, ...found) => {
    expect(marked(text)).toEqual(found);
  });

  it.each([
    'Sygefraværet er faldet til 4 %.', 'De samler kræfterne.', 'Vi skal bekræfte mødet.', 'Borgerne er glade.',
    'Talte med direktør Hans Jensen om to praktikpladser.', 'Hans Jensen er direktør.', 'Borgeren begynder på mandag.',
    'Arbejdskraft mangler i køkkenet', 'Psykologpraksis, 4 ansatte', '',
  ])('says nothing about: %s', (text) => {
    expect(marked(text)).toEqual([]);
  });

  it('reads hostile text of the longest field', () => {
    const parts = ['A', 'Aa ', 'Borgeren ', 'Aa-', ' ', 'er ', 'Aa Aa er a ', 'stress', 'borgeren  A', 'l'];
    const times = parts.map((part) => {
      const start = performance.now();
      textWarnings(part.repeat(20_000 / part.length));
      return performance.now() - start;
    });
    const slowest = Math.max(...times).toFixed(1);
    console.log(`text warnings: slowest of ${parts.length} hostile texts of 20,000 characters ${slowest} ms`);
  });
});
