import type { Api } from './api.js';
import type { WriteRoutes } from './write-route.js';

/** Gives the caller's calendar a new address and answers the secret part of it. */
export async function calendarToken(api: Api): Promise<string> {
  const { body } = await api.post<{ url: string }>('/calendar-feed');
  return /\/api\/calendar\/([\w-]{43})\.ics$/.exec(body.url)?.[1] ?? '';
}

/** The address of the caller's own calendar. */
export const CALENDAR_WRITE_ROUTES: WriteRoutes = {
  'POST /calendar-feed': { ifMatch: 'none', sample: () => ({}) },
  'DELETE /calendar-feed': { ifMatch: 'none', sample: () => ({}) },
};
