export const ACTIVITY_THEMES = ['prevention', 'network', 'schemes'] as const;
export type ActivityTheme = (typeof ACTIVITY_THEMES)[number];

export const ACTIVITY_STATES = ['planned', 'held', 'cancelled'] as const;
export type ActivityState = (typeof ACTIVITY_STATES)[number];

export const PARTICIPATION_ANSWERS = ['none', 'accepted', 'declined'] as const;
export type ParticipationAnswer = (typeof PARTICIPATION_ANSWERS)[number];

export type ActivityAction = 'hold' | 'cancel';

/** From which state an action leads to which; what is not named is refused. */
const TRANSITIONS: Readonly<Record<ActivityAction, Partial<Record<ActivityState, ActivityState>>>> = {
  hold: { planned: 'held' },
  cancel: { planned: 'cancelled' },
};

/** The state after the action; null when it is not allowed from here. */
export function nextActivityState(state: ActivityState, action: ActivityAction): ActivityState | null {
  return TRANSITIONS[action][state] ?? null;
}

export interface Seats {
  answer: ParticipationAnswer;
  seats: number;
}

/**
 * How many seats one company may have: those nobody has accepted, and the ones it has accepted itself. null when the
 * activity has no limit, as in `seatsLeft`.
 */
export function seatsOpenTo(company: Seats, seatsLeft: number | null): number | null {
  return seatsLeft === null ? null : seatsLeft + (company.answer === 'accepted' ? company.seats : 0);
}

export interface Attendance {
  /** null: not noted yet. */
  attended: boolean | null;
  /** How many came; only with `attended`. */
  attendees: number | null;
}

/**
 * What stands after a change in which missing keeps: a company that came and gave no number came with as many as its
 * `seats`. null when the change counts people of a company that did not come.
 */
export function attendanceAfter(before: Attendance, change: Partial<Attendance>, seats: number): Attendance | null {
  const attended = change.attended === undefined ? before.attended : change.attended;
  if (attended !== true) return change.attendees ? null : { attended, attendees: null };
  const attendees = change.attendees === undefined ? before.attendees : change.attendees;
  return { attended, attendees: attendees ?? seats };
}
