import { Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConsumes, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Public } from '../../platform/http/permission-marks.js';
import { UnsubscribesService } from './unsubscribes.service.js';

const PAGE = 'text/html; charset=utf-8';

/** Behind the link in mails to contacts; pages for people, and one click for mail programs (RFC 8058). */
@Controller('unsubscribe')
export class UnsubscribesController {
  constructor(private readonly unsubscribes: UnsubscribesService) {}

  /** Asks whether the recipient wants no more mails; changes nothing. */
  @Get(':token')
  @Public()
  @Header('content-type', PAGE)
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async ask(@Param('token') token: string): Promise<string> {
    return await this.unsubscribes.ask(token);
  }

  /** Notes that the recipient wants no more mails; the body is not looked at, nor does it matter how often. */
  @Post(':token')
  @HttpCode(200)
  @Public()
  @Header('content-type', PAGE)
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async refuse(@Param('token') token: string): Promise<string> {
    return await this.unsubscribes.refuse(token);
  }
}
