import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** What stands where a person stood. */
export const REMOVED = '[fjernet]';
/** Where the mark would make the text longer than its column takes. */
const REMOVED_SHORT = '…';
/** The most characters that columns with free text take: what fits below the next one fits into its column. */
export const TEXT_LIMITS = [200, 300, 500, 1000, 2000, 4000, 10_000];

/** Between the words of a name: "Bo-Erik", "bo.erik", two spaces. */
const BETWEEN_WORDS = String.raw`[\s.,_\-‐–+]{1,3}`;
/** Between digits: "76 29 29 29", "76-29.29/29", "(+45) 7629 2929". */
const BETWEEN_DIGITS = String.raw`[\s().\-–/]{0,2}`;
/** A name shorter than this is looked for as written: Per and Bo are names, per and bo are words. */
const SHORT_WORD = 5;

/** The two ways of writing a Danish letter, with the accents that Swedish and German use for it. */
const LETTERS: Readonly<Record<string, string>> = {
  å: '(?:å|aa)', aa: '(?:å|aa)', æ: '(?:æ|ae|ä)', ae: '(?:æ|ae|ä)', ä: '(?:æ|ae|ä)',
  ø: '(?:ø|oe|ö)', oe: '(?:ø|oe|ö)', ö: '(?:ø|oe|ö)',
};

/** What a text is searched for. */
export interface Wanted {
  /** Full names, e-mail addresses and phone numbers (E.164), in any case and any usual writing. */
  readonly writings: readonly string[];
  /** Single words, found only as they are written here. */
  readonly words?: readonly string[];
}

/** A function that puts {@link REMOVED} wherever one of the wanted stands in a text; others come back as they are. */
export function redactor(wanted: Wanted): (text: string) => string {
  const patterns = patternsOf(wanted);
  return (text) => {
    const normal = text.normalize('NFC');
    const places = placesIn(normal, patterns);
    if (places.length === 0) return text;
    const marked = replaced(normal, places, REMOVED);
    const limit = TEXT_LIMITS.find((one) => one >= text.length) ?? Infinity;
    return marked.length <= limit ? marked : replaced(normal, places, REMOVED_SHORT);
  };
}

/** The same for every text inside a value as JSON has it. */
export function redactWithin(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((one) => redactWithin(one, redact));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, redactWithin(one, redact)]));
}

/** The usual ways of writing a name, an address or a number, for what can only search for texts as they are. */
export function spellings(writing: string): string[] {
  const phone = writing.startsWith('+') ? parsePhoneNumberFromString(writing) : undefined;
  if (phone) return [phone.number, phone.nationalNumber, phone.formatNational(), phone.formatInternational()];
  const words = writing.split(/\s+/);
  return words.length === 1 ? words : [writing, `${words.at(-1)}, ${words.slice(0, -1).join(' ')}`];
}

type Place = readonly [start: number, end: number];

/** Where one of the patterns stands, from left to right; places that touch or overlap are one. */
function placesIn(text: string, patterns: readonly RegExp[]): Place[] {
  const found = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ index, 0: found }): Place => [index, index + found.length])
    .sort(([a], [b]) => a - b);
  const places: Place[] = [];
  for (const [start, end] of found) {
    const last = places.at(-1);
    if (last && start <= last[1]) places.splice(-1, 1, [last[0], Math.max(last[1], end)]);
    else places.push([start, end]);
  }
  return places;
}

function replaced(text: string, places: readonly Place[], mark: string): string {
  const parts = places.map(([start], index) => text.slice(places[index - 1]?.[1] ?? 0, start) + mark);
  return parts.join('') + text.slice(places.at(-1)?.[1] ?? 0);
}

function patternsOf({ writings, words = [] }: Wanted): RegExp[] {
  const kept = (list: readonly string[]) =>
    list.map((one) => one.trim().normalize('NFC')).filter((one) => one.length > 1);
  return [
    ...kept(writings).flatMap((one) => emailPattern(one) ?? phonePattern(one) ?? namePatterns(one)),
    ...kept(words).map((word) => new RegExp(wholeWord(escaped(word)), 'gu')),
  ];
}

function emailPattern(text: string): RegExp[] | null {
  if (!text.includes('@')) return null;
  return [new RegExp(String.raw`(?<![\p{L}\p{N}._%+\-])${escaped(text)}(?![\p{L}\p{N}])`, 'giu')];
}

/** Null for what is no phone number. The country code may be left out, and stand after + or 00. */
function phonePattern(text: string): RegExp[] | null {
  const phone = /^\+\d{6,15}$/.test(text) ? parsePhoneNumberFromString(text) : undefined;
  if (!phone) return null;
  const digits = [...phone.nationalNumber].join(BETWEEN_DIGITS);
  const country = [...phone.countryCallingCode].join(BETWEEN_DIGITS);
  const before = String.raw`(?:(?:\+|00)${BETWEEN_DIGITS})?`;
  return [new RegExp(String.raw`(?<!\d)(?:${before}${country}${BETWEEN_DIGITS})?0?${digits}(?!\d)`, 'gu')];
}

/** "Anna Bo Carlsen" and "Carlsen, Anna Bo", with the s of the genitive. */
function namePatterns(name: string): RegExp[] {
  const words = name.split(/[\s,]+/).filter(Boolean);
  const orders = words.length > 1 ? [words, [...words.slice(-1), ...words.slice(0, -1)]] : [words];
  const [spell, flags] = name.length < SHORT_WORD ? [escaped, 'gu'] : [spelt, 'giu'];
  return orders.map((order) => new RegExp(wholeWord(order.map(spell).join(BETWEEN_WORDS)), flags));
}

function wholeWord(pattern: string): string {
  return String.raw`(?<![\p{L}\p{N}])${pattern}(?:['’]?s|['’])?(?![\p{L}\p{N}])`;
}

function spelt(word: string): string {
  return word.replace(/aa|ae|oe|[åæøäö]|[-‐–]|[^\p{L}\p{N}]|./giu, (part) => {
    if (/[-‐–]/.test(part)) return BETWEEN_WORDS;
    return LETTERS[part.toLowerCase()] ?? escaped(part);
  });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
