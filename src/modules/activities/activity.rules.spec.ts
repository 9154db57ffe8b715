import {
  ACTIVITY_STATES, type ActivityAction, type ActivityState, type Attendance, attendanceAfter, nextActivityState,
  seatsOpenTo,
} from './activity.rules.js';

describe('nextActivityState', () => {
  const allowed: Record<ActivityAction, Partial<Record<ActivityState, ActivityState>>> = {
    hold: { planned: 'held' },
    cancel: { planned: 'cancelled' },
  };
  const actions = Object.keys(allowed) as ActivityAction[];
  const cases = ACTIVITY_STATES.flatMap((state) =>
    actions.map((action) => [state, action, allowed[action][state] ?? null] as const),
  );

  it.each(cases)('%s, %s: %s', (state, action, expected) => {
    expect(nextActivityState(state, action)).toBe(expected);
  });
});

describe('seatsOpenTo', () => {
  it.each([
    ['one that has not answered', 'none', 3, 2, 2],
    ['one that declined', 'declined', 3, 2, 2],
    ['one that accepted may keep its own', 'accepted', 3, 2, 5],
    ['one that accepted at a full activity', 'accepted', 3, 0, 3],
    ['one that has not answered at a full activity', 'none', 3, 0, 0],
    ['any, without a limit', 'accepted', 3, null, null],
  ] as const)('%s', (_name, answer, seats, left, expected) => {
    expect(seatsOpenTo({ answer, seats }, left)).toBe(expected);
  });
});

describe('attendanceAfter', () => {
  const unknown: Attendance = { attended: null, attendees: null };
  const three: Attendance = { attended: true, attendees: 3 };
  const away: Attendance = { attended: false, attendees: null };

  it.each<[string, Attendance, Partial<Attendance>, Attendance | null]>([
    ['nothing noted stays so', unknown, {}, unknown],
    ['came: as many as the seats', unknown, { attended: true }, { attended: true, attendees: 2 }],
    ['came with a number', unknown, { attended: true, attendees: 5 }, { attended: true, attendees: 5 }],
    ['did not come', unknown, { attended: false }, away],
    ['the number corrected', three, { attendees: 4 }, { attended: true, attendees: 4 }],
    ['the number taken back: the seats again', three, { attendees: null }, { attended: true, attendees: 2 }],
    ['came, said again, keeps the number', three, { attended: true }, three],
    ['did not come after all', three, { attended: false }, away],
    ['not noted after all', three, { attended: null }, unknown],
    ['came after all', away, { attended: true }, { attended: true, attendees: 2 }],
    ['a number for one of whom nothing is noted', unknown, { attendees: 1 }, null],
    ['a number for one that did not come', away, { attendees: 1 }, null],
    ['no number for one that did not come', away, { attendees: null }, away],
    ['a number together with not coming', three, { attended: false, attendees: 1 }, null],
  ])('%s', (_name, before, change, expected) => {
    expect(attendanceAfter(before, change, 2)).toEqual(expected);
  });
});
