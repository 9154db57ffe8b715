import {
  type AgreementAction, agreementStatus, hasEnded, lockedFields, nextAgreementStatus, standingOf,
} from './agreement.rules.js';

describe('agreementStatus', () => {
  it.each([
    ['a draft', 'draft', '2026-01-01', null, '2026-06-01', 'draft'],
    ['open-ended', 'active', null, null, '2999-01-01', 'active'],
    ['on the last day', 'active', '2026-06-01', null, '2026-05-31', 'active'],
    ['on the first day after', 'active', '2026-06-01', null, '2026-06-01', 'expired'],
    ['long after', 'active', '2026-06-01', null, '2027-01-01', 'expired'],
    ['the day before the termination has effect', 'terminated', null, '2026-03-01', '2026-02-28', 'active'],
    ['the day the termination has effect', 'terminated', null, '2026-03-01', '2026-03-01', 'terminated'],
    ['terminated, after the agreed end', 'terminated', '2026-06-01', '2026-03-01', '2026-07-01', 'terminated'],
    ['terminated from its end', 'terminated', '2026-06-01', '2026-06-01', '2026-06-01', 'terminated'],
  ] as const)('%s', (_name, stored, to, terminatedOn, today, expected) => {
    expect(agreementStatus(stored, { to, terminatedOn }, today)).toBe(expected);
  });
});

describe('standingOf', () => {
  it.each([
    ['draft', null, 'draft'],
    ['active', null, 'active'],
    ['active', '2026-03-01', 'noticed'],
    ['expired', null, 'expired'],
    ['terminated', '2026-03-01', 'terminated'],
  ] as const)('%s, terminated on %s: %s', (status, terminatedOn, expected) => {
    expect(standingOf(status, terminatedOn)).toBe(expected);
  });
});

describe('nextAgreementStatus', () => {
  const STANDINGS = ['draft', 'active', 'noticed', 'expired', 'terminated'] as const;

  it.each<[AgreementAction, (string | null)[]]>([
    ['activate', ['active', null, null, null, null]],
    ['terminate', [null, 'terminated', null, null, null]],
    ['renew', [null, 'active', null, 'active', null]],
  ])('%s from draft, active, noticed, expired, terminated: %j', (action, expected) => {
    expect(STANDINGS.map((standing) => nextAgreementStatus(standing, action))).toEqual(expected);
  });
});

describe('lockedFields', () => {
  const fields = ['title', 'to', 'reviewOn', 'partyIds', 'contactIds', 'colleagueIds', 'weDo', 'caseNumber'];

  it.each([
    ['draft', []],
    ['active', ['title', 'to', 'partyIds']],
    ['noticed', ['title', 'to', 'partyIds']],
    ['expired', fields],
    ['terminated', fields],
  ] as const)('%s: %j', (standing, expected) => {
    expect(lockedFields(standing, fields)).toEqual(expected);
    expect(hasEnded(standing)).toBe(expected.length === fields.length);
  });
});
