import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { SizeThresholds } from '../../kernel/size-class.js';
import { snakeCase } from '../../platform/database/postgres-naming.js';
import { deriveFacts, districtOf } from '../companies/company.rules.js';
import {
  type CompanyRow, type EmploymentMonth, type Mapped, type Pass, type RowFailure, wrong, type WorkplaceRow,
} from '../register-files/register-row.js';

export interface NumberedFailure extends RowFailure {
  rowNumber: number;
}

/** Consecutive records of the file, of which those of the current pass were read. */
export interface Batch {
  /** All records, those of the other pass too. */
  rowsRead: number;
  workplaceRows: number;
  mapped: { rowNumber: number; result: Mapped }[];
}

export interface BatchCounts {
  created: number;
  changed: number;
  unchanged: number;
  failed: number;
}

interface WriteContext {
  importId: string;
  pass: Pass;
  /** First seen, for companies that are new; also the day on which a flag changed. */
  today: string;
  thresholds: SizeThresholds;
}

type Numbered<T> = { rowNumber: number; row: T; months: EmploymentMonth[] };

/** Column types of everything an import may write, by property name. */
const TYPES: Readonly<Record<string, string>> = {
  id: 'uuid', cvrNumber: 'text', pNumber: 'text', companyId: 'uuid', firstSeenOn: 'date', name: 'text',
  otherNames: 'text', companyFormCode: 'integer', sector: 'text', industryCode: 'text', industrySystem: 'text',
  employees: 'integer', employeeInterval: 'text', employeesAsOf: 'date', sizeClass: 'text', sizeBasis: 'text',
  advertisingProtected: 'boolean', advertisingProtectedSince: 'date', status: 'text', street: 'text', postalCode: 'text', city: 'text',
  municipalityCode: 'text', district: 'text', phone: 'text', email: 'text', website: 'text', foundedOn: 'date',
  ceasedOn: 'date', registerUpdatedAt: 'timestamptz',
};
const MONTH_TYPES = 'key text, month date, employees integer, "employeeInterval" text, "fullTimeEquivalents" numeric';
const COMPANY = { table: 'company', key: 'cvrNumber', onlyNew: ['id', 'cvrNumber', 'firstSeenOn'] } as const;
const WORKPLACE = { table: 'workplace', key: 'pNumber', onlyNew: ['id', 'pNumber'] } as const;
type Target = typeof COMPANY | typeof WORKPLACE;

/**
 * Brings one batch into the register, in the caller's transaction. What stands in the register already counts as
 * unchanged and keeps its version; of a number that comes twice in the batch the last row counts, the earlier ones are
 * unchanged. Fields that only people set are not among the columns, and a size set by hand stays.
 */
export async function writeBatch(tx: EntityManager, batch: Batch, context: WriteContext): Promise<BatchCounts> {
  const failures: NumberedFailure[] = [];
  const companies: Numbered<CompanyRow>[] = [];
  const workplaces: Numbered<WorkplaceRow>[] = [];
  for (const { rowNumber, result } of batch.mapped) {
    if ('failure' in result) failures.push({ rowNumber, ...result.failure });
    else if (result.pass === 'companies') companies.push({ rowNumber, ...result });
    else workplaces.push({ rowNumber, ...result });
  }
  const rows = context.pass === 'companies'
    ? companies.map(({ row, months }) => ({ row: withDerived(row, context), months }))
    : await withCompany(tx, workplaces, failures, context);
  const written = await upsert(tx, context.pass === 'companies' ? COMPANY : WORKPLACE, rows);
  await recordFailures(tx, context, failures);
  const created = written.filter(({ inserted }) => inserted).length;
  const changed = written.length - created;
  return { created, changed, unchanged: rows.length - created - changed, failed: failures.length };
}

type Values = Readonly<Record<string, unknown>>;
interface Row {
  row: Values;
  months: EmploymentMonth[];
}

/** What follows from the row's other fields; only where the file speaks of those. */
function withDerived(row: CompanyRow, { thresholds, today }: WriteContext): Values {
  const { companyFormCode = null, employees = null, employeeInterval = null, postalCode = null, city = null } = row;
  const facts = { companyFormCode, employees, employeeInterval, postalCode, city, sizeOverride: null };
  const { sector, sizeClass, sizeBasis, district } = deriveFacts(facts, thresholds);
  return {
    ...row,
    firstSeenOn: today,
    ...flagDate(row, today),
    ...('companyFormCode' in row && { sector }),
    ...('employees' in row && { sizeClass, sizeBasis }),
    ...('postalCode' in row && { district }),
  };
}

function flagDate(row: object, today: string): Values {
  return 'advertisingProtected' in row ? { advertisingProtectedSince: today } : {};
}

/** Puts the company's id in place of its number; a unit whose company is not in the register is a failure. */
async function withCompany(
  tx: EntityManager,
  units: Numbered<WorkplaceRow>[],
  failures: NumberedFailure[],
  { today }: WriteContext,
): Promise<Row[]> {
  const found = await tx.query<{ id: string; cvrNumber: string }[]>(
    'SELECT id, cvr_number AS "cvrNumber" FROM company WHERE cvr_number = ANY($1) ORDER BY id FOR KEY SHARE',
    [units.map(({ row }) => row.cvrNumber)],
  );
  const ids = new Map(found.map(({ id, cvrNumber }) => [cvrNumber, id]));
  return units.flatMap(({ rowNumber, row: { cvrNumber, ...row }, months }) => {
    const companyId = ids.get(cvrNumber);
    if (!companyId) {
      const { field, da, en } = wrong(
        'cvrNumber',
        `Virksomheden ${cvrNumber} er ikke i registeret. Importér den først.`,
        `The company ${cvrNumber} is not in the register. Import it first.`,
      );
      failures.push({ rowNumber, key: row.pNumber, field, code: 'company-unknown', da, en });
      return [];
    }
    const derived = 'postalCode' in row && { district: districtOf(row.postalCode ?? null, row.city ?? null) };
    return [{ row: { ...row, companyId, ...flagDate(row, today), ...derived }, months }];
  });
}

async function upsert(tx: EntityManager, target: Target, rows: Row[]): Promise<{ inserted: boolean }[]> {
  const byKey = new Map(rows.map((one) => [String(one.row[target.key]), one]));
  const [first] = byKey.values();
  if (!first) return [];
  const fields = Object.keys(first.row).filter((name) => !(target.onlyNew as readonly string[]).includes(name));
  const values = [...byKey.values()].map(({ row }) => ({ ...row, id: randomUUIDv7() }));
  const written = await tx.query<{ inserted: boolean }[]>(upsertStatement(target, fields), [JSON.stringify(values)]);
  const months = [...byKey].flatMap(([key, one]) => one.months.map((month) => ({ key, ...month })));
  if (months.length > 0) await writeMonths(tx, target, months);
  return written;
}

/** In the order of the key, so that two imports at once wait for each other instead of deadlocking. */
function upsertStatement({ table, key, onlyNew }: Target, fields: string[]): string {
  const all = [...onlyNew, ...fields];
  const columns = all.map(snakeCase).join(', ');
  const now = fields.map((name) => `${table}.${snakeCase(name)}`).join(', ');
  const next = fields.map((name) => nextValue(table, name)).join(', ');
  return `INSERT INTO ${table} (${columns})
    SELECT ${all.map((name) => `r."${name}"`).join(', ')}
    FROM jsonb_to_recordset($1::jsonb) AS r(${all.map((name) => `"${name}" ${TYPES[name]}`).join(', ')})
    ORDER BY r."${key}"
    ON CONFLICT (${snakeCase(key)}) DO UPDATE
    SET (${fields.map(snakeCase).join(', ')}, version) = ROW(${next}, ${table}.version + 1)
    WHERE (${now}) IS DISTINCT FROM (${next})
    RETURNING (xmax = 0) AS inserted`;
}

function nextValue(table: string, name: string): string {
  const column = snakeCase(name);
  if (name === 'advertisingProtectedSince') {
    return `CASE WHEN EXCLUDED.advertising_protected = ${table}.advertising_protected
      THEN ${table}.${column} ELSE EXCLUDED.${column} END`;
  }
  if (name !== 'sizeClass' && name !== 'sizeBasis') return `EXCLUDED.${column}`;
  return `CASE WHEN company.size_override IS NULL THEN EXCLUDED.${column} ELSE company.${column} END`;
}

/** Each month once, and none older than 24 months before the newest. */
async function writeMonths(tx: EntityManager, { table, key }: Target, months: { key: string }[]): Promise<void> {
  const owner = `${table}_id`;
  await tx.query(
    `INSERT INTO ${table}_employment (${owner}, month, employees, employee_interval, full_time_equivalents)
     SELECT o.id, m.month, m.employees, m."employeeInterval", m."fullTimeEquivalents"
     FROM jsonb_to_recordset($1::jsonb) AS m(${MONTH_TYPES}) JOIN ${table} o ON o.${snakeCase(key)} = m.key
     ORDER BY m.key, m.month
     ON CONFLICT (${owner}, month) DO UPDATE
     SET (employees, employee_interval, full_time_equivalents) =
       ROW(EXCLUDED.employees, EXCLUDED.employee_interval, EXCLUDED.full_time_equivalents)
     WHERE (${table}_employment.employees, ${table}_employment.employee_interval,
         ${table}_employment.full_time_equivalents)
       IS DISTINCT FROM (EXCLUDED.employees, EXCLUDED.employee_interval, EXCLUDED.full_time_equivalents)`,
    [JSON.stringify(months)],
  );
  await tx.query(
    `DELETE FROM ${table}_employment e USING (
       SELECT e.${owner} AS id, max(e.month) AS newest FROM ${table}_employment e JOIN ${table} o ON o.id = e.${owner}
       WHERE o.${snakeCase(key)} = ANY($1) GROUP BY e.${owner}
     ) o WHERE e.${owner} = o.id AND e.month <= o.newest - interval '24 months'`,
    [[...new Set(months.map((month) => month.key))]],
  );
}

async function recordFailures(
  tx: EntityManager,
  { importId, pass }: WriteContext,
  failures: NumberedFailure[],
): Promise<void> {
  if (failures.length === 0) return;
  await tx.query(
    `INSERT INTO import_failure (import_id, pass, row_number, key, field, code, detail_da, detail_en)
     SELECT $1, $2, f."rowNumber", f.key, f.field, f.code, f.da, f.en
     FROM jsonb_to_recordset($3::jsonb) AS f("rowNumber" integer, key text, field text, code text, da text, en text)`,
    [importId, pass, JSON.stringify(failures)],
  );
}
