// The comparator: node:http and pg, nothing else. Argument: the list's statement as JSON; without it only health.
import { createServer } from 'node:http';
import pg from 'pg';

const LIMIT = 50;
const { sql, values } = JSON.parse(process.argv[2] ?? '{}');
const asIs = (value) => value;
pg.types.setTypeParser(pg.types.builtins.DATE, asIs);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

async function health() {
  await pool.query('SELECT 1');
  return { status: 'ok' };
}

/** The page as the app answers it: one row more than asked for says that there is a next page. */
async function list() {
  const { rows } = await pool.query(sql, values);
  const last = rows.length > LIMIT ? rows[LIMIT - 1] : undefined;
  return {
    items: rows.slice(0, LIMIT).map(({ cursorValue: _value, cursorId: _id, ...item }) => item),
    nextCursor: last ? Buffer.from(JSON.stringify([last.cursorValue, last.cursorId])).toString('base64url') : null,
  };
}

createServer((request, response) => {
  const answer = request.url === '/api/health/ready' ? health() : list();
  answer.then(
    (body) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify(body));
    },
    (error) => {
      console.error(error);
      response.writeHead(500).end();
    },
  );
}).listen(Number(process.env.PORT), process.env.HOST);
