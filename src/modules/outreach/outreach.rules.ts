import { addDays } from '../../kernel/local-date.js';
import { dateInWords } from '../../kernel/date-in-words.js';
import type { Text } from '../../kernel/problem.js';
import type { VisitKind } from '../visits/visit.rules.js';

export const OUTREACH_STATES = ['overdue', 'due', 'never_contacted', 'upcoming', 'paused', 'quarantined'] as const;
export type OutreachState = (typeof OUTREACH_STATES)[number];

/** What a row of the outreach list is explained by. */
export interface OutreachFacts {
  readonly state: OutreachState;
  readonly lastContactOn: string | null;
  readonly lastContactKind: VisitKind | null;
  readonly idealDays: number;
  readonly nextContactOn: string | null;
  readonly latestOn: string | null;
  readonly engaged: boolean;
  readonly pausedUntil: string | null;
  readonly pause: 'snoozed' | 'declined' | null;
  readonly pauseReason: string | null;
  readonly lastAttemptOn: string | null;
  readonly lastAttemptName: string | null;
  readonly quarantineDays: number;
}

const KINDS: Readonly<Record<VisitKind, Text>> = {
  visit: { da: 'sidste besøg', en: 'last visit' },
  phone: { da: 'sidste opkald', en: 'last call' },
  email: { da: 'sidste mail', en: 'last e-mail' },
  online: { da: 'sidste onlinemøde', en: 'last meeting online' },
  event: { da: 'sidste arrangement', en: 'last event' },
};

/** Why the company stands in the list, such as "Skal kontaktes fra 10. juni 2026: sidste besøg 12. marts 2026 + 90 dage". */
export function outreachReason(facts: OutreachFacts): Text {
  const { state, lastContactOn, nextContactOn, pausedUntil } = facts;
  if (state === 'quarantined') return quarantined(facts);
  if (state === 'paused' && pausedUntil !== null) return paused(facts, pausedUntil);
  if (lastContactOn === null || nextContactOn === null) {
    return { da: 'Har aldrig været kontaktet', en: 'Was never contacted' };
  }
  const counted = derived(facts, lastContactOn, nextContactOn);
  const on = words(nextContactOn);
  if (state === 'overdue') {
    const latest = words(facts.latestOn ?? nextContactOn);
    return { da: `Skulle være kontaktet senest ${latest.da}: ${counted.da}`, en: `Should have been contacted by ${latest.en}: ${counted.en}` };
  }
  return { da: `Skal kontaktes fra ${on.da}: ${counted.da}`, en: `Due from ${on.en}: ${counted.en}` };
}

/** The first day on which another colleague may contact the company again. */
export function quarantineEnd(lastAttemptOn: string, quarantineDays: number): string {
  return addDays(lastAttemptOn, quarantineDays);
}

function derived(facts: OutreachFacts, lastContactOn: string, nextContactOn: string): Text {
  const kind = facts.lastContactKind ? KINDS[facts.lastContactKind] : { da: 'sidste kontakt', en: 'last contact' };
  const last = words(lastContactOn);
  const engaged = facts.engaged ? { da: ' (aftale eller løfte)', en: ' (agreement or pledge)' } : { da: '', en: '' };
  const isMoved = nextContactOn !== addDays(lastContactOn, facts.idealDays);
  const moved = !isMoved
    ? { da: '', en: '' }
    : facts.pause !== null && facts.pausedUntil !== null && facts.pausedUntil >= addDays(lastContactOn, facts.idealDays)
      ? { da: `, udsat: ${facts.pauseReason}`, en: `, put off: ${facts.pauseReason}` }
      : { da: ', fordelt på kontaktdage', en: ', spread over days for contact' };
  return {
    da: `${kind.da} ${last.da} + ${facts.idealDays} dage${engaged.da}${moved.da}`,
    en: `${kind.en} ${last.en} + ${facts.idealDays} days${engaged.en}${moved.en}`,
  };
}

function paused({ pause, pauseReason }: OutreachFacts, until: string): Text {
  const day = words(until);
  if (pause === 'declined') {
    return { da: `Vil ikke kontaktes før ${day.da}: ${pauseReason}`, en: `Not to be contacted before ${day.en}: ${pauseReason}` };
  }
  return { da: `Udsat til ${day.da}: ${pauseReason}`, en: `Put off until ${day.en}: ${pauseReason}` };
}

function quarantined({ lastAttemptOn, lastAttemptName, quarantineDays }: OutreachFacts): Text {
  if (lastAttemptOn === null) throw new Error('No attempt to be quarantined after');
  const [on, end] = [words(lastAttemptOn), words(quarantineEnd(lastAttemptOn, quarantineDays))];
  return {
    da: `${lastAttemptName} var i kontakt ${on.da}; vent til ${end.da}`,
    en: `${lastAttemptName} was in contact on ${on.en}; wait until ${end.en}`,
  };
}

function words(date: string): Text {
  return { da: dateInWords(date, 'da'), en: dateInWords(date, 'en') };
}
