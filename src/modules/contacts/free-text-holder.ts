import type { EntityManager, ObjectLiteral } from 'typeorm';
import { personalProperties } from '../../kernel/personal.js';
import { redactor, redactWithin } from '../../kernel/redact.js';
import type { Person, PersonHolder } from './person-holders.js';

/** Which rows of a table may name a person. */
export interface FreeTexts {
  /** The key of this part of an export. */
  name: string;
  /** Its columns marked `@Personal()` are the ones searched. */
  entity: new () => object;
  /** SQL over the row `x` and the contact `$1::uuid`: the row is about the person. Left out: no row is. */
  linked?: string;
  /** SQL over the row `x` and the person's companies `$2::uuid[]`: it belongs to one. Left out: by `company_id`. */
  near?: string;
  /** Properties that an export shows besides the texts. */
  shows: readonly string[];
}

type Row = Record<string, unknown> & { id: string; linked: boolean };
type Search = (row: Row) => Record<string, unknown> | null;

/** Takes a person's writings out of the free text of one table, and shows the texts that hold them. */
export class FreeTextHolder implements PersonHolder {
  readonly name: string;

  constructor(private readonly texts: FreeTexts) {
    this.name = texts.name;
  }

  async collect(tx: EntityManager, person: Person): Promise<object[]> {
    const textsWithout = this.searchFor(person);
    const rows = await this.rows(tx, person);
    const naming = rows.filter((row) => row.linked || textsWithout(row) !== null);
    return naming.map(({ linked: _linked, ...row }) => row);
  }

  async erase(tx: EntityManager, person: Person): Promise<number> {
    const textsWithout = this.searchFor(person);
    const { columns, tableName } = tx.connection.getMetadata(this.texts.entity);
    const isVersioned = columns.some(({ propertyName }) => propertyName === 'version');
    let changed = 0;
    for (const row of await this.rows(tx, person, 'FOR NO KEY UPDATE OF x')) {
      const changes = textsWithout(row);
      if (!changes) continue;
      await tx.getRepository<ObjectLiteral>(this.texts.entity).update({ id: row.id }, changes);
      // Whoever has the text open with the name in it must not save it back.
      if (isVersioned) await tx.query(`UPDATE "${tableName}" SET version = version + 1 WHERE id = $1`, [row.id]);
      changed += 1;
    }
    return changed;
  }

  /** For a row its texts without the person, by property; null when none of them names the person. */
  private searchFor({ writings, nameWords }: Person): Search {
    const properties = [...personalProperties(this.texts.entity)];
    const nearby = redactor({ writings });
    const linked = redactor({ writings, words: nameWords });
    return (row) => {
      const redact = row.linked ? linked : nearby;
      const changed = properties
        .map((property) => [property, row[property], redactWithin(row[property], redact)] as const)
        .filter(([, before, after]) => JSON.stringify(before) !== JSON.stringify(after));
      return changed.length === 0 ? null : Object.fromEntries(changed.map(([property, , after]) => [property, after]));
    };
  }

  private async rows(tx: EntityManager, { contactId, companyIds }: Person, lock = ''): Promise<Row[]> {
    const { entity, linked = 'false', near = 'x.company_id = ANY($2::uuid[])', shows } = this.texts;
    const { columns, tableName } = tx.connection.getMetadata(entity);
    const wanted = new Set([...shows, ...personalProperties(entity)]);
    const selected = columns
      .filter(({ propertyName }) => wanted.has(propertyName))
      .map(({ databaseName, propertyName }) => `x."${databaseName}" AS "${propertyName}"`);
    return await tx.query<Row[]>(
      `SELECT x.id, (${linked}) AS linked, ${selected.join(', ')} FROM "${tableName}" x
       WHERE num_nonnulls($1::uuid, $2::uuid[]) = 2 AND ((${linked}) OR (${near})) ORDER BY x.id ${lock}`,
      [contactId, companyIds],
    );
  }
}
