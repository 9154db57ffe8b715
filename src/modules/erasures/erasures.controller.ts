import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { ContactErasure } from './contact-erasure.js';
import { EraseContactDto, ErasureDto, ErasurePage, ListErasuresQuery } from './erasure.dto.js';
import { ErasuresReader } from './erasures.reader.js';

@Controller()
export class ErasuresController {
  constructor(
    private readonly erasure: ContactErasure,
    private readonly reader: ErasuresReader,
  ) {}

  /** Who was erased, by id, the first first; what `npm run privacy -- list` prints. */
  @Get('erasures')
  @Permission('privacy:read')
  async list(@Query() query: ListErasuresQuery): Promise<ErasurePage> {
    return await this.reader.list(query);
  }

  /**
   * Takes the person out of everything but what a law holds. There is no way back. The same again answers the same;
   * without a hold that was there, what was held goes too.
   */
  @Post('contacts/:id/erasure')
  @HttpCode(200)
  @Permission('privacy:write')
  async erase(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: EraseContactDto): Promise<ErasureDto> {
    return await this.erasure.byRequest(actor, id, body);
  }
}
