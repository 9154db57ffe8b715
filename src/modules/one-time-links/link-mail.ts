import type { Mail } from '../../platform/mail/mailer.js';

const WORDS = {
  invitation: {
    subject: 'Din adgang til Håndslag',
    why: 'Du er oprettet i Håndslag, kommunens system til samarbejdet med virksomheder. Vælg en adgangskode her:',
    until: 'Linket virker én gang og i syv dage.',
  },
  reset: {
    subject: 'Ny adgangskode til Håndslag',
    why: 'Du kan vælge en ny adgangskode til Håndslag her:',
    until: 'Linket virker én gang og i en time. Har du ikke bedt om det, skal du ikke gøre noget.',
  },
} as const;

/** The mail that brings a link; `to` and `name` are the user's own, from the database. */
export function linkMail(
  kind: keyof typeof WORDS,
  { email, name }: { email: string; name: string },
  url: string,
): Mail {
  const { subject, why, until } = WORDS[kind];
  return { to: email, subject, text: `Kære ${name}\n\n${why}\n\n${url}\n\n${until}\n` };
}
