import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { conflict, invalid, field, Problem } from '../../kernel/problem.js';

interface PostgresError {
  code: string;
  constraint?: string;
  detail?: string;
}

/** Connection lost, refused, server starting or stopping, no connection to be had in time. */
const AWAY = /^(0800[0-7]|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT)$/;

/** What the pool says when all its connections were busy for too long; it has no code. */
const NO_CONNECTION_FREE = 'timeout exceeded when trying to connect';

/** What PostgreSQL refused, as a problem for people; null for what is not a refusal but a fault of ours. */
export function problemOfDatabaseError(error: unknown): Problem | null {
  const cause = (error as { driverError?: unknown }).driverError ?? error;
  if (isCutOff(error) || (cause as Partial<Error>).message === NO_CONNECTION_FREE) return unavailable();
  const { code, constraint = '', detail = '' } = cause as Partial<PostgresError>;
  if (typeof code !== 'string') return null;
  if (AWAY.test(code)) return unavailable();
  switch (code) {
    case '23505':
      return conflict(
        'taken',
        'Det findes allerede. Brug det, der findes, eller ret det, der skal være enestående.',
        'It exists already. Use what is there, or change what must be unique.',
        ...keyOf(detail).map((name) => field(`/${name}`, 'taken', 'Findes allerede.', 'Exists already.')),
      );
    case '23503':
      return problemOfReference(keyOf(detail));
    case '23514':
    case '23P01':
      return invalid(field('', constraint, `Reglen ${constraint} er ikke opfyldt.`, `Rule ${constraint} is not met.`));
    case '40001':
    case '40P01':
    case '57014':
    case '55P03':
      return new Problem(503, 'busy', {
        da: 'Det tog for lang tid, fordi andre arbejder i det samme. Prøv igen om lidt.',
        en: 'It took too long because others work on the same. Try again shortly.',
      });
    case '22003':
    case '22007':
    case '22008':
    case '22021':
    case '22P02':
      return new Problem(400, 'value-out-of-range', {
        da: 'En værdi i adressen eller indholdet er uden for det, der kan gemmes.',
        en: 'A value in the address or the content is outside what can be stored.',
      });
    default:
      return null;
  }
}

/** What TypeORM says to the next statement when the server has ended the connection in the middle of a transaction. */
function isCutOff(error: unknown): boolean {
  return error instanceof QueryRunnerAlreadyReleasedError || error instanceof QueryRunnerProviderAlreadyReleasedError;
}

/** What still names the row of its `id` keeps it from being deleted; any other key names a row that does not exist. */
function problemOfReference(key: string[]): Problem {
  if (key.length > 0 && !key.includes('id')) {
    return invalid(...key.map((name) => field(`/${name}`, 'unknown-reference', 'Findes ikke.', 'Does not exist.')));
  }
  return conflict('in-use', 'Det bruges stadig af noget andet.', 'It is still used by something else.');
}

/** The key of `Key (team_id)=(…) is not present`, in any language of the server, as names of ours; never its value. */
function keyOf(detail: string): string[] {
  const columns = /\(([a-z_, ]+)\)=\(/.exec(detail)?.[1] ?? '';
  return columns
    .split(', ')
    .filter(Boolean)
    .map((column) => column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()));
}

function unavailable(): Problem {
  return new Problem(503, 'unavailable', {
    da: 'Håndslag kan ikke nå sin database lige nu. Prøv igen om lidt.',
    en: 'Håndslag cannot reach its database right now. Try again shortly.',
  });
}
