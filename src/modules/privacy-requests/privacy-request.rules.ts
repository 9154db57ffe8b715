import { addMonths, daysBetween } from '../../kernel/local-date.js';

/** The days on which a request hangs, `YYYY-MM-DD`. */
export interface RequestDays {
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly extendedTo: string | null;
  readonly decidedOn: string | null;
}

/**
 * Last day to answer: one month after the request came (GDPR art. 12(3)), at the end of a shorter month that month's
 * last day. A weekend does not move it, so the answer is never late by any reading.
 */
export function dueOnOf(receivedOn: string): string {
  return addMonths(receivedOn, 1);
}

/** The latest day that a complex case may be put off to: two further months (GDPR art. 12(3)). */
export function latestExtension(receivedOn: string): string {
  return addMonths(receivedOn, 3);
}

/** Why a request may not be put off to `until`; null when it may. The person must be told within the first month. */
export function extensionRefused(
  request: RequestDays,
  today: string,
  until: string,
): 'decided' | 'extended' | 'too-late' | 'too-short' | 'too-long' | null {
  if (request.decidedOn !== null) return 'decided';
  if (request.extendedTo !== null) return 'extended';
  if (today > request.dueOn) return 'too-late';
  if (until <= request.dueOn) return 'too-short';
  return until > latestExtension(request.receivedOn) ? 'too-long' : null;
}

/** Days until the last day to answer, negative when it has passed; null once decided. */
export function daysLeft(request: RequestDays, today: string): number | null {
  return request.decidedOn === null ? daysBetween(today, request.extendedTo ?? request.dueOn) : null;
}
