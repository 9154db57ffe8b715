import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * Reads a phone number in any usual writing; without a country code it is Danish.
 *
 * @returns E.164 ("+4576292929"), or null when it is no number of its country's plan or has an extension,
 *   which E.164 cannot hold
 */
export function parsePhoneNumber(text: string): string | null {
  const phone = parsePhoneNumberFromString(text, 'DK');
  return phone?.isValid() && !phone.ext ? phone.number : null;
}

/** For people to read: "76 29 29 29" for a Danish number, "+46 8 123 456 78" for others; anything else unchanged. */
export function formatPhoneNumber(e164: string): string {
  const phone = parsePhoneNumberFromString(e164);
  if (!phone?.isValid()) {
    return e164;
  }
  return phone.country === 'DK' ? phone.formatNational() : phone.formatInternational();
}
