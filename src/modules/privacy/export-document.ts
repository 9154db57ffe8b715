import { localDateOf } from '../../kernel/local-date.js';
import type { PersonExportDto } from './privacy.dto.js';

/** Danish for the parts and fields of an export; one that is not here is shown by its name. */
const WORDS: Readonly<Record<string, string>> = {
  contact: 'Kontaktoplysninger', companies: 'Virksomheder', visits: 'Besøg, opkald og møder',
  'visit-amendments': 'Tilføjelser til besøg', tasks: 'Opgaver', needs: 'Behov', pledges: 'Løfter',
  'pledge-fulfilments': 'Indfrielser', agreements: 'Aftaler', activities: 'Aktiviteter',
  'activity-participations': 'Deltagelser', networks: 'Netværk', 'network-meetings': 'Netværksmøder',
  introductions: 'Introduktioner', 'material-deliveries': 'Udleverede materialer', labels: 'Mærker', targets: 'Årsmål',
  'target-progress': 'Fremdrift', 'privacy-requests': 'Anmodninger om egne oplysninger', consents: 'Samtykker',
  'contact-refusals': 'Afslag', refusedOn: 'Afslået den',
  'company-consents': 'Virksomhedens samtykker', 'contact-bases': 'Grundlag for kontakt', channel: 'Kanal',
  purpose: 'Formål', wording: 'Ordlyd', givenBy: 'Givet ved', givenOn: 'Givet den', evidence: 'Dokumentation',
  withdrawnAt: 'Trukket tilbage', withdrawalNote: 'Om tilbagetrækningen',
  lookUps: 'Opslag og rettelser', at: 'Tidspunkt',
  action: 'Handling', subjectType: 'Vedrører', purposeDa: 'Formål',
  name: 'Navn', email: 'Mail', phone: 'Telefon', preferredChannel: 'Foretrækker', source: 'Kilde',
  emailSource: 'Kilde til mail', phoneSource: 'Kilde til telefon', noticeGivenOn: 'Oplyst den', noticeHow: 'Oplyst ved',
  createdAt: 'Oprettet', writings: 'Navne og adresser, nu og før', company: 'Virksomhed', role: 'Rolle',
  leftOn: 'Stoppet', kind: 'Slags', occurredAt: 'Tidspunkt', outcome: 'Udfald', summary: 'Note', offers: 'Tilbud',
  asks: 'Ønsker', text: 'Tekst', title: 'Titel', dueOn: 'Frist', state: 'Tilstand', snoozeReason: 'Udsat fordi',
  answer: 'Svar', note: 'Note', description: 'Beskrivelse', place: 'Sted', receivedOn: 'Modtaget',
  decision: 'Afgørelse', decidedOn: 'Afgjort', decisionReason: 'Begrundelse', weDo: 'Vi gør', youDo: 'I gør',
  togetherDo: 'Sammen gør vi', status: 'Status', fromOn: 'Fra', toOn: 'Til', category: 'Kategori', quantity: 'Antal',
  unit: 'Enhed', targetGroup: 'Målgruppe', inReturn: 'Til gengæld', onDate: 'Dato', id: 'Nummer',
};

/** An HTML document to read, print or send: no script, no style, nothing loaded from anywhere. */
export function exportDocument({ exportedAt, parts }: PersonExportDto): string {
  return `<!doctype html>
<html lang="da">
<head><meta charset="utf-8"><title>Oplysninger om en kontaktperson</title></head>
<body>
<h1>Det har vi registreret om dig</h1>
<p>Udskrevet ${shown(exportedAt)}. Tekst, der også handler om andre, er med, når den nævner dig.</p>
${parts.map(({ name, rows }) => `<h2>${word(name)}</h2>\n${rows.map(table).join('\n')}`).join('\n')}
</body>
</html>
`;
}

function table(row: object): string {
  const lines = Object.entries(row)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `<tr><th scope="row">${word(key)}</th><td>${shown(value)}</td></tr>`);
  return `<table>\n${lines.join('\n')}\n</table>`;
}

function word(name: string): string {
  return escapeHtml(WORDS[name] ?? name);
}

/** Dates as Danes write them; lists and objects line by line. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join('<br>');
  if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
    const lines = Object.entries(value).filter(([, one]) => one !== null);
    return lines.map(([key, one]) => `${word(key)}: ${shown(one)}`).join('<br>');
  }
  if (typeof value === 'boolean') return value ? 'ja' : 'nej';
  const text = value instanceof Date ? value.toISOString() : String(value);
  const isInstant = /^\d{4}-\d{2}-\d{2}T.*Z$/.test(text);
  const date = isInstant ? localDateOf(new Date(text)) : text;
  return escapeHtml(date.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3-$2-$1')).replaceAll('\n', '<br>');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
