import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { hashPassword } from '../auth/password.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.js';

/** With SAMPLE_DATA on: the demo accounts, written once, in a database that has no user of its own. */
@Injectable()
export class SampleDataService implements OnApplicationBootstrap {
  constructor(
    private readonly db: DataSource,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.platform.sampleData) return;
    const [users] = await this.db.query<{ n: number }[]>('SELECT count(*) AS n FROM app_user');
    if (users?.n !== 0) return;
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    await this.db.query(
      `INSERT INTO app_user (id, email, name, role, demo, password_hash)
       SELECT id, email, name, role, true, $2
       FROM jsonb_to_recordset($1) AS account (id uuid, email text, name text, role text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(DEMO_ACCOUNTS), passwordHash],
    );
  }
}
