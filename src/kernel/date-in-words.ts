import { isLocalDate } from './local-date.js';

const FORMATS = {
  da: new Intl.DateTimeFormat('da-DK', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** '2026-03-12' as "12. marts 2026" or "12 March 2026". @throws RangeError when it is not a local date */
export function dateInWords(date: string, language: 'da' | 'en'): string {
  if (!isLocalDate(date)) throw new RangeError(`Not a date YYYY-MM-DD: ${date}`);
  return FORMATS[language].format(new Date(date));
}
