import type { Span } from './cpr-number.js';

export const TEXT_WARNINGS = ['health', 'citizen-name'] as const;
export type TextWarningCode = (typeof TEXT_WARNINGS)[number];

/** Something that should be looked at once more; it hinders nothing. */
export interface TextWarning extends Span {
  code: TextWarningCode;
}

/** Beginnings of words about one person's health; words about a workplace, such as sygefravær, are left out. */
const HEALTH = [
  'adhd', 'alkoholi', 'angst', 'autis', 'bipolar', 'blodprop', 'demen', 'depress', 'diagnose', 'gravid',
  'hjernerystelse',
  'hiv-', 'kræft(?!er|ig)', 'kronisk syg', 'misbrug', 'psykiatr', 'psykisk', 'ptsd', 'sclerose', 'selvmord',
  'skizofreni',
  'stress', 'sygdom', 'sygemeld',
];
const CITIZEN = ['borger(?:en)?', 'den ledige', 'den sygemeldte', 'klienten', 'kandidaten', 'praktikanten'];
const NAME = "\\p{Lu}\\p{Ll}+(?:[-' ]\\p{Lu}\\p{Ll}+){0,3}";
const VERB = '(?:er|var|blev|bliver|har(?: været| haft| fået)?)';
const STATE = `${VERB}\\s{1,3}(?:\\p{Ll}+\\s){0,2}(?:syg(?!\\p{L})|${HEALTH.join('|')})`;

const PATTERNS: readonly [TextWarningCode, RegExp][] = [
  ['health', new RegExp(`(?<!\\p{L})(?:${HEALTH.join('|')})[\\p{L}-]{0,30}`, 'giu')],
  // The word may begin a sentence; the name must be written as one.
  ['citizen-name', new RegExp(`(?<=(?<!\\p{L})(?:${CITIZEN.map(anyCase).join('|')})\\s{1,3})${NAME}`, 'gu')],
  ['citizen-name', new RegExp(`(?<!\\p{L})\\p{Lu}\\p{Ll}+ ${NAME}(?=\\s{1,3}${STATE})`, 'gu')],
];

/**
 * What in a note may be about a citizen: words about health, a name after "borgeren" and the like, a full name of whom
 * such a word is said. A hint for whoever writes, from a short list on purpose; it finds neither all nor only citizens.
 */
export function textWarnings(text: string): TextWarning[] {
  const found = PATTERNS.flatMap(([code, pattern]) =>
    [...text.matchAll(pattern)].map(({ index, 0: words }) => ({ code, from: index, to: index + words.length })),
  );
  return found.sort((a, b) => a.from - b.from || a.to - b.to);
}

function anyCase(word: string): string {
  return `[${word.charAt(0).toUpperCase()}${word.charAt(0)}]${word.slice(1)}`;
}
