import { type OutreachFacts, outreachReason } from './outreach.rules.js';

const due: OutreachFacts = {
  state: 'due', lastContactOn: '2026-03-12', lastContactKind: 'visit', idealDays: 90, nextContactOn: '2026-06-10',
  latestOn: '2026-09-08', engaged: false, pausedUntil: null, pause: null, pauseReason: null, lastAttemptOn: '2026-03-12',
  lastAttemptName: 'Kim', quarantineDays: 14,
};

describe('outreachReason', () => {
  it.each<[string, Partial<OutreachFacts>, string, string]>([
    ['due', {}, 'Skal kontaktes fra 10. juni 2026: sidste besøg 12. marts 2026 + 90 dage',
      'Due from 10 June 2026: last visit 12 March 2026 + 90 days'],
    ['with a pledge, and spread', { engaged: true, idealDays: 60, nextContactOn: '2026-05-13', lastContactKind: 'phone' },
      'Skal kontaktes fra 13. maj 2026: sidste opkald 12. marts 2026 + 60 dage (aftale eller løfte), fordelt på kontaktdage',
      'Due from 13 May 2026: last call 12 March 2026 + 60 days (agreement or pledge), spread over days for contact'],
    ['after it was put off', { nextContactOn: '2026-08-03', pausedUntil: '2026-08-01', pause: 'snoozed', pauseReason: 'Ny chef' },
      'Skal kontaktes fra 3. august 2026: sidste besøg 12. marts 2026 + 90 dage, udsat: Ny chef',
      'Due from 3 August 2026: last visit 12 March 2026 + 90 days, put off: Ny chef'],
    ['overdue', { state: 'overdue' }, 'Skulle være kontaktet senest 8. september 2026: sidste besøg 12. marts 2026 + 90 dage',
      'Should have been contacted by 8 September 2026: last visit 12 March 2026 + 90 days'],
    ['never', { state: 'never_contacted', lastContactOn: null, nextContactOn: null }, 'Har aldrig været kontaktet',
      'Was never contacted'],
    ['put off', { state: 'paused', pausedUntil: '2026-12-01', pause: 'snoozed', pauseReason: 'Flytter' },
      'Udsat til 1. december 2026: Flytter', 'Put off until 1 December 2026: Flytter'],
    ['declined', { state: 'paused', pausedUntil: '2026-12-01', pause: 'declined', pauseReason: 'Travlt' },
      'Vil ikke kontaktes før 1. december 2026: Travlt', 'Not to be contacted before 1 December 2026: Travlt'],
    ['quarantined', { state: 'quarantined', lastAttemptOn: '2026-06-09' },
      'Kim var i kontakt 9. juni 2026; vent til 23. juni 2026', 'Kim was in contact on 9 June 2026; wait until 23 June 2026'],
  ])('says why: %s', (_case, changes, da, en) => {
    expect(outreachReason({ ...due, ...changes })).toEqual({ da, en });
  });
});
