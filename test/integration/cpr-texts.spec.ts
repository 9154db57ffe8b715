import { readFileSync } from 'node:fs';
import { holdsCprNumber } from '../../src/kernel/cpr-number.js';
import { companyTexts, cprTexts, type NumberText, otherTexts } from '../support/cpr-texts.js';

const TEXTS = process.env['LONG'] === '1' ? 100_000 : 10_000;
const seed = Date.now() | 0;

const share = (some: number) => `${some} of ${TEXTS} = ${((100 * some) / TEXTS).toFixed(2)} %`;

/** `12/500` of each kind: how many of how many were refused. */
function refusals(texts: readonly NumberText[]): { refused: number; missed: string[]; byKind: string } {
  const counts = new Map<string, [refused: number, all: number]>();
  const missed: string[] = [];
  let refused = 0;
  for (const { kind, text } of texts) {
    const isRefused = holdsCprNumber(text);
    const count = counts.get(kind) ?? [0, 0];
    counts.set(kind, [count[0] + Number(isRefused), count[1] + 1]);
    refused += Number(isRefused);
    if (!isRefused) missed.push(`${kind}: ${text}`);
  }
  return { refused, missed, byKind: [...counts].map(([kind, [some, all]]) => `${kind} ${some}/${all}`).join(', ') };
}

/** Catches: no modulus 11 exception for 1 January; modulus 11 demanded of 010190-1234; a forgotten spelling. */
describe('the CPR brake on notes', () => {
  it('refuses every one with a CPR number', () => {
    const { refused, missed, byKind } = refusals(cprTexts(seed, TEXTS));
    console.log(`CPR brake: seed ${seed}, recall ${share(refused)}; ${byKind}`);
    expect(missed).toEqual([]);
  });

  it.each([
    ['CVR, P and phone numbers', companyTexts],
    ['dates, amounts, times, addresses and orders', otherTexts],
  ])('lets %s pass', (what, texts) => {
    const { refused, byKind } = refusals(texts(seed, TEXTS));
    console.log(`CPR brake: seed ${seed}, false alarms on ${what} ${share(refused)}; ${byKind}`);
    expect(refused / TEXTS).toBeLessThan(0.01);
  });

  it('is measured with texts that know nothing of it', () => {
    const sources = ['cpr-texts', 'note-sentences'].map((name) => readFileSync(`test/support/${name}.ts`, 'utf8'));
    expect(sources.filter((source) => /from '[^']*src\//.test(source))).toEqual([]);
  });
});
