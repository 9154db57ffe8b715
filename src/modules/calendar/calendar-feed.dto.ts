export class CalendarFeedDto {
  /** ISO 8601 UTC; null: there is no address that works. */
  createdAt: string | null;
  /** When a calendar program last asked, to the minute; null: never. */
  lastUsedAt: string | null;
}

export class CreatedCalendarFeedDto extends CalendarFeedDto {
  /** Shown in this one answer; whoever has it can read the calendar. */
  url: string;
}
