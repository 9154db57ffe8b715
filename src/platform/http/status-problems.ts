import { notFound, Problem, type Text } from '../../kernel/problem.js';

const TEXTS: Readonly<Record<number, [code: string, text: Text]>> = {
  400: ['bad-request', { da: 'Forespørgslen kan ikke læses.', en: 'The request cannot be read.' }],
  401: ['sign-in-first', { da: 'Log ind først.', en: 'Sign in first.' }],
  403: ['forbidden', { da: 'Din rolle giver ikke adgang til dette.', en: 'Your role does not allow this.' }],
  405: ['method-not-allowed', { da: 'Adressen kan ikke bruges sådan.', en: 'This address cannot be used that way.' }],
  409: ['conflict', { da: 'Det passer ikke med det, der allerede findes.', en: 'It does not fit what is there already.' }],
  410: ['gone', { da: 'Det er ikke længere til at bruge.', en: 'It can no longer be used.' }],
  412: ['stale', { da: 'En anden har ændret det imens.', en: 'Somebody changed it meanwhile.' }],
  413: ['too-large', { da: 'Det sendte er for stort.', en: 'What was sent is too large.' }],
  415: ['not-json', {
    da: 'Send indholdet som application/json.',
    en: 'Send the content as application/json.',
  }],
  422: ['invalid', { da: 'Noget skal rettes.', en: 'Something must be corrected.' }],
  428: ['if-match-missing', {
    da: 'Send If-Match med det ETag, du hentede, så ingen andens rettelse går tabt.',
    en: 'Send If-Match with the ETag you read, so that nobody’s change is lost.',
  }],
  429: ['too-many', { da: 'For mange forsøg. Vent lidt, og prøv igen.', en: 'Too many attempts. Wait and try again.' }],
  503: ['unavailable', {
    da: 'Håndslag kan ikke nå sin database lige nu. Prøv igen om lidt; intet er gemt.',
    en: 'Håndslag cannot reach its database right now. Try again shortly; nothing was saved.',
  }],
  500: ['unexpected', {
    da: 'Der skete en fejl hos os. Intet er gemt. Oplys nummeret under "instance", hvis du beder om hjælp.',
    en: 'Something failed on our side. Nothing was saved. Quote "instance" when you ask for help.',
  }],
};

/** The problem for a bare HTTP status, such as one that the framework answers by itself. */
export function problemOfStatus(status: number): Problem {
  if (status === 404) return notFound();
  const [code, text] = TEXTS[status] ?? TEXTS[status < 500 ? 400 : 500] ?? ['unexpected', { da: '', en: '' }];
  return new Problem(status, code, text);
}
