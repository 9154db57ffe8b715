import { Controller, Get, HttpCode, Post, Query, Sse } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { ListNotificationsQuery, NotificationDto, NotificationPage, UnreadDto } from './notification.dto.js';
import { NotificationStream } from './notification-stream.js';
import { NotificationsService } from './notifications.service.js';

@Controller('notifications')
export class NotificationsController {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly stream: NotificationStream,
  ) {}

  /** My own, the newest first, with the number not read. */
  @Get()
  @Permission('session:own')
  async list(@CurrentActor() actor: Actor, @Query() query: ListNotificationsQuery): Promise<NotificationPage> {
    return await this.notifications.list(actor, query);
  }

  /** Server-sent events: the number of unread notifications, at once and whenever it changes. */
  @Sse('stream')
  @Permission('session:own')
  follow(@CurrentActor() actor: Actor): Observable<{ data: UnreadDto }> {
    return this.stream.follow(actor.userId);
  }

  @Post('read')
  @HttpCode(204)
  @Permission('session:own')
  async readAll(@CurrentActor() actor: Actor): Promise<void> {
    await this.notifications.readAll(actor);
  }

  @Post(':id/read')
  @HttpCode(200)
  @Permission('session:own')
  async read(@CurrentActor() actor: Actor, @Id() id: string): Promise<NotificationDto> {
    return await this.notifications.read(actor, id);
  }
}
