import type { Channel } from '../consents/consent.dto.js';
import {
  CONTACT_REASON_TEXTS, CONTACT_REASONS, type ContactFacts, type ContactReason, mayContact, type UsedBasis,
} from './contact-gate.rules.js';

const OPEN: ContactFacts = {
  status: 'active', policy: 'open', isProtected: false, workplace: null, contact: null, consentId: null,
  consentWithdrawn: false, channelWithdrawn: false, contactRefused: false, basis: null, hasAgreement: false, hasPledge: false, hasTask: false,
};
const workplace = (changes: object) => ({
  workplace: { policy: 'open' as const, isProtected: false, isClosed: false, ...changes },
});
const contact = (changes: object) => ({ contact: { hasLeft: false, noticeGiven: null, ...changes } });
const PROTECTED = { isProtected: true };
const YES = { consentId: 'c1' };
const inbound = { basis: { id: 'b1', kind: 'inbound' as const } };
const legal = { basis: { id: 'b2', kind: 'legal' as const } };
const said = { basis: { id: 'b3', kind: 'consent' as const } };
const running = { basis: { id: 'b4', kind: 'agreement' as const } };
const everything = { ...YES, ...inbound, hasAgreement: true, hasPledge: true, hasTask: true };

type Case = [what: string, facts: Partial<ContactFacts>, by: `${Channel} ${string}`, said: string];

/** `yes` or `no`, and the reasons. */
const CASES: Case[] = [
  ['an open company by phone', {}, 'phone cooperation', 'yes open'],
  ['an open company by visit', {}, 'visit event_invitation', 'yes open'],
  ['an open company, told of its consent', YES, 'phone cooperation', 'yes consent'],
  ['an open company, told of its basis', inbound, 'phone cooperation', 'yes basis_inbound'],
  ['an open company, told of its agreement', { hasAgreement: true }, 'phone recruitment', 'yes agreement'],
  ['an open company with a pledge, for which outreach needs nothing', { hasPledge: true },
    'phone recruitment', 'yes open'],

  ['a company that is closing', { status: 'closing' }, 'phone cooperation', 'no company_closing'],
  ['a company that has ceased', { status: 'ceased' }, 'phone cooperation', 'no company_ceased'],
  ['a company that has merged', { status: 'merged' }, 'phone cooperation', 'no company_merged'],
  ['a company that has ceased, whatever it once said', { status: 'ceased', ...everything },
    'phone service', 'no company_ceased'],
  ['a closed workplace', workplace({ isClosed: true }), 'visit cooperation', 'no workplace_closed'],

  ['a contact who said no', { contactRefused: true }, 'email event_invitation', 'no contact_refused marketing_needs_consent'],
  ['a contact who said no, whatever the company says', { contactRefused: true, ...everything },
    'email event_invitation', 'no contact_refused'],

  ['no contact wanted', { policy: 'do_not_contact' }, 'phone cooperation', 'no do_not_contact'],
  ['no contact wanted, in spite of everything', { policy: 'do_not_contact', ...everything },
    'phone cooperation', 'no do_not_contact'],
  ['no contact wanted, not even for service', { policy: 'do_not_contact', ...everything },
    'phone service', 'no do_not_contact'],
  ['no contact wanted at the workplace', { ...workplace({ policy: 'do_not_contact' }), ...everything },
    'phone cooperation', 'no workplace_do_not_contact'],

  ['only with consent, and none', { policy: 'consent_only' }, 'phone cooperation', 'no consent_only'],
  ['only with consent, and given', { policy: 'consent_only', ...YES }, 'phone cooperation', 'yes consent'],
  ['only with consent, where a basis is none', { policy: 'consent_only', ...said },
    'phone cooperation', 'no consent_only'],
  ['only with consent, where an agreement is none', { policy: 'consent_only', hasAgreement: true },
    'phone cooperation', 'no consent_only'],
  ['only with consent at the workplace', workplace({ policy: 'consent_only' }),
    'phone cooperation', 'no workplace_consent_only'],
  ['only with consent at the workplace, given', { ...workplace({ policy: 'consent_only' }), ...YES },
    'phone cooperation', 'yes consent'],
  ['only with consent, service', { policy: 'consent_only', hasPledge: true }, 'email service', 'yes pledge'],

  ['protected, without a basis', PROTECTED, 'phone cooperation', 'no advertising_protected'],
  ['protected, a letter too', PROTECTED, 'letter cooperation', 'no advertising_protected'],
  ['protected, a visit too', PROTECTED, 'visit recruitment', 'no advertising_protected'],
  ['protected, with consent', { ...PROTECTED, ...YES }, 'phone cooperation', 'yes consent'],
  ['protected, turned to us', { ...PROTECTED, ...inbound }, 'phone cooperation', 'yes basis_inbound'],
  ['protected, said yes in general', { ...PROTECTED, ...said }, 'phone cooperation', 'yes basis_consent'],
  ['protected, with a case', { ...PROTECTED, ...running }, 'phone cooperation', 'yes basis_agreement'],
  ['protected, allowed by law', { ...PROTECTED, ...legal }, 'phone cooperation', 'yes basis_legal'],
  ['protected, with an agreement', { ...PROTECTED, hasAgreement: true }, 'phone cooperation', 'yes agreement'],
  ['protected, where a pledge is no basis', { ...PROTECTED, hasPledge: true },
    'phone cooperation', 'no advertising_protected'],
  ['protected, where a task is no basis', { ...PROTECTED, hasTask: true },
    'phone cooperation', 'no advertising_protected'],
  ['a protected workplace', workplace(PROTECTED), 'phone cooperation', 'no workplace_advertising_protected'],
  ['a protected workplace with a basis', { ...workplace(PROTECTED), ...legal }, 'phone cooperation', 'yes basis_legal'],
  ['a workplace that is not protected, of a company that is', { ...PROTECTED, ...workplace({}) },
    'phone cooperation', 'no advertising_protected'],
  ['both protected', { ...PROTECTED, ...workplace(PROTECTED) },
    'phone cooperation', 'no advertising_protected workplace_advertising_protected'],
  ['protected and only with consent', { ...PROTECTED, policy: 'consent_only' },
    'phone cooperation', 'no consent_only advertising_protected'],

  ['an invitation by e-mail', {}, 'email event_invitation', 'no marketing_needs_consent'],
  ['an invitation by text message', {}, 'sms event_invitation', 'no marketing_needs_consent'],
  ['an invitation by letter', {}, 'letter event_invitation', 'yes open'],
  ['an invitation by phone', {}, 'phone event_invitation', 'yes open'],
  ['a newsletter by e-mail', {}, 'email newsletter', 'no marketing_needs_consent'],
  ['a newsletter by e-mail with consent', YES, 'email newsletter', 'yes consent'],
  ['a newsletter by e-mail, where an agreement is no consent', { hasAgreement: true },
    'email newsletter', 'no marketing_needs_consent'],
  ['a newsletter by e-mail, where a basis is no consent', inbound, 'email newsletter', 'no marketing_needs_consent'],
  ['a newsletter to the protected', PROTECTED, 'email newsletter', 'no marketing_needs_consent advertising_protected'],
  ['cooperation by e-mail', {}, 'email cooperation', 'yes open'],
  ['recruitment by text message', {}, 'sms recruitment', 'yes open'],
  ['a purpose of the municipality’s own by e-mail', {}, 'email job_fair_offer', 'no marketing_needs_consent'],
  ['a purpose of the municipality’s own by phone', {}, 'phone job_fair_offer', 'yes open'],

  ['service about nothing', {}, 'email service', 'no nothing_under_way'],
  ['service about nothing, to the protected', PROTECTED, 'phone service', 'no nothing_under_way'],
  ['service about an agreement', { ...PROTECTED, hasAgreement: true }, 'email service', 'yes agreement'],
  ['service about a pledge', { ...PROTECTED, hasPledge: true }, 'email service', 'yes pledge'],
  ['service about a task', { ...PROTECTED, hasTask: true }, 'sms service', 'yes task'],
  ['service about what they asked', { ...PROTECTED, ...inbound }, 'email service', 'yes basis_inbound'],
  ['service with consent to it', YES, 'email service', 'yes consent'],

  ['a contact who has left', contact({ hasLeft: true }), 'phone cooperation', 'no contact_left'],
  ['a contact who has left, in spite of everything', { ...contact({ hasLeft: true }), ...everything },
    'phone service', 'no contact_left'],
  ['a consent taken back', { consentWithdrawn: true }, 'phone cooperation', 'no consent_withdrawn'],
  ['a consent taken back beside an agreement', { consentWithdrawn: true, hasAgreement: true },
    'phone cooperation', 'no consent_withdrawn'],
  ['a consent taken back and given again', { consentWithdrawn: true, ...YES }, 'phone cooperation', 'yes consent'],
  ['the channel taken back by the contact', { ...contact({}), channelWithdrawn: true },
    'email cooperation', 'no consent_withdrawn'],
  ['the channel taken back, but this consent stands', { ...contact({}), channelWithdrawn: true, ...YES },
    'email cooperation', 'yes consent'],
  ['the channel taken back, service goes on', { ...contact({}), channelWithdrawn: true, hasAgreement: true },
    'email service', 'yes agreement'],
  ['the consent to service taken back', { ...contact({}), consentWithdrawn: true, channelWithdrawn: true, hasAgreement: true },
    'email service', 'no consent_withdrawn'],
  ['several things at once', { status: 'closing', policy: 'do_not_contact', ...PROTECTED, ...contact({ hasLeft: true }) },
    'email newsletter',
    'no company_closing do_not_contact contact_left marketing_needs_consent advertising_protected'],
];

describe('mayContact', () => {
  console.log(`contact gate: ${CASES.length} cases`);

  it.each(CASES)('%s', (_what, facts, by, expected) => {
    const [channel, purpose = ''] = by.split(' ') as [Channel, string];
    const { allowed, reasons, basis } = mayContact({ ...OPEN, ...facts }, channel, purpose);
    expect(`${allowed ? 'yes' : 'no'} ${reasons.join(' ')}`).toBe(expected);
    if (!allowed) expect(basis).toBeNull();
  });

  it.each<[Partial<ContactFacts>, UsedBasis | null]>([
    [{}, null],
    [everything, { kind: 'consent', id: 'c1' }],
    [{ ...inbound, hasAgreement: true }, { kind: 'inbound', id: 'b1' }],
    [{ hasAgreement: true, hasPledge: true }, { kind: 'agreement', id: null }],
  ])('rests on the strongest of %j', (facts, basis) => {
    expect(mayContact({ ...OPEN, ...facts }, 'phone', 'cooperation').basis).toEqual(basis);
  });

  it.each<[boolean | null, string[]]>([[false, ['notice_missing']], [true, []], [null, []]])(
    'hints that a person has not been told (%s), and does not block',
    (noticeGiven, hints) => {
      const verdict = mayContact({ ...OPEN, ...contact({ noticeGiven }) }, 'phone', 'cooperation');
      expect(verdict).toMatchObject({ allowed: true, hints });
    },
  );

  it('has every reason in a case of the table, and in words of both languages', () => {
    const named = new Set(CASES.flatMap(([, , , words]) => words.split(' ').slice(1)));
    expect(CONTACT_REASONS.filter((one) => !named.has(one))).toEqual(['notice_missing'] satisfies ContactReason[]);
    for (const { da, en } of Object.values(CONTACT_REASON_TEXTS)) expect(da).not.toBe(en);
  });
});
