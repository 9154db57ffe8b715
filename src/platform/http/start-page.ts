import type { FastifyInstance } from 'fastify';

const PAGE = `<!doctype html>
<html lang="da">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Håndslag</title>
<link rel="stylesheet" href="/start.css">
<body>
<main>
<h1>Håndslag kører</h1>
<p>Kommunens samarbejde med virksomhederne om socialt ansvar. I denne udgave bruger du programmet gennem dets API.</p>
<p>Begynd med gennemgangen i README.md: log ind, hent registret ind, og log det første besøg.</p>
<ul>
<li><a href="/api/openapi.json">Kontrakten (OpenAPI)</a></li>
<li><a href="/api/health/ready">Helbred</a></li>
</ul>
</main>
</body>
</html>
`;

const STYLE = `:root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 36rem; margin: 12vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
ul { padding: 0; list-style: none; }
a { display: inline-block; padding: 0.5rem 0; }
button { font: inherit; padding: 0.6rem 1.2rem; }
`;

/** What a browser sees at the root; the stylesheet serves the other pages without a client too. */
export function serveStartPage(fastify: FastifyInstance): void {
  fastify.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
  fastify.get('/start.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
}
