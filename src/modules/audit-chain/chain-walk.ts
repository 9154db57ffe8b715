import { GENESIS } from './audit-text.js';

const DIGEST_HEX = 64;

/** A batch as read; hashes and digests in hex. */
export interface BatchRow {
  seq: number;
  prev: string;
  hash: string;
  /** What `hash` must be, made from everything else in the row. */
  expected: string;
  /** Seconds since 1970. */
  sealedAt: number;
  count: number;
  digests: string;
  /** Half-open. */
  ranges: [from: number | null, to: number | null][];
  /** Above every id that it states. */
  end: number;
}

/** Goes from batch to batch and knows what must come next. */
export class ChainWalk {
  batches = 0;
  head = GENESIS;
  /** Events that the batches state, expired ones too. */
  eventCount = 0;
  private seq = 0;
  private readonly seen: { sealedAt: number; end: number }[] = [];
  private settled = 0;
  /** Ids below this had been sealed long before the batch at hand. */
  private settledEnd = 0;
  /** When the round before the batch at hand sealed. */
  private roundBefore = -Infinity;

  constructor(private readonly lateSeconds: number) {}

  /** Takes the next batch; answers what is wrong with it. */
  step(batch: BatchRow): string[] {
    const findings: string[] = [];
    if (batch.seq !== this.seq + 1) findings.push(`batch ${this.seq + 1}: is missing`);
    if (batch.prev !== this.head) findings.push(`batch ${batch.seq}: does not follow the batch before it`);
    if (batch.expected !== batch.hash) findings.push(`batch ${batch.seq}: was changed`);
    if (!isSound(batch)) findings.push(`batch ${batch.seq}: states other events than it has digests of`);
    this.seq = batch.seq;
    this.head = batch.hash;
    this.batches += 1;
    this.eventCount += batch.count;
    this.remember(batch);
    return findings;
  }

  /** What each event of the batch must digest to; none when the batch itself cannot be believed. */
  *digestsOf(batch: BatchRow): Generator<[id: number, digest: string]> {
    if (batch.expected !== batch.hash || !isSound(batch)) return;
    let position = 0;
    for (const [from, to] of batch.ranges) {
      for (let id = from ?? 0; id < (to ?? 0); id += 1, position += DIGEST_HEX) {
        yield [id, batch.digests.slice(position, position + DIGEST_HEX)];
      }
    }
  }

  /**
   * Why an event cannot have been written when it says, or when its neighbours were, though a batch covers it: a row
   * that somebody put in later is sealed like any other, but later than everything around it.
   */
  lateness({ id, seq, at }: { id: number; seq: number; at: number }): string | null {
    const limit = this.limits.get(seq);
    if (!limit) return null;
    if (id < limit.settledEnd) return `was put in among sealed ones before batch ${seq}`;
    if (at + this.lateSeconds < limit.roundBefore) return `says a time long before batch ${seq}, which first saw it`;
    return null;
  }

  private readonly limits = new Map<number, { settledEnd: number; roundBefore: number }>();

  private remember({ seq, sealedAt, end }: BatchRow): void {
    for (const one of this.seen.slice(this.settled)) {
      if (one.sealedAt >= sealedAt - this.lateSeconds) break;
      this.settledEnd = Math.max(this.settledEnd, one.end);
      this.settled += 1;
    }
    const last = this.seen.at(-1);
    if (last && last.sealedAt < sealedAt) this.roundBefore = last.sealedAt;
    this.seen.push({ sealedAt, end });
    this.limits.set(seq, { settledEnd: this.settledEnd, roundBefore: this.roundBefore });
  }
}

function isSound({ ranges, count, digests }: BatchRow): boolean {
  const stated = ranges.reduce((sum, [from, to]) => sum + ((to ?? Infinity) - (from ?? -Infinity)), 0);
  return stated === count && digests.length === count * DIGEST_HEX;
}
