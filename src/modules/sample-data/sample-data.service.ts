import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { loadSample, SAMPLE_SEED } from './sample-loader.js';

/** The size of the sample municipality: about as many employers and visits as a middling Danish one has. */
const COMPANIES = 3_700;
const VISITS = 6_000;

/** With SAMPLE_DATA on, an empty database becomes the sample municipality at the first start. */
@Injectable()
export class SampleDataService implements OnApplicationBootstrap {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.platform.sampleData) return;
    const users = await this.db.query<unknown[]>('SELECT 1 FROM app_user LIMIT 1');
    if (users.length > 0) return;
    const client = new pg.Client({ connectionString: this.platform.databaseUrl });
    await client.connect();
    try {
      await loadSample(client, { seed: SAMPLE_SEED, companies: COMPANIES, visits: VISITS, today: this.clock.today() });
    } finally {
      await client.end();
    }
  }
}
