import { randomUUID } from 'node:crypto';
import { generateSync } from 'otplib';
import { givePassword, PASSWORD } from './accounts.js';
import { LATER, made, OWN_ID, type World, type WriteRoutes } from './write-route.js';

const codeNow = ({ t }: World, secret: string) =>
  generateSync({ secret, epoch: Math.floor(t.clock.now().getTime() / 1_000) });

/** Gives the one who sends a password, no second factor and a living session, whatever went before. */
async function withPassword({ t, api }: World): Promise<void> {
  await t.db.query('DELETE FROM second_factor WHERE user_id = $1', [api.userId]);
  await t.db.query('UPDATE app_user SET second_factor_since = NULL WHERE id = $1', [api.userId]);
  await t.db.query('DELETE FROM guess_count');
  await t.db.query(
    `UPDATE session SET generation = (SELECT session_generation FROM app_user WHERE id = $1) WHERE user_id = $1`,
    [api.userId],
  );
  await givePassword(t, api.userId);
}

async function started(w: World): Promise<string> {
  await withPassword(w);
  const { body } = await w.api.post<{ secret: string }>('/session/second-factor', { password: PASSWORD });
  return body.secret;
}

async function switchedOn(w: World): Promise<void> {
  const secret = await started(w);
  await w.api.post('/session/second-factor/confirm', { code: codeNow(w, secret) });
}

/** Both kinds of proof; the password is looked at. */
const PROOF = { password: PASSWORD, code: '123456' };

/** Sessions, passwords, second factors and tokens. */
export const ACCESS_WRITE_ROUTES: WriteRoutes = {
  'POST /session': {
    sample: () => ({ body: { email: 'konsulent@demo.invalid', password: 'haandslag-demo', totp: '123456' } }),
  },
  'DELETE /session': { ifMatch: 'none', sample: () => ({}) },
  'DELETE /sessions': { ifMatch: 'none', sample: () => ({}) },
  'DELETE /sessions/:id': {
    ifMatch: 'none',
    sample: async ({ t, api }) => {
      const id = randomUUID();
      await t.db.query(
        `INSERT INTO session (id, token_hash, user_id, created_at, last_seen_at, expires_at)
         VALUES ($1, sha256($2), $3, $4, $4, $5)`,
        [id, Buffer.from(id), api.userId, t.clock.now(), LATER],
      );
      return { id };
    },
  },
  'DELETE /users/:id/sessions': {
    ifMatch: 'none',
    sample: async ({ t }) => ({ id: (await t.make.user('reader')).id }),
  },
  'POST /session/second-factor': {
    sample: async (w) => {
      await withPassword(w);
      return { body: PROOF };
    },
  },
  'POST /session/second-factor/confirm': {
    sample: async (w) => ({ body: { code: codeNow(w, await started(w)) } }),
  },
  'POST /session/second-factor/recovery-codes': {
    sample: async (w) => {
      await switchedOn(w);
      return { body: PROOF };
    },
  },
  'POST /session/second-factor/switch-off': {
    sample: async (w) => {
      await switchedOn(w);
      return { body: PROOF };
    },
  },
  'DELETE /users/:id/second-factor': {
    ifMatch: 'none',
    sample: async ({ t }) => {
      const { id } = await t.make.user('reader');
      await t.db.query('UPDATE app_user SET second_factor_since = now() WHERE id = $1', [id]);
      return { id };
    },
  },
  'POST /tokens': {
    freeIds: OWN_ID,
    sample: async (w) => ({
      body: { id: randomUUID(), name: 'Udtræk', permissions: ['companies:read'], expiresOn: LATER },
      refused: [['expiresOn', '2026-11-19'], ['expiresOn', '2028-01-01']],
      taken: [['id', await made(w, '/tokens', { name: 'X', permissions: ['companies:read'], expiresOn: LATER })]],
    }),
  },
  'DELETE /tokens/:id': {
    ifMatch: 'none',
    sample: async (w) => ({
      id: await made(w, '/tokens', { name: 'X', permissions: ['companies:read'], expiresOn: LATER }),
    }),
  },
  'POST /session/password': {
    sample: async (w) => {
      await withPassword(w);
      return {
        body: { current: PASSWORD, new: 'gaffel måne trappe' },
        refused: [['current', 'forkert gæt'], ['new', 'passwordpassword'], ['new', 'Jobcenter2026!!']],
      };
    },
  },
};
