import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem.js';
import { type Caller, CurrentCaller } from '../../platform/http/caller.js';
import { Public } from '../../platform/http/permission-marks.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { readSessionCookie, setSessionCookie } from '../auth/session-cookie.js';
import { SessionsService } from '../auth/sessions.service.js';
import { ARRIVED_PAGE, refusedPage } from './oidc-page.js';
import { FLOW_MS, OidcService } from './oidc.service.js';

@Controller('oidc')
export class OidcController {
  constructor(
    private readonly oidc: OidcService,
    private readonly sessions: SessionsService,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  /** Sends the browser to the municipality's identity provider; 404 when people sign in with a password. */
  @Get('sign-in')
  @Public()
  async signIn(@Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { address, browserToken } = await this.oidc.begin();
    void reply.setCookie(this.cookieName, browserToken, { ...this.cookieOptions, maxAge: FLOW_MS / 1000 });
    void reply.redirect(address.href, 302);
  }

  /**
   * Where the identity provider sends the browser back; opens a session. The answer is a page that goes on to `/` by
   * itself, not a redirect: a browser keeps the Strict session cookie off a redirect that began at another site, but
   * sends it when our own page asks for the next.
   */
  @Get('callback')
  @Public()
  async callback(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const wantsPage = request.headers.accept?.includes('text/html') ?? false;
    const query = request.url.split('?')[1] ?? '';
    try {
      const userId = await this.oidc.finish(request.cookies[this.cookieName] ?? '', query);
      const token = await this.sessions.openFor(userId, caller, 'oidc');
      await this.sessions.close(readSessionCookie(this.platform, request) ?? '');
      setSessionCookie(this.platform, reply, token);
      void reply.clearCookie(this.cookieName, this.cookieOptions).type('text/html; charset=utf-8');
      return ARRIVED_PAGE;
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 404 || !wantsPage) throw error;
      void reply.status(error.status).type('text/html; charset=utf-8');
      return refusedPage(error);
    }
  }

  private get isSecure(): boolean {
    return this.platform.publicUrl?.protocol === 'https:';
  }

  private get cookieName(): string {
    return this.isSecure ? '__Host-oidc' : 'oidc';
  }

  /** Lax: it must come along when the identity provider sends the browser back. */
  private get cookieOptions() {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure } as const;
  }
}
