import { IsBoolean, IsOptional } from 'class-validator';
import { Flag, ListQuery } from '../../platform/http/list-query.js';

export class ListNotificationsQuery extends ListQuery {
  /** true: only those not read yet. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  unread?: boolean;
}

export class NotificationTextDto {
  da: string;
  en: string;
}

export class NotificationDto {
  id: string;
  kind: string;
  title: NotificationTextDto;
  body: NotificationTextDto;
  /** Path in the web client. */
  link: string;
  /** ISO 8601 UTC. */
  createdAt: string;
  readAt: string | null;
}

export class NotificationPage {
  items: NotificationDto[];
  nextCursor: string | null;
  count?: number;
  /** How many the user has not read, whatever the filter. */
  unread: number;
}

export class UnreadDto {
  unread: number;
}
