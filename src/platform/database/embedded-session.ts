import { Client } from 'pg';

export const DATABASE = 'haandslag';
export const OWNER = 'haandslag_owner';
export const APP = 'haandslag_app';

/** The passwords of the roles `postgres`, {@link OWNER} and {@link APP}. */
export interface Passwords {
  superuser: string;
  owner: string;
  app: string;
}

/** Advisory locks in database `postgres`: one is shared by every program that uses the server, one serves preparing. */
const IN_USE = 4_806_001;
const PREPARING = 4_806_002;

/**
 * The superuser connection a program keeps while it uses the embedded server. Its lock says "in use" to other
 * programs, and the system frees it when the program is killed. Until it ends, the program stays alive.
 */
export class EmbeddedSession {
  private readonly client: Client;
  private lost = false;

  constructor(url: string) {
    this.client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    this.client.on('error', () => (this.lost = true));
  }

  /** Fails when the server is going down: then the program that stops it holds the lock until the end. */
  async join(): Promise<void> {
    await this.client.connect();
    await this.client.query('SELECT pg_advisory_lock_shared($1)', [IN_USE]);
  }

  /** Makes what is missing of roles, database and rights; may have been cut short before. `url` is the database. */
  async prepare(url: string, passwords: Passwords): Promise<void> {
    await this.client.query('SELECT pg_advisory_lock($1)', [PREPARING]);
    await this.ensureRole(OWNER, passwords.owner);
    await this.ensureRole(APP, passwords.app);
    const found = await this.client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await this.client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
    const database = new Client({ connectionString: url });
    await database.connect();
    try {
      await database.query(`
        REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC;
        GRANT CONNECT ON DATABASE ${DATABASE} TO ${APP};
        ALTER SCHEMA public OWNER TO ${OWNER};
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        GRANT USAGE ON SCHEMA public TO ${APP};
      `);
    } finally {
      await database.end();
    }
    await this.client.query('SELECT pg_advisory_unlock($1)', [PREPARING]);
  }

  /** True when no other program uses the server: then nobody can join any more and the caller has to stop it. */
  async leave(): Promise<boolean> {
    try {
      await this.client.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE]);
      const { rows } = await this.client.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [IN_USE]);
      return rows[0]?.last === true;
    } catch (error) {
      if (this.lost) return true; // the server is gone, or is being stopped by a program that left just now
      throw error;
    }
  }

  async end(): Promise<void> {
    await this.client.end();
  }

  private async ensureRole(name: string, password: string): Promise<void> {
    const found = await this.client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
    if (found.rowCount !== 0) return;
    await this.client.query(`CREATE ROLE ${name} LOGIN PASSWORD ${this.client.escapeLiteral(password)}`);
  }
}
