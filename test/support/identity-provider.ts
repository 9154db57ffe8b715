import { type JsonWebKey, type KeyObject, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Context, Provider } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';

type Json = Record<string, unknown>;
type Jwt = { header: Json; payload: Json };

/** Changes a token on its way from the provider; `sign` says with what it is signed afterwards. */
export interface Tampering {
  change?: (jwt: Jwt) => void;
  sign?: 'own-key' | 'foreign-key' | 'not-at-all';
}

export const CLIENT_ID = 'haandslag';
export const CLIENT_SECRET = 'a secret of at least thirty-two bytes';

/**
 * An identity provider that speaks OpenID Connect on loopback. In front of it stands a proxy under the same address,
 * which can tamper with the tokens it gives out.
 */
export class TestIdentityProvider {
  /** Who signs in next, and with which claims besides `sub`. */
  account: { sub: string; claims: Json } = { sub: 'nobody', claims: {} };
  tampering: Tampering | null = null;
  /** false: hangs up on everybody. */
  isUp = true;

  private constructor(
    readonly issuer: string,
    private readonly servers: Server[],
    private readonly key: KeyObject,
  ) {}

  /** `claimsInToken` false: the token says only who it is, and the rest must be asked for. */
  static async start(redirectUri: string, { claimsInToken = true } = {}): Promise<TestIdentityProvider> {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk: JsonWebKey = { ...privateKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' };
    const [front, back] = await Promise.all([listening(), listening()]);
    const issuer = `http://127.0.0.1:${portOf(front)}`;
    const idp = new TestIdentityProvider(issuer, [front, back], privateKey);
    const provider = new Provider(issuer, {
      // What it takes by default too, but then with a warning.
      adapter: createMemoryAdapter(0),
      jwks: { keys: [jwk] },
      clients: [{
        client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      }],
      claims: { openid: ['sub', 'groups', 'xms_edov'], email: ['email', 'email_verified'], profile: ['name'] },
      conformIdTokenClaims: !claimsInToken,
      cookies: { keys: [randomUUID()] },
      features: { devInteractions: { enabled: false } },
      ttl: { Session: 600, Grant: 600, Interaction: 600, AccessToken: 600, IdToken: 600 },
      findAccount: (_context: unknown, sub: string) => ({
        accountId: sub,
        claims: () => Promise.resolve({ ...idp.account.claims, sub }),
      }),
      // What a person may be asked for is granted beforehand, so that signing in is the only question.
      loadExistingGrant: async ({ oidc }: Context) => {
        const grant = new provider.Grant({ accountId: oidc.session.accountId, clientId: oidc.client.clientId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
    });
    provider.proxy = true;
    const answer = provider.callback();
    back.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
      if (!incoming.url?.startsWith('/interaction/')) return answer(incoming, response);
      void provider.interactionFinished(incoming, response, { login: { accountId: idp.account.sub } });
    });
    front.on('request', (incoming: IncomingMessage, response: ServerResponse) => idp.pass(incoming, response));
    return idp;
  }

  async close(): Promise<void> {
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  private pass(incoming: IncomingMessage, response: ServerResponse): void {
    if (!this.isUp) return void incoming.socket.destroy();
    const { method, url = '', headers } = incoming;
    const port = portOf(this.servers[1] as Server);
    const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => void chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        const sent = url === '/token' && this.tampering ? this.tampered(body, this.tampering) : body;
        const { 'transfer-encoding': _chunked, ...kept } = answer.headers;
        response.writeHead(answer.statusCode ?? 500, { ...kept, 'content-length': sent.length }).end(sent);
      });
    });
    incoming.pipe(onward);
  }

  private tampered(body: Buffer, { change, sign: how = 'own-key' }: Tampering): Buffer {
    const answer = JSON.parse(body.toString()) as { id_token?: string };
    if (!answer.id_token) return body;
    const [header = '', payload = ''] = answer.id_token.split('.');
    const jwt: Jwt = { header: decode(header), payload: decode(payload) };
    if (how === 'not-at-all') jwt.header = { ...jwt.header, alg: 'none' };
    change?.(jwt);
    const text = `${encode(jwt.header)}.${encode(jwt.payload)}`;
    const key = how === 'own-key' ? this.key : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const signature = how === 'not-at-all' ? '' : sign('sha256', Buffer.from(text), key).toString('base64url');
    return Buffer.from(JSON.stringify({ ...answer, id_token: `${text}.${signature}` }));
  }
}

async function listening(): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function decode(part: string): Json {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Json;
}

function encode(part: Json): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
