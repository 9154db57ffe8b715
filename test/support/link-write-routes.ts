import { issueLink } from '../../src/modules/one-time-links/issue-link.js';
import { email, type World, type WriteRoutes } from './write-route.js';

async function invited({ t }: World): Promise<string> {
  const { id } = await t.make.user('consultant');
  return (await issueLink(t.db, { kind: 'invitation', userId: id }, t.clock.now())).token;
}

/** A link for the first administrator; whoever was that before is closed. */
async function settingUp({ t }: World): Promise<string> {
  await t.db.query(
    `UPDATE app_user SET disabled_at = now()
     WHERE role = 'administrator' AND password_hash IS NOT NULL AND NOT demo AND disabled_at IS NULL`,
  );
  return (await issueLink(t.db, { kind: 'setup', userId: null }, t.clock.now())).token;
}

/** Invitation, forgotten password, first administrator. */
export const LINK_WRITE_ROUTES: WriteRoutes = {
  'POST /users/:id/invitation': { sample: async ({ t }) => ({ id: (await t.make.user('consultant')).id }) },
  'POST /users/:id/password-reset': { sample: async ({ t }) => ({ id: (await t.make.user('consultant')).id }) },
  'POST /password-resets': { sample: () => ({ body: { email: email() } }) },
  'POST /one-time-links/inspect': { sample: async (w) => ({ body: { token: await invited(w) } }) },
  'POST /one-time-links/redeem': {
    sample: async (w) => ({
      body: { token: await settingUp(w), password: 'græsset er grønt bag banen', email: email(), name: 'Anne Anker' },
      refused: [['password', 'kort'], ['password', 'haandslag-haandslag'], ['email', null], ['name', null]],
    }),
  },
};
