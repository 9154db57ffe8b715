/** Numbers that look random and are the same on every machine for the same keys. */
export class SampleRandom {
  private state: number;

  /** `keys` name what is drawn for, such as the seed, the table and the row. */
  constructor(...keys: readonly number[]) {
    this.state = keys.reduce((hash, key) => Math.imul(hash ^ key, 0x85ebca6b) ^ (hash >>> 13), 0x9e3779b9);
    this.next();
  }

  /** From 0 up to but not 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)] as T;
  }

  /** One of the values, each as often as its weight says. */
  weighted<T>(from: readonly (readonly [weight: number, value: T])[]): T {
    const total = from.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.next() * total;
    for (const [weight, value] of from) {
      left -= weight;
      if (left < 0) return value;
    }
    return (from.at(-1) as readonly [number, T])[1];
  }
}

/** The id of the `index`th row of a table: the same in every sample municipality. */
export function sampleId(table: number, index: number, part = 0): string {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0');
  return `5a3b1e00-${hex(table, 4)}-7000-8${hex(part, 3)}-${hex(index, 12)}`;
}
