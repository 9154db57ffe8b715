import type { Message } from '../reminders/reminder-kinds.js';

type Language = 'da' | 'en';

const WORDS = {
  da: {
    digest: (count: number) => `Håndslag: ${count} påmindelser`,
    open: 'Åbn i Håndslag',
    why: 'Du får mailen, fordi du er kollega i Håndslag. Vælg under Indstillinger, hvad du vil have på mail.',
  },
  en: {
    digest: (count: number) => `Håndslag: ${count} reminders`,
    open: 'Open in Håndslag',
    why: 'You get this mail as a colleague in Håndslag. Choose under Settings what you want by mail.',
  },
};

/** One mail for one message, or for several as a digest; text and HTML say the same. `address` is the web client's. */
export function writeMail(messages: readonly Message[], language: Language, address: URL) {
  const words = WORDS[language];
  const [only] = messages;
  const subject = messages.length === 1 && only ? only.title[language] : words.digest(messages.length);
  const parts = messages.map(({ title, body, link }) => ({
    title: title[language], body: body[language], link: new URL(link, address).href,
  }));
  const text = parts.map(({ title, body, link }) => `${title}\n${body}\n${words.open}: ${link}\n`).join('\n');
  const html = parts
    .map(({ title, body, link }) => {
      const paragraph = escapeHtml(body).replaceAll('\n', '<br>');
      return `<h2>${escapeHtml(title)}</h2><p>${paragraph}</p><p><a href="${escapeHtml(link)}">${words.open}</a></p>`;
    })
    .join('\n');
  return {
    subject: subject.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' '),
    text: `${text}\n-- \n${words.why}\n`,
    html: `<!doctype html><html lang="${language}"><meta charset="utf-8"><body>${html}<hr><p>${words.why}</p></body></html>`,
  };
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/[&<>"]/g, (sign) => names[sign] ?? sign);
}
