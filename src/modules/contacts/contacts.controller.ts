import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { ContactDto, ContactPage, CreateContactDto, ListContactsQuery, UpdateContactDto } from './contact.dto.js';
import { ContactLookups } from './contact-lookups.js';
import { ContactsService } from './contacts.service.js';

@Controller('contacts')
export class ContactsController {
  constructor(
    private readonly contacts: ContactsService,
    private readonly lookups: ContactLookups,
  ) {}

  /** Contacts of a company, or found by name. */
  @Get()
  @Permission('contacts:read')
  async list(@CurrentActor() actor: Actor, @Query() query: ListContactsQuery): Promise<ContactPage> {
    return await this.lookups.list(actor, query);
  }

  @Post()
  @Permission('contacts:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateContactDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ContactDto> {
    return answerOnce(reply, await this.contacts.create(actor, body));
  }

  @Get(':id')
  @Permission('contacts:read')
  async one(@CurrentActor() actor: Actor, @Id() id: string): Promise<ContactDto> {
    return await this.lookups.one(actor, id);
  }

  @Patch(':id')
  @Permission('contacts:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateContactDto,
  ): Promise<ContactDto> {
    return await this.contacts.update(actor, id, version, body);
  }

  /** Only a contact that nothing names yet; otherwise set `leftOn`. */
  @Delete(':id')
  @HttpCode(204)
  @Permission('contacts:write')
  async delete(@CurrentActor() actor: Actor, @Id() id: string, @IfMatch() version: number): Promise<void> {
    await this.contacts.delete(actor, id, version);
  }
}
