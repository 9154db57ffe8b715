import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { type Caller, CurrentCaller } from '../../platform/http/caller.js';
import { Id } from '../../platform/http/id.pipe.js';
import { languageOf } from '../../platform/http/language.js';
import { Permission, Public } from '../../platform/http/permission-marks.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { readSessionCookie, setSessionCookie } from '../auth/session-cookie.js';
import { SessionsService } from '../auth/sessions.service.js';
import {
  AskForPasswordDto, InspectLinkDto, IssuedLinkDto, LinkDto, PasswordAskedForDto, RedeemedLinkDto, RedeemLinkDto,
} from './one-time-link.dto.js';
import { OneTimeLinksService } from './one-time-links.service.js';
import { SentLinksService } from './sent-links.service.js';

const NEXT = {
  'read-mail': {
    da: 'Har du en bruger med den mailadresse, får du en mail om lidt.',
    en: 'If you have a user with that address, a mail is on its way.',
  },
  'ask-administrator': {
    da: 'Håndslag sender ikke mail her. Bed din administrator om et link.',
    en: 'Håndslag sends no mail here. Ask your administrator for a link.',
  },
} as const;

@Controller()
export class OneTimeLinksController {
  constructor(
    private readonly links: OneTimeLinksService,
    private readonly sent: SentLinksService,
    private readonly sessions: SessionsService,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  /** A link with which a new user chooses a password; good for seven days. */
  @Post('users/:id/invitation')
  @Permission('users:write')
  async invite(@CurrentActor() actor: Actor, @Id() id: string): Promise<IssuedLinkDto> {
    return await this.sent.issue(actor, id, 'invitation');
  }

  /** A link with which a user chooses a new password; good for an hour. */
  @Post('users/:id/password-reset')
  @Permission('users:write')
  async reset(@CurrentActor() actor: Actor, @Id() id: string): Promise<IssuedLinkDto> {
    return await this.sent.issue(actor, id, 'reset');
  }

  /** I have forgotten my password. */
  @Post('password-resets')
  @HttpCode(202)
  @Public()
  async ask(
    @Body() body: AskForPasswordDto,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
  ): Promise<PasswordAskedForDto> {
    const next = await this.sent.ask(body.email, caller);
    return { next, detail: NEXT[next][languageOf(request.headers['accept-language'])] };
  }

  /** What a link is for, before it is used. */
  @Post('one-time-links/inspect')
  @HttpCode(200)
  @Public()
  async inspect(@Body() body: InspectLinkDto): Promise<LinkDto> {
    return await this.links.inspect(body.token);
  }

  /** Choose a password with a link; signs in. */
  @Post('one-time-links/redeem')
  @HttpCode(200)
  @Public()
  async redeem(
    @Body() body: RedeemLinkDto,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RedeemedLinkDto> {
    const token = await this.links.redeem(body, caller);
    await this.sessions.close(readSessionCookie(this.platform, request) ?? '');
    if (token) setSessionCookie(this.platform, reply, token);
    return { signedIn: token !== null };
  }
}
