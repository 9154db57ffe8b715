import { Inject, Injectable } from '@nestjs/common';
import {
  allowInsecureRequests, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, ClientError,
  ClientSecretPost, clockTolerance, type Configuration, discovery, enableNonRepudiationChecks, fetchUserInfo, None,
} from 'openid-client';
import { Clock } from '../../kernel/clock.js';
import { notFound, Problem } from '../../kernel/problem.js';
import type { OidcConfig } from '../../platform/config/oidc-config.js';
import { publicAddress } from '../../platform/http/public-address.js';
import { Log } from '../../platform/logging/log.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { type Claims, emailOf } from './oidc.rules.js';

/** The three secrets of one sign-in. */
export interface FlowSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export const CALLBACK_PATH = '/api/oidc/callback';
const ANSWER_WITHIN_S = 5;
const CLOCKS_DIFFER_BY_S = 30;
const ASK_AGAIN_MS = 3_600_000;

/** Speaks OpenID Connect with OIDC_ISSUER. It is first asked at the first sign-in, so the program starts without it. */
@Injectable()
export class IdentityProvider {
  private found: { configuration: Promise<Configuration>; until: number } | null = null;

  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Throws 404 when people do not sign in this way. */
  requireConfig(): OidcConfig {
    if (!this.platform.oidc) throw notFound();
    return this.platform.oidc;
  }

  /** Where to send the browser. Throws 503 when the identity provider does not answer. */
  async address({ state, nonce, codeVerifier }: FlowSecrets): Promise<URL> {
    return buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: publicAddress(this.platform, CALLBACK_PATH).href,
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
  }

  /**
   * Exchanges the code in `query` for what is known of the person; what the token leaves out is asked for. Throws 401
   * for an answer that does not hold (state, nonce, issuer, audience, time, signature, used code), 503 when the
   * identity provider does not answer.
   */
  async claims(query: string, { state, nonce, codeVerifier }: FlowSecrets): Promise<Claims> {
    const configuration = await this.configuration();
    const answer = publicAddress(this.platform, CALLBACK_PATH);
    answer.search = query;
    try {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier };
      const tokens = await authorizationCodeGrant(configuration, answer, checks);
      const claims = tokens.claims();
      const { issuer, userinfo_endpoint: more } = configuration.serverMetadata();
      // The issuer of Entra's shared addresses is a pattern that every tenant fits: exactly one is ours.
      if (!claims || claims.iss !== issuer) throw new ClientError('no token of this issuer');
      if (!more || (claims[this.requireConfig().roleClaim] !== undefined && emailOf(claims))) return claims;
      return { ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
    } catch (error) {
      if (isAway(error)) throw away();
      this.log.pino.warn({ code: (error as { code?: unknown }).code }, 'oidc refused');
      throw new Problem(401, 'oidc-not-confirmed', {
        da: 'Dit login blev afbrudt eller kunne ikke bekræftes. Prøv igen.',
        en: 'Your sign-in was broken off or could not be confirmed. Try again.',
      });
    }
  }

  /** Kept for an hour; a failure is not kept, so the next sign-in asks again. */
  private async configuration(): Promise<Configuration> {
    const now = this.clock.now().getTime();
    if (!this.found || this.found.until <= now) {
      this.found = { configuration: this.discover(this.requireConfig()), until: now + ASK_AGAIN_MS };
    }
    try {
      return await this.found.configuration;
    } catch (error) {
      this.found = null;
      this.log.failure(error, { issuer: this.requireConfig().issuer.origin });
      throw away();
    }
  }

  private async discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<Configuration> {
    const proof = clientSecret === null ? None() : ClientSecretPost(clientSecret);
    // Without the first, the signature of a token that came straight from the identity provider is not looked at.
    const execute = [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])];
    const options = { execute, timeout: ANSWER_WITHIN_S };
    return await discovery(issuer, clientId, { [clockTolerance]: CLOCKS_DIFFER_BY_S }, proof, options);
  }
}

/** Whether the error, or what caused it, is that no answer or only a 5xx came. */
function isAway(error: unknown): boolean {
  type Failure = { message?: string; code?: string; status?: number; cause?: unknown };
  const { message, code, status, cause } = error as Failure;
  if (message === 'fetch failed' || code === 'OAUTH_TIMEOUT' || (status ?? 0) >= 500) return true;
  return typeof cause === 'object' && cause !== null && isAway(cause);
}

function away(): Problem {
  return new Problem(503, 'oidc-away', {
    da: 'Kommunens login svarer ikke lige nu. Prøv igen om lidt.',
    en: 'The municipality’s sign-in does not answer right now. Try again shortly.',
  });
}
