/** What came of the reminders of one run. */
export interface Tally {
  /** Delivered at least once. */
  readonly sent: number;
  readonly lost: number;
  /** Copies beyond the first. */
  readonly twice: number;
  /** Of which nobody knows whether they were delivered. */
  readonly unknown: number;
}

/** Compares what was wanted with every copy that arrived, each told by its title. */
export function tally(wanted: readonly string[], arrived: readonly string[], unknown: number): Tally {
  const copies = new Map(wanted.map((title) => [title, 0]));
  for (const title of arrived) {
    const before = copies.get(title);
    if (before === undefined) throw new Error(`Nobody asked for "${title}"`);
    copies.set(title, before + 1);
  }
  const counts = [...copies.values()];
  return {
    sent: counts.filter((count) => count > 0).length,
    lost: counts.filter((count) => count === 0).length,
    twice: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
    unknown,
  };
}

export function inWords({ lost, twice, unknown }: Tally): string {
  return `LOST ${lost} TWICE ${twice} UNKNOWN ${unknown}`;
}
