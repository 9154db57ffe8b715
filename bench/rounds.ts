/** Five, because the median of five forgives two disturbed rounds. */
export const ROUNDS = 5;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined || sorted.length % 2 === 0) throw new Error('A median here is of an odd number of values');
  return middle;
}

/** The line that programs read; more is better, 1 is as good as the comparator. */
export function printRatio(name: string, ratio: number): void {
  console.log(`RATIO ${name} ${ratio.toFixed(3)}`);
}
