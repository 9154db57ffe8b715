import { escapeHtml } from '../../kernel/escape-html.js';
import type { Message } from '../reminders/reminder-kinds.js';

type Language = 'da' | 'en';

const WORDS = {
  da: {
    digest: (count: number) => `Håndslag: ${count} påmindelser`,
    open: 'Åbn i Håndslag',
    why: 'Du får mailen, fordi du er kollega i Håndslag. Vælg under Indstillinger, hvad du vil have på mail.',
    unsubscribe: 'Sig nej tak til flere',
  },
  en: {
    digest: (count: number) => `Håndslag: ${count} reminders`,
    open: 'Open in Håndslag',
    why: 'You get this mail as a colleague in Håndslag. Choose under Settings what you want by mail.',
    unsubscribe: 'Say no to more',
  },
};

/**
 * One mail for one message, or for several as a digest; text and HTML say the same. `address` is the program's. What
 * goes to a contact comes alone and has one link, which says no.
 */
export function writeMail(messages: readonly Message[], language: Language, address: URL) {
  const words = WORDS[language];
  const [only] = messages;
  const subject = messages.length === 1 && only ? only.title[language] : words.digest(messages.length);
  const parts = messages.map(({ title, body, link, outward }) => ({
    title: title[language],
    body: body[language],
    link: outward ? null : { words: words.open, href: new URL(link, address).href },
  }));
  const why = only?.outward?.why[language] ?? words.why;
  const no = only?.outward ? { words: words.unsubscribe, href: new URL(only.outward.unsubscribe, address).href } : null;
  const text = parts.map(({ title, body, link }) => `${title}\n${body}\n${inText(link)}`).join('\n');
  const html = parts
    .map(({ title, body, link }) => {
      const paragraph = escapeHtml(body).replaceAll('\n', '<br>');
      return `<h2>${escapeHtml(title)}</h2><p>${paragraph}</p>${inHtml(link)}`;
    })
    .join('\n');
  return {
    subject: subject.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' '),
    text: `${text}\n-- \n${why}\n${inText(no)}`,
    html:
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><body>${html}` +
      `<hr><p>${escapeHtml(why)}</p>${inHtml(no)}</body></html>`,
  };
}

interface Link {
  words: string;
  href: string;
}

function inText(link: Link | null): string {
  return link ? `${link.words}: ${link.href}\n` : '';
}

function inHtml(link: Link | null): string {
  return link ? `<p><a href="${escapeHtml(link.href)}">${link.words}</a></p>` : '';
}
