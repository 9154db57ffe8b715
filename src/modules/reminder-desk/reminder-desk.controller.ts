import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { MailReconciler } from '../reminder-mails/mail-reconciler.js';
import {
  DecideReminderDto, ListRemindersQuery, ReminderDto, ReminderPage, ReminderSummaryDto, TestMailAnswerDto,
} from './reminder-desk.dto.js';
import { ReminderDesk, wrongState } from './reminder-desk.service.js';
import { TestMail } from './test-mail.js';

@Controller('reminders')
export class ReminderDeskController {
  constructor(
    private readonly desk: ReminderDesk,
    private readonly reconciler: MailReconciler,
    private readonly mailer: Mailer,
    private readonly testMail: TestMail,
  ) {}

  /** Planned, sent, blocked with the reason, unknown: the latest due first. */
  @Get()
  @Permission('reminders:read')
  async list(@Query() query: ListRemindersQuery): Promise<ReminderPage> {
    return await this.desk.list(query);
  }

  /** Whether reminders run: how many in each state, and how long the oldest due one has waited. */
  @Get('summary')
  @Permission('reminders:read')
  async summary(): Promise<ReminderSummaryDto> {
    const [counts, oldestDueSeconds] = [await this.desk.counts(), await this.desk.oldestDueSeconds()];
    return { counts, oldestDueSeconds, mail: this.mailer.isConfigured };
  }

  /** Sends a mail to yourself now and says what the mail server answered. */
  @Post('test-mail')
  @HttpCode(200)
  @Permission('reminders:write')
  async test(@CurrentActor() actor: Actor): Promise<TestMailAnswerDto> {
    return await this.testMail.send(actor);
  }

  /** Sends a failed or blocked reminder again, if it is still due and allowed. */
  @Post(':id/retry')
  @HttpCode(200)
  @Permission('reminders:write')
  async retry(@CurrentActor() actor: Actor, @Id() id: string): Promise<ReminderDto> {
    return await this.desk.retry(actor, id);
  }

  /** Says of an unknown one that it arrived, or that it is to be sent again. */
  @Post(':id/decide')
  @HttpCode(200)
  @Permission('reminders:write')
  async decide(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: DecideReminderDto): Promise<ReminderDto> {
    const before = await this.desk.one(id);
    if (!(await this.reconciler.decide(id, body.outcome === 'arrived'))) throw wrongState();
    await this.desk.recordDecision(actor, before, body.outcome);
    return await this.desk.one(id);
  }
}
