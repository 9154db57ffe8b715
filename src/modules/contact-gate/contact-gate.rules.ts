import type { Text } from '../../kernel/problem.js';
import type { CompanyStatus, ContactPolicy } from '../companies/company.values.js';
import type { Channel } from '../consents/consent.dto.js';
import type { BasisKind } from '../consents/contact-basis.dto.js';

/** A message about something the company has part in; every other purpose is outreach. */
const SERVICE = 'service';
/** Outreach that is no marketing. What a municipality adds itself counts as marketing, so it is never too lenient. */
const NOT_MARKETING: readonly string[] = ['cooperation', 'recruitment'];
const BY_WIRE: readonly Channel[] = ['email', 'sms'];

/** What is known about a company, and where asked about one of its workplaces and one of its contacts, at a moment. */
export interface ContactFacts {
  status: CompanyStatus;
  policy: ContactPolicy;
  isProtected: boolean;
  /** null: not asked about a workplace. */
  workplace: { policy: ContactPolicy; isProtected: boolean; isClosed: boolean } | null;
  /** null: not asked about a contact. `noticeGiven` null: it is not kept whether the person was told. */
  contact: { hasLeft: boolean; noticeGiven: boolean | null } | null;
  /** Of the contact, else of the company; for this channel and purpose, not withdrawn. */
  consentId: string | null;
  /** Said for this channel and purpose by the company or the contact, and taken back. */
  consentWithdrawn: boolean;
  /** The contact took back a consent to this channel, whatever the purpose. */
  channelWithdrawn: boolean;
  /** The contact said no to this channel and purpose, and no yes on a later day. */
  contactRefused: boolean;
  /** Recorded, and valid at that moment for the company or the workplace asked about. */
  basis: { id: string; kind: BasisKind } | null;
  hasAgreement: boolean;
  hasPledge: boolean;
  /** An open task about a visit, a need or a pledge. */
  hasTask: boolean;
}

export const CONTACT_REASONS = [
  'company_closing', 'company_ceased', 'company_merged', 'workplace_closed', 'do_not_contact',
  'workplace_do_not_contact', 'contact_left', 'contact_refused', 'consent_withdrawn', 'nothing_under_way',
  'consent_only', 'workplace_consent_only', 'marketing_needs_consent', 'advertising_protected', 'workplace_advertising_protected',
  'consent', 'basis_consent', 'basis_inbound', 'basis_agreement', 'basis_legal', 'agreement', 'pledge', 'task', 'open',
  'notice_missing',
] as const;
export type ContactReason = (typeof CONTACT_REASONS)[number];

export const USED_BASES = ['consent', 'inbound', 'agreement', 'legal', 'pledge', 'task'] as const;

/** What the contact rests on; `id` is of the consent or recorded basis, null for what is read off the company. */
export interface UsedBasis {
  kind: (typeof USED_BASES)[number];
  id: string | null;
}

export interface Verdict {
  allowed: boolean;
  /** Everything that blocks, or the one thing that allows. */
  reasons: ContactReason[];
  /** What to see to although it does not block. */
  hints: ContactReason[];
  basis: UsedBasis | null;
}

/** Whether one may contact them by this channel for this purpose, and why. */
export function mayContact(facts: ContactFacts, channel: Channel, purpose: string): Verdict {
  const support = supportOf(facts, purpose);
  const blocks = [...refusals(facts, purpose), ...lacks(facts, channel, purpose, support)];
  const hints: ContactReason[] = facts.contact?.noticeGiven === false ? ['notice_missing'] : [];
  if (blocks.length > 0) return { allowed: false, reasons: blocks, hints, basis: null };
  return { allowed: true, reasons: [support?.reason ?? 'open'], hints, basis: support?.basis ?? null };
}

/** What no consent and no basis can outweigh. */
function refusals(facts: ContactFacts, purpose: string): ContactReason[] {
  const { status, policy, workplace, contact, consentId } = facts;
  const reasons: ContactReason[] = [];
  if (status !== 'active') reasons.push(`company_${status}`);
  if (workplace?.isClosed) reasons.push('workplace_closed');
  if (policy === 'do_not_contact') reasons.push('do_not_contact');
  if (workplace?.policy === 'do_not_contact') reasons.push('workplace_do_not_contact');
  if (contact?.hasLeft) reasons.push('contact_left');
  if (facts.contactRefused) reasons.push('contact_refused');
  const isTakenBack = facts.consentWithdrawn || (facts.channelWithdrawn && purpose !== SERVICE);
  if (isTakenBack && consentId === null) reasons.push('consent_withdrawn');
  return reasons;
}

/** What is needed here and not there. */
function lacks(facts: ContactFacts, channel: Channel, purpose: string, support: Support | null): ContactReason[] {
  if (purpose === SERVICE) return support ? [] : ['nothing_under_way'];
  const { policy, isProtected, workplace, consentId } = facts;
  const reasons: ContactReason[] = [];
  if (consentId === null) {
    if (policy === 'consent_only') reasons.push('consent_only');
    if (workplace?.policy === 'consent_only') reasons.push('workplace_consent_only');
    if (BY_WIRE.includes(channel) && !NOT_MARKETING.includes(purpose)) reasons.push('marketing_needs_consent');
  }
  if (support) return reasons;
  if (isProtected) reasons.push('advertising_protected');
  if (workplace?.isProtected) reasons.push('workplace_advertising_protected');
  return reasons;
}

interface Support {
  reason: ContactReason;
  basis: UsedBasis;
}

/** The strongest thing the contact can rest on; a pledge or a task carries a service message, never outreach. */
function supportOf(facts: ContactFacts, purpose: string): Support | null {
  const { consentId, basis, hasAgreement, hasPledge, hasTask } = facts;
  if (consentId !== null) return { reason: 'consent', basis: { kind: 'consent', id: consentId } };
  if (basis) return { reason: `basis_${basis.kind}`, basis };
  if (hasAgreement) return { reason: 'agreement', basis: { kind: 'agreement', id: null } };
  if (purpose !== SERVICE) return null;
  if (hasPledge) return { reason: 'pledge', basis: { kind: 'pledge', id: null } };
  return hasTask ? { reason: 'task', basis: { kind: 'task', id: null } } : null;
}

/** Each reason in words. */
export const CONTACT_REASON_TEXTS: Readonly<Record<ContactReason, Text>> = {
  company_closing: { da: 'Virksomheden er ved at lukke.', en: 'The company is closing.' },
  company_ceased: { da: 'Virksomheden er ophørt.', en: 'The company has ceased.' },
  company_merged: { da: 'Virksomheden er gået op i en anden.', en: 'The company has merged into another.' },
  workplace_closed: { da: 'Arbejdsstedet er lukket.', en: 'The workplace is closed.' },
  do_not_contact: { da: 'Virksomheden vil ikke kontaktes.', en: 'The company does not want to be contacted.' },
  workplace_do_not_contact: { da: 'Arbejdsstedet vil ikke kontaktes.', en: 'The workplace does not want contact.' },
  contact_left: { da: 'Kontaktpersonen er holdt op i virksomheden.', en: 'The contact has left the company.' },
  contact_refused: {
    da: 'Kontaktpersonen har sagt nej til denne kanal og dette formål.',
    en: 'The contact said no to this channel and purpose.',
  },
  consent_withdrawn: { da: 'Samtykket er trukket tilbage.', en: 'The consent was withdrawn.' },
  nothing_under_way: {
    da: 'Der er ingen aftale, intet løfte og ingen sag i gang, som beskeden kan handle om.',
    en: 'No agreement, pledge or case is under way that the message could be about.',
  },
  consent_only: {
    da: 'Virksomheden kontaktes kun med samtykke, og der er intet til denne kanal og dette formål.',
    en: 'The company is contacted only with consent, and there is none for this channel and purpose.',
  },
  workplace_consent_only: {
    da: 'Arbejdsstedet kontaktes kun med samtykke, og der er intet til denne kanal og dette formål.',
    en: 'The workplace is contacted only with consent, and there is none for this channel and purpose.',
  },
  marketing_needs_consent: {
    da: 'På mail og sms kræver dette formål samtykke på forhånd (markedsføringsloven § 10).',
    en: 'By e-mail and text message this purpose needs consent beforehand (Marketing Practices Act, section 10).',
  },
  advertising_protected: {
    da: 'Virksomheden er reklamebeskyttet, og der er intet grundlag for at kontakte den.',
    en: 'The company is protected against advertising, and there is no basis for contacting it.',
  },
  workplace_advertising_protected: {
    da: 'Arbejdsstedet er reklamebeskyttet, og der er intet grundlag for at kontakte det.',
    en: 'The workplace is protected against advertising, and there is no basis for contacting it.',
  },
  consent: {
    da: 'Der er samtykke til denne kanal og dette formål.',
    en: 'There is consent to this channel and purpose.',
  },
  basis_consent: { da: 'Virksomheden har sagt ja til at blive kontaktet.', en: 'The company agreed to be contacted.' },
  basis_inbound: { da: 'Virksomheden har selv henvendt sig.', en: 'The company turned to us itself.' },
  basis_agreement: { da: 'Der er en sag i gang med virksomheden.', en: 'A case with the company is running.' },
  basis_legal: { da: 'Der er hjemmel i en bestemt lov.', en: 'A certain law allows it.' },
  agreement: { da: 'Der er en aftale i kraft med virksomheden.', en: 'An agreement with the company is in force.' },
  pledge: { da: 'Virksomheden har et løfte i gang.', en: 'A pledge of the company is running.' },
  task: {
    da: 'Der er en åben opgave om et besøg, et behov eller et løfte.',
    en: 'A task about a visit, a need or a pledge is open.',
  },
  open: { da: 'Virksomheden er åben for kontakt.', en: 'The company is open to contact.' },
  notice_missing: {
    da: 'Kontaktpersonen har endnu ikke fået besked om, at oplysningerne står her.',
    en: 'The contact has not been told yet that the details are kept here.',
  },
};
