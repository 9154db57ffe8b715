import type { Text } from '../../kernel/problem.js';

type Words = (limit: unknown) => Text;

const list = (limit: unknown): string => (Array.isArray(limit) ? limit.join(', ') : String(limit));

const TEXTS: Readonly<Record<string, Words>> = {
  whitelistValidation: () => ({ da: 'Feltet kendes ikke. Fjern det.', en: 'This field is not known. Leave it out.' }),
  unknownValue: () => ({ da: 'Indholdet kendes ikke.', en: 'The content is not known.' }),
  isObject: () => ({ da: 'Skal være et objekt.', en: 'Must be an object.' }),
  nestedValidation: () => ({ da: 'Skal være et objekt eller en liste af objekter.', en: 'Must be an object or a list of objects.' }),
  listInList: () => ({ da: 'Må ikke være en liste.', en: 'Must not be a list.' }),
  isStorableText: () => ({
    da: 'Teksten indeholder tegn, der ikke kan gemmes.',
    en: 'The text holds characters that cannot be stored.',
  }),
  isString: () => ({ da: 'Skal være tekst.', en: 'Must be text.' }),
  isNotEmpty: () => ({ da: 'Skal udfyldes.', en: 'Must be filled in.' }),
  isDefined: () => ({ da: 'Skal udfyldes.', en: 'Must be filled in.' }),
  minLength: (limit) => ({ da: `Mindst ${list(limit)} tegn.`, en: `At least ${list(limit)} characters.` }),
  maxLength: (limit) => ({ da: `Højst ${list(limit)} tegn.`, en: `At most ${list(limit)} characters.` }),
  isInt: () => ({ da: 'Skal være et helt tal.', en: 'Must be a whole number.' }),
  min: (limit) => ({ da: `Mindst ${list(limit)}.`, en: `At least ${list(limit)}.` }),
  max: (limit) => ({ da: `Højst ${list(limit)}.`, en: `At most ${list(limit)}.` }),
  isBoolean: () => ({ da: 'Skal være true eller false.', en: 'Must be true or false.' }),
  isIn: (limit) => ({ da: `Skal være en af: ${list(limit)}.`, en: `Must be one of: ${list(limit)}.` }),
  isUuid: () => ({ da: 'Skal være et id (UUID).', en: 'Must be an id (UUID).' }),
  isEmail: () => ({ da: 'Skal være en mailadresse.', en: 'Must be an e-mail address.' }),
  isUrl: () => ({
    da: 'Skal være en webadresse, der begynder med http:// eller https://.',
    en: 'Must be a web address beginning with http:// or https://.',
  }),
  isLocalDate: () => ({
    da: 'Skal være en dato, der findes, skrevet ÅÅÅÅ-MM-DD.',
    en: 'Must be a date that exists, written YYYY-MM-DD.',
  }),
  isInstant: () => ({
    da: 'Skal være et tidspunkt med tidszone, for eksempel 2026-11-21T13:30:00Z.',
    en: 'Must be an instant with time zone, such as 2026-11-21T13:30:00Z.',
  }),
  isCvrNumber: () => ({
    da: 'Er ikke et CVR-nummer: otte cifre, hvor kontrolcifferet passer.',
    en: 'Is not a CVR number: eight digits with a matching check digit.',
  }),
  isPNumber: () => ({ da: 'Er ikke et P-nummer: ti cifre, det første 1.', en: 'Is not a P-number: ten digits, the first 1.' }),
  noCprNumber: () => ({
    da: 'Ligner et CPR-nummer. Skriv ikke om borgere her: henvis til sagen i fagsystemet med dens sagsnummer. ' +
      'Er det et P-nummer, så skriv "P-nr." foran.',
    en: 'Looks like a CPR number. Do not write about citizens here: refer to the case in its own system by its case ' +
      'number. If it is a P-number, write "P-nr." before it.',
  }),
  isPhone: () => ({ da: 'Er ikke et telefonnummer.', en: 'Is not a phone number.' }),
  isArray: () => ({ da: 'Skal være en liste.', en: 'Must be a list.' }),
  arrayMaxSize: (limit) => ({ da: `Højst ${list(limit)} i listen.`, en: `At most ${list(limit)} in the list.` }),
  arrayMinSize: (limit) => ({ da: `Mindst ${list(limit)} i listen.`, en: `At least ${list(limit)} in the list.` }),
  arrayUnique: () => ({ da: 'Det samme står to gange i listen.', en: 'The list holds the same thing twice.' }),
  matches: () => ({ da: 'Er ikke skrevet rigtigt.', en: 'Is not written correctly.' }),
};

/** What to tell people about a constraint of class-validator; `limit` is the decorator's argument. */
export function constraintText(constraint: string, limit: unknown): Text {
  const words = TEXTS[constraint];
  if (!words) throw new Error(`No text for the constraint ${constraint}; add one to constraint-texts.ts`);
  return words(limit);
}
