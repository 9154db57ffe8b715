import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** What the relay did with a mail; not in the map: it never took it. */
export type Trace = 'taken' | 'bounced';

const LINE = /\bpostfix(?:-\w+)?\/(?:\w+\/)?(\w+)\[\d+\]: ([0-9A-Za-z]{6,}): (.*)$/;

/**
 * Looks Message-IDs up in a Postfix log. A mail counts as taken once its queue entry became active or was delivered:
 * the line with the Message-ID alone is written also for a mail whose connection was cut before its end.
 * The log before the last rotation (`<file>.1`) is read too. Throws when the file cannot be read, because then nothing
 * is known.
 */
export async function traceMails(file: string, messageIds: ReadonlySet<string>): Promise<Map<string, Trace>> {
  const idOfEntry = new Map<string, string>();
  const traces = new Map<string, Trace>();
  for await (const line of linesOf(file)) {
    const [, daemon, entry, rest] = LINE.exec(line) ?? [];
    if (!daemon || !entry || rest === undefined) continue;
    const messageId = daemon === 'cleanup' ? /^message-id=(<[^>]+>)/.exec(rest)?.[1] : undefined;
    if (messageId && messageIds.has(messageId)) idOfEntry.set(entry, messageId);
    const known = idOfEntry.get(entry);
    if (!known) continue;
    const taken = (daemon === 'qmgr' && rest.startsWith('from=')) || /\bstatus=(sent|deferred)\b/.test(rest);
    if (taken && !traces.has(known)) traces.set(known, 'taken');
    if (/\bstatus=bounced\b/.test(rest)) traces.set(known, 'bounced');
    if (/\bstatus=sent\b/.test(rest)) traces.set(known, 'taken');
  }
  return traces;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const rotated = `${file}.1`;
  for (const one of existsSync(rotated) ? [rotated, file] : [file]) {
    yield* createInterface({ input: createReadStream(one, 'utf8'), crlfDelay: Infinity });
  }
}
