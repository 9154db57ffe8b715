import { DefaultNamingStrategy, type NamingStrategyInterface, type Table } from 'typeorm';

/** Names tables, columns and constraints as PostgreSQL itself does, so that migrations in plain SQL need no names. */
export class PostgresNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(className: string, given: string | undefined): string {
    return given ?? snakeCase(className);
  }

  override columnName(property: string, given: string | undefined): string {
    return given ?? snakeCase(property);
  }

  override joinColumnName(relation: string): string {
    return snakeCase(`${relation}Id`);
  }

  override primaryKeyName(table: Table | string): string {
    return `${nameOf(table)}_pkey`;
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.map(snakeCase).join('_')}_key`;
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.map(snakeCase).join('_')}_fkey`;
  }
}

/** `lastContactOn` to `last_contact_on`. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function nameOf(table: Table | string): string {
  return typeof table === 'string' ? table : (table.name.split('.').at(-1) ?? table.name);
}
