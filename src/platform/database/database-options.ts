import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { PostgresNaming } from './postgres-naming.js';

const DATE = 1082;
const TIMESTAMPTZ = 1184;
const BIGINT = 20;
const NUMERIC = 1700;

/** Dates stay `YYYY-MM-DD`, instants become ISO 8601 UTC, counts and decimals become numbers. */
function parserOf(oid: number): (value: string) => unknown {
  switch (oid) {
    case DATE:
      return (value) => value;
    case TIMESTAMPTZ:
      return (value) => new Date(value).toISOString();
    case BIGINT:
    case NUMERIC:
      return Number;
    default:
      return pg.types.getTypeParser(oid) as (value: string) => unknown;
  }
}

/** What the app, the migrations and the tests all connect with; statements are cut after 30 s, idle transactions too. */
export function databaseOptions(url: string): Extract<DataSourceOptions, { type: 'postgres' }> {
  return {
    type: 'postgres',
    url,
    namingStrategy: new PostgresNaming(),
    synchronize: false,
    invalidWhereValuesBehavior: { undefined: 'throw', null: 'throw' },
    poolSize: 10,
    applicationName: 'haandslag',
    connectTimeoutMS: 5_000,
    extra: {
      types: { getTypeParser: parserOf },
      options:
        '-c timezone=UTC -c statement_timeout=30s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s',
    },
  };
}
