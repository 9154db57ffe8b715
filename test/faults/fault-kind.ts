import type { ReminderKind } from '../../src/modules/reminders/reminder-kinds.js';
import type { ReminderTimings } from '../../src/modules/reminders/reminder-timings.js';

/** Minutes become seconds, in the same order as in the program. */
export const FAULT_TIMINGS: ReminderTimings = {
  tickMs: 500,
  requeueAfterMs: 5_000,
  leaseMs: 8_000,
  sendWithinMs: 4_000,
  logAfterMs: 1_000,
  retryMs: 500,
};

/** A reminder that is always due and always allowed; its title tells which one it is. */
export const FAULT_KIND: ReminderKind = {
  name: 'fault-test',
  label: { da: 'Fejlkørsel', en: 'Fault run' },
  email: 'single',
  judge: (_db, due) =>
    Promise.resolve(
      new Map(
        due.map(({ id, occurrence }) => {
          const title = { da: occurrence, en: occurrence };
          return [id, { send: { title, body: title, link: '/opgaver' } }];
        }),
      ),
    ),
};
