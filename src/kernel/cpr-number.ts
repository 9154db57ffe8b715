/** A part of a text; `to` is the first place after it. */
export interface Span {
  from: number;
  to: number;
}

/** How many digits stand together, and whether a date is enough or the rest must look right too. */
type Shape = readonly [lengths: readonly number[], isPlain?: 'plain'];

/**
 * The ways in which people write a CPR number, by the lengths of its groups of digits; 12 digits have the year in
 * full. A plain one is written as nothing else is, so every number with a date counts: numbers without a check digit
 * are given out (cpr.dk, "Personnumre uden kontrolciffer").
 */
const SHAPES: readonly Shape[] = [
  [[6, 4], 'plain'], [[8, 4], 'plain'], [[10]], [[12]], [[2, 2, 2, 4]], [[2, 2, 4, 4]], [[4, 2, 4]], [[2, 4, 4]],
  [[2, 2, 6]],
  [[6, 2, 2]], [[2, 2, 2, 2, 2]], [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
];
const FEWEST_DIGITS = 10;
const LONGEST_GAP = 5;
const GAP = /^[\s\p{Pd}\u2212./_\\·•]+$/u;
const INVISIBLE = /[\p{Cf}\p{M}]/u;
/** A line that ends within a number, with or without a hyphen; a space, hyphen, dot or slash as addresses write it. */
const BREAK = /(?<=\d)(?:\p{Pd}?\s{0,3}\n\s{0,10}|%(?:20|2d|2e|2f))(?=\d)/gu;
const WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/** Characters read before a number to see how it is introduced. */
const INTRODUCTION = 40;
const AS_CPR = /(?:cpr|personn(?:umme)?r|person-?nr|fødselsn(?:umme)?r|født)[^\d\n]{0,20}$/u;
const AS_P_NUMBER =
  /(?<![\p{L}\d])p(?:roduktionsenhed(?:en|er|s)?)?[\s-]?(?:enhed|nr|nummer|numre|no)?[\s.:#]{0,5}$/u;
const IN_A_LIST = /^\s{0,3}(?:[,;/&]|og|samt)\s{0,3}$/u;

/**
 * Where a text holds what looks like a CPR number, in its order; the text itself is told to nobody.
 *
 * What is not written plainly (010190-1234) needs more than a date: modulus 11, a birthday on 1 January (only there
 * have numbers without it been given out), or a word such as "cpr" before it. A P-number passes where it is introduced
 * ("P-nr. 1003407806"), a phone number with its plus. Days raised by 40 or 60 are no CPR numbers and pass.
 * The time taken grows with the length of the text and no faster.
 */
export function findCprNumbers(text: string): Span[] {
  const read = fold(text);
  if ((read.characters.match(/\d/g)?.length ?? 0) < FEWEST_DIGITS) return [];
  const found = [...findIn(read), ...findIn(withoutBreaks(read))];
  const byPlace = new Map(found.map((span) => [span.from, span]));
  return [...byPlace.values()].sort((a, b) => a.from - b.from);
}

export function holdsCprNumber(text: string): boolean {
  return findCprNumbers(text).length > 0;
}

interface Folded {
  /** In small letters, with plain digits and nothing invisible. */
  characters: string;
  /** Where each stands in the text as it was given; null: in the same place. */
  places: number[] | null;
}

function fold(text: string): Folded {
  if (/^[\x00-\x7f]*$/.test(text)) return { characters: text.toLowerCase(), places: null };
  const folded: string[] = [];
  const places: number[] = [];
  let place = 0;
  for (const given of text) {
    const character = given <= '\x7f' ? given.toLowerCase() : foldOne(given);
    folded.push(character);
    for (let unit = 0; unit < character.length; unit += 1) places.push(place);
    place += given.length;
  }
  return { characters: folded.join(''), places };
}

function foldOne(character: string): string {
  return INVISIBLE.test(character) ? '' : character.normalize('NFKC').toLowerCase();
}

function withoutBreaks({ characters, places }: Folded): Folded {
  let left = '';
  const kept: number[] = [];
  let end = 0;
  const keep = (to: number) => {
    left += characters.slice(end, to);
    for (let index = end; index < to; index += 1) kept.push(places?.[index] ?? index);
  };
  for (const { index, 0: gone } of characters.matchAll(BREAK)) {
    keep(index);
    end = index + gone.length;
  }
  if (end === 0) return { characters: '', places: null };
  keep(characters.length);
  return { characters: left, places: kept };
}

interface Group extends Span {
  digits: string;
}

function findIn({ characters, places }: Folded): Span[] {
  const groups: Group[] = [...characters.matchAll(/\d+/g)].map(({ index, 0: digits }) => ({
    digits, from: index, to: index + digits.length,
  }));
  const found: Span[] = [];
  let lastPNumber: Group | undefined;
  for (let at = 0; at < groups.length; at += 1) {
    for (const [lengths, isPlain] of SHAPES) {
      if (!hasShape(characters, groups, at, lengths) || isPartOfRow(characters, groups, at, lengths)) continue;
      const written = joined(groups.slice(at, at + lengths.length));
      const isUndecorated = lengths.length === 1 || lengths.length === 5;
      if (isUndecorated && isPNumber(characters, written, lastPNumber)) {
        lastPNumber = written;
        break;
      }
      if (!isCprNumber(characters, written, isPlain === 'plain')) continue;
      found.push({
        from: places?.[written.from] ?? written.from,
        to: (places?.[written.to - 1] ?? written.to - 1) + 1,
      });
      at += lengths.length - 1;
      break;
    }
  }
  return found;
}

function hasShape(characters: string, groups: readonly Group[], at: number, lengths: readonly number[]): boolean {
  return lengths.every((length, index) => {
    const group = groups[at + index];
    return group?.digits.length === length && (index === 0 || areJoined(characters, groups[at + index - 1], group));
  });
}

function joined(groups: readonly Group[]): Group {
  const digits = groups.map((group) => group.digits).join('');
  return { digits, from: groups[0]?.from ?? 0, to: groups.at(-1)?.to ?? 0 };
}

/** Ten digits in pairs or one by one are no number when the row goes on, as phone numbers after one another do. */
function isPartOfRow(characters: string, groups: readonly Group[], at: number, lengths: readonly number[]): boolean {
  const [length] = lengths;
  if (lengths.length < 5) return false;
  const end = at + lengths.length;
  const goesOn = (before: Group | undefined, after: Group | undefined, other: Group | undefined) =>
    other?.digits.length === length && areJoined(characters, before, after);
  return goesOn(groups[at - 1], groups[at], groups[at - 1]) || goesOn(groups[end - 1], groups[end], groups[end]);
}

function areJoined(characters: string, before: Group | undefined, after: Group | undefined): boolean {
  if (!before || !after || after.from - before.to > LONGEST_GAP) return false;
  return GAP.test(characters.slice(before.to, after.from));
}

function isPNumber(characters: string, { digits, from }: Group, last: Group | undefined): boolean {
  if (!/^1\d{9}$/.test(digits)) return false;
  const isNext = last !== undefined && from - last.to < 12 && IN_A_LIST.test(characters.slice(last.to, from));
  return isNext || AS_P_NUMBER.test(introductionOf(characters, from));
}

function isCprNumber(characters: string, { digits, from }: Group, isPlain: boolean): boolean {
  const isPhone = characters[from - 1] === '+' && digits[0] !== '0';
  const number = digits.length === 12 ? withoutCentury(digits) : digits;
  if (isPhone || number === null || !beginsWithDate(number)) return false;
  const isLikely = isPlain || number.startsWith('0101') || passesModulus11(number);
  return isLikely || AS_CPR.test(introductionOf(characters, from));
}

function introductionOf(characters: string, from: number): string {
  return characters.slice(Math.max(0, from - INTRODUCTION), from);
}

/** 29 February in any year divisible by four: which century is meant does not matter. */
function beginsWithDate(number: string): boolean {
  const [day = 0, month = 0, year = 0] = [0, 2, 4].map((place) => Number(number.slice(place, place + 2)));
  const lastDay = [31, year % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= lastDay;
}

function passesModulus11(number: string): boolean {
  return WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(number[place]), 0) % 11 === 0;
}

/** DDMMYYSSSS of DDMMYYYYSSSS; null when the century is not the one that the seventh digit stands for (cpr.dk). */
function withoutCentury(digits: string): string | null {
  const [year, seventh] = [Number(digits.slice(6, 8)), Number(digits[8])];
  const isOfCentury = {
    18: year >= 58 && seventh >= 5 && seventh <= 8,
    19: seventh <= 3 || (year >= 37 && (seventh === 4 || seventh === 9)),
    20: (year <= 36 && seventh >= 4) || (year <= 57 && seventh >= 5 && seventh <= 8),
  }[digits.slice(4, 6)];
  return isOfCentury ? digits.slice(0, 4) + digits.slice(6) : null;
}
