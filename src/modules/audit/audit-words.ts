import type { Text } from '../../kernel/problem.js';

/** Why somebody looked at personal data; every place that shows it states one. */
export const AUDIT_PURPOSES = {
  'contact-work': { da: 'Arbejde med kontaktpersoner', en: 'Work with contacts' },
  'visit-note': { da: 'Læsning af besøgsnoter', en: 'Reading visit notes' },
  'company-timeline': { da: 'Overblik over virksomheden', en: 'Overview of the company' },
  search: { da: 'Søgning', en: 'Search' },
  'access-request': { da: 'Svar på en indsigtsanmodning', en: 'Answering a request for access' },
  audit: { da: 'Kontrol af loggen', en: 'Inspection of the log' },
} as const satisfies Record<string, Text>;
export type AuditPurpose = keyof typeof AUDIT_PURPOSES;

const WRITING: Text = { da: 'Registrering', en: 'Keeping the record' };

/** The purpose in words; a change has none of its own. */
export function purposeText(purpose: AuditPurpose | null): Text {
  return purpose ? AUDIT_PURPOSES[purpose] : WRITING;
}

const ACTIONS_DA: Readonly<Record<string, string>> = {
  create: 'Oprettet', update: 'Rettet', delete: 'Slettet', read: 'Læst', search: 'Vist ved søgning',
  export: 'Udleveret', forget: 'Personoplysninger slettet',
};

const SUBJECTS_DA: Readonly<Record<string, string>> = {
  Contact: 'Kontaktperson', Visit: 'Besøg', VisitAmendment: 'Tilføjelse til besøg', Pledge: 'Løfte',
  Agreement: 'Aftale', MaterialDelivery: 'Udlevering', ActivityParticipation: 'Deltagelse',
  AuditEvent: 'Log',
};

interface LoggedAct {
  at: string;
  action: string;
  subjectType: string;
  purposeDa: string;
  actorId?: string | null;
}

/** What a person is told about look-ups, as a Danish spreadsheet opens it: semicolons, UTF-8 with its mark. */
export function personLogCsv(acts: readonly LoggedAct[], withActors: boolean): string {
  const rows = acts.map(({ at, action, subjectType, purposeDa, actorId }) => [
    at, ACTIONS_DA[action] ?? action, SUBJECTS_DA[subjectType] ?? subjectType, purposeDa,
    ...(withActors ? [actorId ?? ''] : []),
  ]);
  const head = ['Tidspunkt (UTC)', 'Handling', 'Vedrører', 'Formål', ...(withActors ? ['Medarbejder'] : [])];
  return `\uFEFF${[head, ...rows].map((cells) => `${cells.join(';')}\r\n`).join('')}`;
}
