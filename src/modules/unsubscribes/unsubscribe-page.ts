import { escapeHtml } from '../../kernel/escape-html.js';

/** Asks before it says no: programs that look at the links of a mail must not do it for its recipient. */
export function askingPage(sender: string, purpose: string): string {
  return page(
    'Vil du ikke have flere mails?',
    `<p>Fra ${escapeHtml(sender)} om: ${escapeHtml(purpose)}.</p>
<form method="post"><button>Nej tak til flere</button></form>`,
  );
}

export function donePage(sender: string, purpose: string): string {
  return page(
    'Det er noteret',
    `<p>Du får ikke flere mails fra ${escapeHtml(sender)} om: ${escapeHtml(purpose)}.</p>`,
  );
}

/** No script. With the referrer of the page itself the browser names it as the form's origin, and not nobody. */
function page(heading: string, content: string): string {
  return `<!doctype html>
<html lang="da">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="referrer" content="same-origin"><meta name="robots" content="noindex"><title>${heading}</title>
<link rel="stylesheet" href="/start.css"></head>
<body>
<main>
<h1>${heading}</h1>
${content}
</main>
</body>
</html>
`;
}
