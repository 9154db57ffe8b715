import type { Role } from '../../src/kernel/permissions.js';
import { hashPassword } from '../../src/modules/passwords/password.js';
import { type Answer, Api } from './api.js';
import type { TestApp } from './test-app.js';

export const PASSWORD = 'blyant cykel storm';
let hash: Promise<string> | undefined;

export interface Account {
  id: string;
  email: string;
  password: string;
}

/** Gives an existing user the password {@link PASSWORD}. */
export async function givePassword(t: TestApp, userId: string): Promise<Account> {
  hash ??= hashPassword(PASSWORD);
  const [user] = await t.db.query<{ email: string }[]>('SELECT email FROM app_user WHERE id = $1', [userId]);
  await t.db.query('UPDATE app_user SET password_hash = $2 WHERE id = $1', [userId, await hash]);
  return { id: userId, email: user?.email ?? '', password: PASSWORD };
}

/** A new user of the role who can sign in with {@link PASSWORD}. */
export async function account(t: TestApp, role: Role = 'consultant'): Promise<Account> {
  return await givePassword(t, (await t.make.user(role)).id);
}

/** The session token in the cookie of an answer. */
export function tokenIn({ headers }: Answer<unknown>): string {
  return /^session=([\w-]+)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? '';
}

/** Signs in and answers as whom. */
export async function signedIn(t: TestApp, { id, email, password }: Account, more: object = {}): Promise<Api> {
  const answer = await t.anonymous.post('/session', { email, password, ...more });
  expect([answer.status, answer.body['code']]).toEqual([200, undefined]);
  return new Api(t.url, tokenIn(answer), id);
}

/** What audit holds about a user, oldest first; waits until there are as many entries, as refusals are noted late. */
export async function auditOf(t: TestApp, userId: string, atLeast: number): Promise<string[]> {
  for (let tries = 0; ; tries += 1) {
    const rows = await t.db.query<{ action: string }[]>(
      "SELECT action FROM audit_event WHERE subject_id = $1 AND subject_type = 'User' ORDER BY id",
      [userId],
    );
    if (rows.length >= atLeast || tries === 40) return rows.map(({ action }) => action);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
