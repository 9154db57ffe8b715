import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import { Sweeper } from '../../platform/database/sweeper.js';
import { Metrics } from '../../platform/health/metrics.js';
import { passwordChecks } from '../passwords/password.js';
import { networkOf } from './network.rules.js';

const WINDOW_MS = 15 * 60_000;
/** Guesses on one account within the window, from all addresses together. */
const PER_ACCOUNT = 10;
/** How many of them are open to addresses from which the account's user has never signed in. */
const PER_ACCOUNT_FROM_STRANGERS = 8;
const PER_ADDRESS = 30;
const ADDRESS_KEPT_MS = 90 * 86_400_000;

/** A guess that was let through. */
export interface Guess {
  readonly account: Buffer;
  readonly address: Buffer;
}

/**
 * Limits guessing at passwords and codes: within any 15 minutes at most ten guesses on one account reach the hash,
 * whatever the number of addresses, and at most thirty that fail from one address. Unknown accounts are counted the
 * same, so that a refusal tells nothing.
 *
 * Nobody can lock a person out for good by guessing on: the last two of the ten are kept for addresses from which the
 * user has signed in during the last 90 days, and a correct sign-in begins the count anew. Whoever is at a new place
 * while a stranger guesses waits, or goes back to a place where it worked.
 */
@Injectable()
export class GuessLimits implements OnModuleInit {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sweeper: Sweeper,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.registry.registerMetric(passwordChecks);
    this.sweeper.register('guesses', async () => {
      const now = this.clock.now().getTime();
      await this.db.query(
        "DELETE FROM guess_count WHERE coalesce(guessed_at[cardinality(guessed_at)], '-infinity') <= $1",
        [new Date(now - WINDOW_MS)],
      );
      await this.db.query('DELETE FROM sign_in_address WHERE last_used_at < $1', [new Date(now - ADDRESS_KEPT_MS)]);
    });
  }

  /**
   * Counts a guess on the account with this e-mail address (lower case) before it is looked at; throws 429 when there
   * were too many. One statement checks and counts, so that a thousand guesses at the same time are no way around it.
   */
  async take(email: string, ip: string): Promise<Guess> {
    const network = networkOf(ip);
    const guess = { account: keyOf('account', email), address: keyOf('address', network) };
    const now = this.clock.now();
    const since = new Date(now.getTime() - WINDOW_MS);
    const counted = await this.db.query<unknown[]>(
      `INSERT INTO guess_count AS g (key, guessed_at) VALUES ($1, ARRAY[$3::timestamptz]), ($2, ARRAY[$3::timestamptz])
       ON CONFLICT (key) DO UPDATE
         SET guessed_at = ARRAY(SELECT one FROM unnest(g.guessed_at) one WHERE one > $4 ORDER BY one) || $3::timestamptz
         WHERE (SELECT count(*) FROM unnest(g.guessed_at) one WHERE one > $4) < CASE
           WHEN g.key = $2 THEN $5::int
           WHEN EXISTS (SELECT FROM sign_in_address a JOIN app_user u ON u.id = a.user_id
                        WHERE u.email = $8 AND a.address = $9) THEN $6::int
           ELSE $7::int
         END
       RETURNING key`,
      [guess.account, guess.address, now, since, PER_ADDRESS, PER_ACCOUNT, PER_ACCOUNT_FROM_STRANGERS, email, network],
    );
    if (counted.length < 2) throw await this.tooMany(guess, now, since);
    return guess;
  }

  /** What was guessed is right: the account's guesses are forgotten, and this one no longer counts for the address. */
  async forget(guess: Guess, tx: EntityManager = this.db.manager): Promise<void> {
    await tx.query('DELETE FROM guess_count WHERE key = $1', [guess.account]);
    await this.forgive(guess, tx);
  }

  /** This one no longer counts for the address; it still does for the account. */
  async forgive({ address }: Guess, tx: EntityManager = this.db.manager): Promise<void> {
    await tx.query(
      'UPDATE guess_count SET guessed_at = trim_array(guessed_at, 1) WHERE key = $1 AND cardinality(guessed_at) > 0',
      [address],
    );
  }

  /** The user has signed in from here. */
  async remember(tx: EntityManager, userId: string, ip: string): Promise<void> {
    await tx.query(
      `INSERT INTO sign_in_address (user_id, address, last_used_at) VALUES ($1, $2, $3)
       ON CONFLICT (user_id, address) DO UPDATE SET last_used_at = excluded.last_used_at`,
      [userId, networkOf(ip), this.clock.now()],
    );
  }

  private async tooMany({ account, address }: Guess, now: Date, since: Date): Promise<Problem> {
    const [oldest] = await this.db.query<{ at: string | null }[]>(
      'SELECT min(one) AS at FROM guess_count, unnest(guessed_at) one WHERE key IN ($1, $2) AND one > $3',
      [account, address, since],
    );
    const open = oldest?.at ? Date.parse(oldest.at) + WINDOW_MS : now.getTime();
    const seconds = Math.max(1, Math.ceil((open - now.getTime()) / 1_000));
    return new Problem(
      429,
      'too-many-guesses',
      {
        da: 'For mange forkerte forsøg. Vent et kvarter, og prøv igen, eller log ind fra et sted, du plejer at bruge.',
        en: 'Too many wrong attempts. Wait 15 minutes and try again, or sign in from a place you usually use.',
      },
      [],
      { 'retry-after': String(seconds) },
    );
  }
}

function keyOf(kind: 'account' | 'address', value: string): Buffer {
  return createHash('sha256').update(`${kind}:${value}`).digest();
}
