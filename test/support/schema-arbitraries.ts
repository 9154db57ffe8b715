import fc from 'fast-check';

/** The part of a JSON schema of OpenAPI 3.0 that the contract uses. */
export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  format?: string;
  pattern?: string;
  enum?: unknown[];
  nullable?: boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

/** What the test knows beyond the contract, such as ids that exist; null where the schema says enough. */
export type Known = (field: string, schema: Schema) => fc.Arbitrary<unknown> | null;

type Schemas = Readonly<Record<string, Schema>>;

const LONGEST_LIST = 3;
const LONGEST_TEXT = 60;
const FIRST_DAY = Date.UTC(2026, 9, 1);
const DAY_MS = 86_400_000;
const WORDS = ['Rundvisning', 'på lageret', 'Æblø & søn', '"citat"', '=1+1', '<b>', '🦺', '…', '\n', '٣', '%'];

const after = (days: number) => new Date(FIRST_DAY + days * DAY_MS).toISOString();
const day = fc.integer({ min: 0, max: 400 }).map((days) => after(days).slice(0, 10));
const instant = fc.integer({ min: 0, max: 80 * 24 }).map((hours) => after(hours / 24));
const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  date: day,
  'date-time': instant,
  email: fc.uuid().map((name) => `${name.slice(0, 8)}@test.invalid`),
  uri: fc.webUrl(),
};

/** Not what any field expects; in queries only the texts among them. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null, '', ' ', '\0', '\ud800', -1, 1e21, 0.1, true, [], {}, [[]], '0', 'null', '__proto__', "' OR 1=1 --", '../..',
    '2026-02-30', '9999999999999999999', '%', '_', 'x'.repeat(30_000), '07 '.repeat(10_000), '🦺'.repeat(5_000),
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Values that the schema allows, optional fields now and then; `known` goes first. */
export function arbitraryOf(schema: Schema, schemas: Schemas, known: Known, field = ''): fc.Arbitrary<unknown> {
  const { $ref, allOf, nullable } = schema;
  if ($ref) return arbitraryOf(schemas[$ref.split('/').at(-1) ?? ''] ?? {}, schemas, known, field);
  if (allOf?.[0]) return arbitraryOf(allOf[0], schemas, known, field);
  const own = known(field, schema) ?? ofType(schema, schemas, known, field);
  return nullable ? fc.option(own, { freq: 8 }) : own;
}

function ofType(schema: Schema, schemas: Schemas, known: Known, field: string): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'boolean': return fc.boolean();
    case 'integer':
    case 'number': return numberOf(schema);
    case 'array': return listOf(schema, schemas, known, field);
    case 'object': return objectOf(schema, schemas, known);
    default: return textOf(schema);
  }
}

/** Small ones more often than the largest allowed. */
function numberOf({ minimum: min = 0, maximum: max = 1_000 }: Schema): fc.Arbitrary<number> {
  const small = fc.integer({ min, max: Math.min(max, min + 20) });
  return fc.oneof({ weight: 3, arbitrary: small }, fc.integer({ min, max }));
}

function listOf(schema: Schema, schemas: Schemas, known: Known, field: string): fc.Arbitrary<unknown> {
  const { items = {}, minItems: minLength = 0, maxItems = LONGEST_LIST, uniqueItems } = schema;
  const element = arbitraryOf(items, schemas, known, field.replace(/s$/, ''));
  const limits = { minLength, maxLength: Math.max(minLength, Math.min(maxItems, LONGEST_LIST)) };
  return fc.array(element, limits).map((list) => (uniqueItems ? [...new Set(list)] : list));
}

function objectOf(schema: Schema, schemas: Schemas, known: Known): fc.Arbitrary<unknown> {
  const { properties = {}, required = [] } = schema;
  const fields = Object.entries(properties).map(([name, property]) => {
    const value = arbitraryOf(property, schemas, known, name);
    const absent = { weight: required.includes(name) ? 0 : 3, arbitrary: fc.constant(undefined) };
    return [name, fc.oneof(absent, { weight: 1, arbitrary: value })] as const;
  });
  return fc.record(Object.fromEntries(fields));
}

function textOf({ format, pattern, minLength = 0, maxLength = LONGEST_TEXT }: Schema): fc.Arbitrary<string> {
  if (format && FORMATS[format]) return FORMATS[format];
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  const longest = Math.min(maxLength, LONGEST_TEXT);
  return fc
    .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
    .map((words) => words.join(' ').slice(0, longest).trim().padEnd(minLength, 'x').toWellFormed());
}
