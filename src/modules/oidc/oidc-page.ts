import type { Problem } from '../../kernel/problem.js';

/** Goes on to the start page by itself. */
export const ARRIVED_PAGE = page('<meta http-equiv="refresh" content="0;url=/">', 'Du er logget ind', `
<p><a href="/">Gå til Håndslag</a></p>`);

/** Why the sign-in ended, for a person who came back from the identity provider. */
export function refusedPage({ text, code }: Problem): string {
  const retry = '<p><a href="/api/oidc/sign-in">Prøv igen</a></p>';
  return page('', 'Du er ikke logget ind', `
<p>${text.da}</p>
<p lang="en">${text.en}</p>
${retry}
<p>Kode: ${code}</p>`);
}

function page(head: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="da">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}
<title>${title}</title>
<link rel="stylesheet" href="/start.css">
<body>
<main>
<h1>${title}</h1>${body}
</main>
</body>
</html>
`;
}
