import { NOTE_SENTENCES } from './note-sentences.js';

/** A text and how the number in it is written. */
export interface NumberText {
  kind: string;
  text: string;
}

/** Numbers that look random and are the same for the same seed. */
class Dice {
  constructor(private state: number) {}

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return from + Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * (to - from + 1));
  }

  pick<T>(values: readonly T[]): T {
    return values[this.int(0, values.length - 1)] as T;
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.int(0, 9)).join('');
  }
}

const two = (number: number) => String(number).padStart(2, '0');

interface Person {
  day: string;
  month: string;
  /** Four digits. */
  year: string;
  serial: string;
}

const remainder = (digits: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, place) => sum + weight * Number(digits.charAt(place)), 0) % 11;

/** Born 1900 to 2026; the seventh digit fits the century, the last makes the sum divisible by eleven. */
function personWithCheckDigit(dice: Dice): Person {
  const born = new Date(Date.UTC(dice.int(1900, 2026), dice.int(0, 11), dice.int(1, 31)));
  const [year, month, day] = [born.getUTCFullYear(), two(born.getUTCMonth() + 1), two(born.getUTCDate())];
  const seventh = year >= 2000 ? dice.int(4, 9) : dice.int(0, 3);
  const nine = `${day}${month}${two(year % 100)}${seventh}${dice.digits(2)}`;
  const rest = remainder(nine, [4, 3, 2, 7, 6, 5, 4, 3, 2]);
  if (rest === 1) return personWithCheckDigit(dice);
  return { day, month, year: String(year), serial: `${nine.slice(6)}${(11 - rest) % 11}` };
}

/** Born on a 1 January, for which numbers that fail modulus 11 have been given out since 2007. */
function personWithoutCheckDigit(dice: Dice): Person {
  const year = String(dice.int(1960, 1992));
  const serial = `${dice.int(0, 3)}${dice.digits(3)}`;
  const fails = remainder(`0101${year.slice(2)}${serial}`, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) !== 0;
  return fails ? { day: '01', month: '01', year, serial } : personWithoutCheckDigit(dice);
}

const short = ({ day, month, year }: Person) => `${day}${month}${year.slice(2)}`;
const bare = (person: Person) => short(person) + person.serial;
const apart = (text: string, between: string) => [...text].join(between);

/** How people, programs and those who want past a filter write a CPR number. */
const CPR_SPELLINGS: Readonly<Record<string, (person: Person, dice: Dice) => string>> = {
  hyphen: (p) => `${short(p)}-${p.serial}`,
  'hyphen between spaces': (p) => `${short(p)} - ${p.serial}`,
  'en dash': (p) => `${short(p)}–${p.serial}`,
  space: (p) => `${short(p)} ${p.serial}`,
  dot: (p) => `${short(p)}.${p.serial}`,
  slash: (p) => `${short(p)}/${p.serial}`,
  'non-breaking space': (p) => `${short(p)}\u00a0${p.serial}`,
  'full-width digits': (p) => bare(p).replaceAll(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  'space after every digit': (p) => apart(bare(p), ' '),
  'groups of two and four': (p, dice) => [p.day, p.month, p.year.slice(2), p.serial].join(dice.pick([' ', '.', '-'])),
  'date with dots': (p) => `${p.day}.${p.month}.${p.year.slice(2)}-${p.serial}`,
  'line end after the date': (p, dice) => `${short(p)}${dice.pick(['\n', '-\n', '\r\n', ' \n'])}${p.serial}`,
  'line end anywhere': (p, dice) => {
    const at = dice.int(1, 9);
    return `${bare(p).slice(0, at)}${dice.pick(['\n', '-\n', '\r\n'])}${bare(p).slice(at)}`;
  },
  'nothing between': bare,
  'within a word': (p, dice) => dice.pick([`x${bare(p)}y`, `sag${bare(p)}.pdf`, `notat_${short(p)}-${p.serial}_v`]),
  'within an address': (p, dice) =>
    dice.pick([`https://esdh.dk/sag?cpr=${bare(p)}`, `https://a.dk/${short(p)}-${p.serial}/x`, `${bare(p)}@mail.dk`]),
  'zero-width characters': (p, dice) => apart(bare(p), dice.pick(['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad'])),
  'zero-width and hyphen': (p) => `${short(p)}\u200b-\u200b${p.serial}`,
  'year in full': (p, dice) => dice.pick([
    `${p.day}${p.month}${p.year}-${p.serial}`, `${p.day}.${p.month}.${p.year}-${p.serial}`,
    `${p.day}${p.month}${p.year}${p.serial}`,
  ]),
};

/** Danish notes with one CPR number each; every fourth number has no check digit. */
export function cprTexts(seed: number, count: number): NumberText[] {
  const dice = new Dice(seed);
  const kinds = Object.keys(CPR_SPELLINGS);
  return Array.from({ length: count }, (_none, index) => {
    const kind = kinds[index % kinds.length] ?? '';
    const person = dice.int(1, 4) === 1 ? personWithoutCheckDigit(dice) : personWithCheckDigit(dice);
    const number = CPR_SPELLINGS[kind]?.(person, dice) ?? '';
    const before = dice.pick(['', '', '', 'cpr ', 'CPR-nr.: ', 'borger ']);
    return { kind, text: dice.pick(NOTE_SENTENCES).replace('{}', () => before + number) };
  });
}

const pairs = (digits: string, between = ' ') => digits.replaceAll(/(\d\d)(?=\d)/g, `$1${between}`);

function cvrNumber(dice: Dice): string {
  const seven = String(dice.int(1_000_000, 4_699_999));
  const rest = remainder(seven, [2, 7, 6, 5, 4, 3, 2]);
  return rest === 1 ? cvrNumber(dice) : `${seven}${(11 - rest) % 11}`;
}
const pNumber = (dice: Dice) => String(dice.int(1_000_000_000, 1_031_000_000));
const phone = (dice: Dice) => `${dice.int(2, 9)}${dice.digits(7)}`;

/** How companies' numbers are usually written. */
const COMPANY_NUMBERS: Readonly<Record<string, (dice: Dice) => string>> = {
  'CVR number': (dice) => {
    const number = cvrNumber(dice);
    return dice.pick([
      `CVR ${number}`, `CVR-nr. ${pairs(number)}`, `DK${number}`, number, pairs(number), pairs(number, '-'),
    ]);
  },
  'P-number': (dice) => {
    const number = pNumber(dice);
    return dice.pick([
      `P-nr. ${number}`, `P-nummer ${number}`, `P-nummer: ${number}`, `p-nr. ${pairs(number)}`, `P ${number}`,
      `pnr ${number}`,
      `produktionsenhed ${number}`, `P-numre ${number}, ${pNumber(dice)} og ${pNumber(dice)}`,
    ]);
  },
  'phone number': (dice) => {
    const number = phone(dice);
    return dice.pick([
      `+45 ${pairs(number)}`, `+45${number}`, pairs(number), `${number.slice(0, 4)} ${number.slice(4)}`, number,
      `tlf. ${pairs(number)}`, `mobil ${number}`, `0045 ${number}`, `(+45) ${number}`,
      `+46 70-${dice.digits(3)} ${dice.digits(2)} ${dice.digits(2)}`,
      `${pairs(number)} / ${pairs(phone(dice))}`, `${pairs(number)} eller ${pairs(phone(dice))}`,
    ]);
  },
  'all three': (dice) => `CVR ${cvrNumber(dice)}, P-nr. ${pNumber(dice)}, tlf. ${pairs(phone(dice))}`,
};

/** What else a note counts and names. */
const OTHER_NUMBERS: Readonly<Record<string, (dice: Dice) => string>> = {
  date: (dice) => {
    const [day, month, year] = [two(dice.int(1, 28)), two(dice.int(1, 12)), dice.int(2020, 2029)];
    return dice.pick([
      `${day}.${month}.${year}`, `${day}-${month}-${year} kl. 14.30`, `${day}/${month}-${year % 100}`,
      `${year}-${month}-${day}`,
      `${day}.${month}.${year}-31.12.${year}`, `${day}${month}${year % 100}`, `${year}-${month}-${day}T09:30:00Z`,
      `${day}.${month}.${year % 100} kl. 9-10`,
    ]);
  },
  amount: (dice) => dice.pick([
    `${dice.int(1, 99)}.${dice.digits(3)} kr.`, `${dice.int(1, 9)}.${dice.digits(3)}.${dice.digits(3)} kr.`,
    `${dice.int(1, 999_999)} kr.`, `kr. ${dice.int(100, 999)}.${dice.digits(3)},50`, `${dice.digits(2)},5 mio. kr.`,
  ]),
  time: (dice) => dice.pick([
    `kl. ${two(dice.int(6, 18))}.30-15.00`, `${two(dice.int(6, 18))}:15`, '37 timer', 'uge 48-51',
  ]),
  address: (dice) => dice.pick([
    `Vestergade ${dice.int(1, 200)}, 2. tv, 8700 Horsens`, `Rådhustorvet 4, ${dice.int(1000, 9990)} By`,
    `Industrivej ${dice.int(10, 40)}-${dice.int(41, 60)}`,
  ]),
  'order or case number': (dice) => dice.pick([
    `ordre 45${dice.digits(8)}`, `faktura ${dice.int(100_000, 99_999_999)}`, `sag 26/${dice.digits(6)}`,
    `jobordre ${dice.digits(7)}`,
    `varenr. ${dice.digits(2)}-${dice.digits(4)}-${dice.digits(2)}`, `sagsnr. 15.20.24-P20-${dice.int(1, 99)}-26`,
    `ordrenr. ${dice.digits(10)}`,
    `EAN 5798${dice.digits(9)}`, `konto ${dice.digits(4)} ${dice.digits(7)}`,
  ]),
};

/** Danish notes with the numbers of companies, in their usual writing. */
export const companyTexts = (seed: number, count: number) => harmless(COMPANY_NUMBERS, seed, count);
/** Danish notes with dates, amounts, times, addresses, order and case numbers. */
export const otherTexts = (seed: number, count: number) => harmless(OTHER_NUMBERS, seed, count);

function harmless(numbers: typeof COMPANY_NUMBERS, seed: number, count: number): NumberText[] {
  const dice = new Dice(seed);
  const kinds = Object.keys(numbers);
  return Array.from({ length: count }, (_none, index) => {
    const kind = kinds[index % kinds.length] ?? '';
    const number = numbers[kind]?.(dice) ?? '';
    return { kind, text: dice.pick(NOTE_SENTENCES).replace('{}', () => number) };
  });
}
