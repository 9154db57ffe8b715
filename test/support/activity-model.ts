import type {
  ActivityState, ActivityTheme, ParticipationAnswer,
} from '../../src/modules/activities/activity.rules.js';

/** What a sequence may do; `at` and `company` are taken modulo how many there are. */
export type ActivityCommand =
  | { do: 'create'; theme: ActivityTheme; capacity: number | null; inHours: number }
  | { do: 'invite'; at: number; companies: number[] }
  | { do: 'walk in'; at: number; companies: number[] }
  | { do: 'answer'; at: number; company: number; answer: 'accepted' | 'declined'; seats: number }
  | { do: 'withdraw answer'; at: number; company: number }
  | { do: 'attend'; at: number; company: number; attended: boolean | null; attendees?: number }
  | { do: 'resize'; at: number; capacity: number | null }
  | { do: 'move'; at: number; inHours: number }
  | { do: 'hold'; at: number }
  | { do: 'cancel'; at: number }
  | { do: 'evaluate'; at: number; score: number }
  | { do: 'advance clock'; hours: number };

export interface ModelParticipation {
  version: number;
  seats: number;
  invitedAt: number;
  answer: ParticipationAnswer;
  answeredAt: number | null;
  attended: boolean | null;
  attendees: number | null;
}

export interface ModelActivity {
  version: number;
  state: ActivityState;
  startsAt: number;
  capacity: number | null;
  score: number | null;
  /** By the number of the company, in the order of invitation. */
  participations: Map<number, ModelParticipation>;
}

/** The number of the company that is protected against advertising and has no basis; it may only walk in. */
export const PROTECTED = 3;

type On<Name extends ActivityCommand['do']> = Extract<ActivityCommand, { do: Name }>;

const HOUR = 3_600_000;
const copenhagen = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen', dateStyle: 'short' });

/** The rules of activities once more, written as plainly as they go; shares nothing with the program but types. */
export class ActivityModel {
  readonly activities: ModelActivity[] = [];

  constructor(public now: number) {}

  /** Says `ok`, or the code with which the command is refused; refused commands change nothing. */
  apply(command: ActivityCommand): string {
    if (command.do === 'advance clock') {
      this.now += command.hours * HOUR;
      return 'ok';
    }
    if (command.do === 'create') {
      const { capacity, inHours } = command;
      const startsAt = this.now + inHours * HOUR;
      const participations = new Map<number, ModelParticipation>();
      this.activities.push({ version: 1, state: 'planned', startsAt, capacity, score: null, participations });
      return 'ok';
    }
    const activity = this.touched(command);
    if (!activity) throw new Error('A sequence begins with an activity');
    if (activity.state === 'cancelled') return 'activity-cancelled';
    switch (command.do) {
      case 'invite': return this.invite(activity, command.companies, false);
      case 'walk in': return this.invite(activity, command.companies, true);
      case 'answer': return this.answer(activity, command);
      case 'withdraw answer': return this.withdraw(activity, command);
      case 'attend': return this.attend(activity, command);
      case 'resize': return this.resize(activity, command);
      case 'move': return this.move(activity, command);
      case 'evaluate': return this.evaluate(activity, command);
      case 'hold':
        if (activity.state === 'held') return 'activity-held';
        if (activity.startsAt > this.now) return 'not-begun';
        return changed(activity, { state: 'held' });
      case 'cancel':
        if (activity.state === 'held') return 'activity-held';
        return changed(activity, { state: 'cancelled' });
    }
  }

  touched(command: ActivityCommand): ModelActivity | undefined {
    return 'at' in command ? this.activities[command.at % this.activities.length] : this.activities.at(-1);
  }

  seatsAccepted(activity: ModelActivity, except?: number): number {
    let seats = 0;
    for (const [company, one] of activity.participations) {
      if (one.answer === 'accepted' && company !== except) seats += one.seats;
    }
    return seats;
  }

  private invite(activity: ModelActivity, companies: number[], walkIn: boolean): string {
    if (walkIn && !this.dayHasCome(activity.startsAt)) return 'too-early';
    const fresh = companies.filter((company) => !activity.participations.has(company));
    if (!walkIn && fresh.includes(PROTECTED)) return 'contact-blocked';
    for (const company of fresh) {
      activity.participations.set(company, {
        version: 1, seats: 1, invitedAt: this.now, answer: 'none', answeredAt: null,
        attended: walkIn ? true : null, attendees: walkIn ? 1 : null,
      });
    }
    return fresh.length === 0 ? 'ok' : changed(activity, {});
  }

  private answer(activity: ModelActivity, { company, answer, seats }: On<'answer'>): string {
    const one = activity.participations.get(company);
    if (!one) return 'not-found';
    const taken = this.seatsAccepted(activity, company);
    if (answer === 'accepted' && activity.capacity !== null && taken + seats > activity.capacity) return 'full';
    const answeredAt = one.answer === answer ? one.answeredAt : this.now;
    changed(one, { answer, seats, answeredAt });
    return changed(activity, {});
  }

  private withdraw(activity: ModelActivity, { company }: On<'withdraw answer'>): string {
    const one = activity.participations.get(company);
    if (!one) return 'not-found';
    changed(one, { answer: 'none', answeredAt: null });
    return changed(activity, {});
  }

  private attend(activity: ModelActivity, { company, attended, attendees }: On<'attend'>): string {
    const one = activity.participations.get(company);
    if (!one) return 'not-found';
    if (attended !== true && attendees !== undefined) return 'not-attended';
    const number = attended === true ? (attendees ?? one.attendees ?? one.seats) : null;
    const differs = attended !== one.attended || number !== one.attendees;
    if (differs && !this.dayHasCome(activity.startsAt)) return 'too-early';
    changed(one, { attended, attendees: number });
    return changed(activity, {});
  }

  private resize(activity: ModelActivity, { capacity }: On<'resize'>): string {
    if (capacity !== null && capacity < this.seatsAccepted(activity)) return 'capacity-taken';
    return changed(activity, { capacity });
  }

  private move(activity: ModelActivity, { inHours }: On<'move'>): string {
    const startsAt = this.now + inHours * HOUR;
    if (activity.state === 'held' && startsAt > this.now) return 'held';
    const noted = [...activity.participations.values()].some(({ attended }) => attended !== null);
    if (noted && !this.dayHasCome(startsAt)) return 'attendance-noted';
    return changed(activity, { startsAt });
  }

  private evaluate(activity: ModelActivity, { score }: On<'evaluate'>): string {
    return activity.state === 'held' ? changed(activity, { score }) : 'not-held';
  }

  private dayHasCome(startsAt: number): boolean {
    return copenhagen.format(startsAt) <= copenhagen.format(this.now);
  }
}

function changed<T extends { version: number }>(record: T, values: Partial<T>): 'ok' {
  Object.assign(record, values, { version: record.version + 1 });
  return 'ok';
}
