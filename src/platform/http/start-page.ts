import type { FastifyInstance } from 'fastify';

const PAGE = `<!doctype html>
<html lang="da">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Håndslag</title>
<body>
<main>
<h1>Håndslag kører</h1>
<p>Her er kommunens samarbejde med virksomhederne om socialt ansvar. Programmet bruges i denne udgave gennem sit API.</p>
<ul>
<li><a href="/api/openapi.json">Kontrakten (OpenAPI)</a></li>
<li><a href="/api/health/ready">Helbred</a></li>
</ul>
<p>Begynd med gennemgangen i README.md: log ind, hent registret ind, og log det første besøg.</p>
</main>
</body>
</html>
`;

/** What a browser sees at the root. */
export function serveStartPage(fastify: FastifyInstance): void {
  fastify.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
}
