import { foldText, foldTextLong } from '../../kernel/fold-text.js';
import { field, type FieldProblem } from '../../kernel/problem.js';

/** Fewest characters of a password that stands alone; ASVS 5.0, 6.2.1 recommends fifteen. */
export const SHORTEST_PASSWORD = 15;
/** Fewest where signing in takes a code as well. */
export const SHORTEST_WITH_SECOND_FACTOR = 8;
export const LONGEST_PASSWORD = 256;

/** Words that everybody who guesses at this system tries first; ASVS 5.0, 6.2.11. */
const CONTEXT_WORDS = ['kommune', 'jobcenter', 'håndslag', 'haandslag', 'virksomhed'];
/** A context word of one or two letters stands in too many others. */
const SHORTEST_WORD = 3;
const SHORTEST_UNIT = 5;

export interface PasswordContext {
  hasSecondFactor: boolean;
  /** Words that belong to the user or the place, in any writing: names, the parts of a mail address. */
  words: readonly string[];
  /** Lower case. */
  common: ReadonlySet<string>;
}

/** What is wrong with a password, or null. Characters are counted as people see them; nothing is trimmed or changed. */
export function passwordProblem(password: string, context: PasswordContext, pointer: string): FieldProblem | null {
  const shortest = context.hasSecondFactor ? SHORTEST_WITH_SECOND_FACTOR : SHORTEST_PASSWORD;
  const length = [...password].length;
  if (length < shortest) {
    return field(pointer, 'minLength', `Mindst ${shortest} tegn.`, `At least ${shortest} characters.`);
  }
  if (length > LONGEST_PASSWORD) {
    return field(pointer, 'maxLength', `Højst ${LONGEST_PASSWORD} tegn.`, `At most ${LONGEST_PASSWORD} characters.`);
  }
  if (isCommon(password.toLowerCase(), context.common)) {
    return field(
      pointer,
      'common-password',
      'Den adgangskode er for let at gætte. Brug for eksempel fire ord, der ikke hører sammen.',
      'That password is too easy to guess. Use four words that do not belong together, for example.',
    );
  }
  if (isMainly(password, [...CONTEXT_WORDS, ...context.words])) {
    return field(
      pointer,
      'context-password',
      'Adgangskoden består mest af dit navn, din kommune eller et ord, alle her bruger. Vælg andre ord.',
      'The password is mainly your name, your municipality or a word everybody here uses. Choose other words.',
    );
  }
  return null;
}

/** On the list, also with digits and signs around it or repeated; or one short piece over and over. */
function isCommon(lower: string, common: ReadonlySet<string>): boolean {
  const bare = lower.replace(/^\P{L}+/u, '').replace(/\P{L}+$/u, '');
  const unit = repeatedUnit(lower);
  return unit.length < SHORTEST_UNIT || [lower, bare, unit, repeatedUnit(bare)].some((one) => common.has(one));
}

/** The shortest beginning which, repeated, gives the text; its last repetition may break off. */
function repeatedUnit(text: string): string {
  for (let length = 1; length < text.length; length += 1) {
    if (text.startsWith(text.slice(length))) return text.slice(0, length);
  }
  return text;
}

/** More than half of the letters belong to one of the words. */
function isMainly(password: string, words: readonly string[]): boolean {
  const letters = lettersOf(foldText(password));
  const longestFirst = words
    .flatMap((word) => [lettersOf(foldText(word)), lettersOf(foldTextLong(word))])
    .filter((word) => word.length >= SHORTEST_WORD)
    .sort((a, b) => b.length - a.length);
  const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ' '), letters);
  const left = rest.replaceAll(' ', '').length;
  return left < letters.length && (letters.length - left) * 2 > letters.length;
}

function lettersOf(folded: string): string {
  return folded.replaceAll(/[^a-z]/g, '');
}
