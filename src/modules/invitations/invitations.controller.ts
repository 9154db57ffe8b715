import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { InvitationsDto, SendInvitationsDto } from './invitation.dto.js';
import { InvitationsService } from './invitations.service.js';

@Controller('activities')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  /** Mails the invited companies' contacts, each once, where the contact gate allows it now and when it is sent. */
  @Post(':id/invitations')
  @HttpCode(200)
  @Permission('activities:write')
  async send(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: SendInvitationsDto): Promise<InvitationsDto> {
    return await this.invitations.send(actor, id, body);
  }
}
