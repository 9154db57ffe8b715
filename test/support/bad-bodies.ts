import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';
import { randomUUID } from 'node:crypto';
import type { Dto } from './routes.js';

type Json = Record<string, unknown>;
type Path = readonly string[];

/** A body that must be refused. */
export interface BadBody {
  /** What is wrong with it. */
  name: string;
  /** JSON pointer of the field the answer must name; null where the whole body cannot be read. */
  pointer: string | null;
  /** The JSON text to send. */
  text: string;
}

/** Stands in every wrong text, and never in an answer. */
export const ECHO = 'ekko4711';
/** Stands where a wrong id or number is sent, and never in an answer. */
export const UNKNOWN_ID = randomUUID();
const HUGE_TEXT = ECHO.repeat(12_500);

/** What no text may hold; stands in none of the answers. */
export const CPR_TEXT = '070761-4285';

/** Wrong for every field whose valid value looks like this, whatever its class demands. */
const BAD_OF_SHAPE: readonly [shape: RegExp, values: string[]][] = [
  [/^\d{4}-\d{2}-\d{2}$/, ['2026-02-30', '30-02-2026', '2026-2-3', '1026-01-01', '2026-01-01T00:00:00Z', ECHO, '']],
  [/^\d{4}-\d{2}-\d{2}T/, ['2026-02-30T10:00:00Z', '2026-02-03', '2026-02-03T10:00:00', '2026-02-03T25:00:00Z', ECHO]],
  [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, [ECHO, `${UNKNOWN_ID}0`, UNKNOWN_ID.slice(1), '1', '']],
  [/^[A-Z]+(_[A-Z]+)*$|^DB\d\d$/, [ECHO, '']],
];

/** Wrong for every field whose valid value has this type in JSON. */
const BAD_OF_TYPE: Readonly<Record<string, (valid: unknown) => unknown[]>> = {
  string: (valid) => [
    47_114_711, true, [valid], { [ECHO]: valid }, `${ECHO}\0`, `${ECHO}\ud800`, HUGE_TEXT,
    ...BAD_OF_SHAPE.filter(([shape]) => shape.test(String(valid))).flatMap(([, values]) => values),
  ],
  number: (valid) => [-1, String(valid), 1e21, true, [valid], {}, ECHO],
  boolean: () => ['true', 1, [true], {}, ECHO],
  array: () => [ECHO, 1, {}, [null], [[]], [47_114_711], [[ECHO]], [ECHO], [`${ECHO}\0`]],
};

/** Wrong for what a decorator demands; `limit` is its argument. A decorator that is not listed fails the test. */
const BAD_OF_CONSTRAINT: Readonly<Record<string, (limit: number, valid: unknown) => unknown[]>> = {
  isString: () => [],
  isNotEmpty: () => [''],
  isInt: () => [1.5],
  isBoolean: () => [],
  isArray: () => [],
  isIn: () => [ECHO, ''],
  isUuid: () => [ECHO],
  isLocalDate: () => [ECHO],
  isInstant: () => [ECHO],
  isCvrNumber: (_limit, valid) => [otherLastDigit(String(valid)), '00000000', ECHO, ''],
  isPNumber: () => ['0123456789', '100000000', ECHO, ''],
  noCprNumber: () => [CPR_TEXT, '0707614285'],
  isPhone: () => ['12', ECHO, ''],
  isEmail: () => [ECHO, `${ECHO}@`, `@${ECHO}.dk`, ''],
  isUrl: () => [ECHO, `javascript:${ECHO}`, `ftp://${ECHO}.dk`, ''],
  matches: () => [`${ECHO}!`, '', '１２３４'],
  minLength: (limit) => ['e'.repeat(limit - 1)],
  maxLength: (limit) => [`${ECHO}@x.dk `.padEnd(limit + 1, 'e')],
  min: (limit) => [limit - 1],
  max: (limit) => [limit + 1],
  arrayMinSize: (limit, valid) => [(valid as unknown[]).slice(0, limit - 1)],
  arrayMaxSize: (limit, valid) => [Array.from({ length: limit + 1 }, () => (valid as unknown[])[0])],
  arrayUnique: (_limit, valid) => [[...(valid as unknown[]), (valid as unknown[])[0]]],
};

/**
 * Every way to spoil a valid body that can be read off its class: the wrong type in each field, the wrong value for
 * each rule, what is unknown, what is missing. The valid body must use every field of the class.
 */
export function badBodies(dto: Dto, valid: Json): BadBody[] {
  const text = JSON.stringify(valid);
  return [
    ...badFields(dto, valid),
    ...['[]', `[${text}]`, `"${ECHO}"`, '1', 'true', 'null'].map((one) => ({ name: one, pointer: '', text: one })),
    { name: 'broken JSON', pointer: null, text: text.slice(0, -1) },
    { name: 'no JSON', pointer: null, text: `${ECHO}=1` },
    { name: 'nothing', pointer: null, text: '' },
  ];
}

function badFields(dto: Dto, valid: Json): BadBody[] {
  return objectsIn(plainToInstance(dto, valid), []).flatMap(({ path, type }) => {
    const rules = rulesOf(type);
    const object = at(valid, path) as Json;
    const left = [...rules.keys()].filter((name) => object[name] === undefined);
    if (left.length > 0) throw new Error(`The sample of ${type.name} leaves out ${left.join(', ')}`);
    return [
      ...[...rules].flatMap(([field, rule]) => badValues(rule, object[field], valid, [...path, field])),
      ...['noSuchField', 'toString', 'constructor'].map((name) => bad('unknown field', valid, [...path, name], ECHO)),
      ...['__proto__', 'constructor'].map((name) => poisoned(name, valid, path)),
    ];
  });
}

function badValues(rule: Rule, value: unknown, valid: Json, path: Path): BadBody[] {
  const type = Array.isArray(value) ? 'array' : typeof value;
  const ofType = BAD_OF_TYPE[type]?.(value) ?? [];
  const ofConstraints = [...rule.constraints].flatMap(([name, limit]) => {
    const values = BAD_OF_CONSTRAINT[name];
    if (!values) throw new Error(`No bad value for the constraint ${name}; add one to bad-bodies.ts`);
    // In a list the rule is for its elements, unless it is one about lists.
    return type === 'array' && !/^(isArray|array)/.test(name)
      ? values(Number(limit), (value as unknown[])[0]).map((one) => [one])
      : values(Number(limit), value);
  });
  return [
    ...[...new Set([...ofType, ...ofConstraints])].map((one) =>
      bad(`${JSON.stringify(one).slice(0, 40)} in`, valid, path, one),
    ),
    ...(rule.nullable ? [] : [bad('null in', valid, path, null)]),
    ...(rule.optional ? [] : [bad('without', valid, path, undefined)]),
  ];
}

interface Rule {
  constraints: Map<string, unknown>;
  nullable: boolean;
  optional: boolean;
}

function rulesOf(type: Dto): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  for (const one of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false)) {
    const rule = rules.get(one.propertyName) ?? { constraints: new Map(), nullable: false, optional: false };
    rules.set(one.propertyName, rule);
    const [first] = (one.constraints ?? []) as unknown[];
    if (one.type === 'conditionalValidation') {
      const isChecked = first as (object: object, value: unknown) => boolean;
      rule.nullable ||= !isChecked({}, null);
      rule.optional ||= !isChecked({}, undefined);
    } else if (one.name) {
      rule.constraints.set(one.name, first);
    }
  }
  return rules;
}

/** The object itself and those within it, with their classes. */
function objectsIn(instance: unknown, path: Path): { path: Path; type: Dto }[] {
  if (instance === null || typeof instance !== 'object') return [];
  const below = Object.entries(instance).flatMap(([key, value]) => objectsIn(value, [...path, key]));
  return Array.isArray(instance) ? below : [{ path, type: instance.constructor as Dto }, ...below];
}

/** The body with another value in one place; undefined leaves the place out. */
export function bad(name: string, valid: Json, path: Path, value: unknown): BadBody {
  const body = structuredClone(valid);
  (at(body, path.slice(0, -1)) as Json)[path.at(-1) ?? ''] = value;
  const pointer = `/${path.join('/')}`;
  return { name: `${name} ${pointer}`, pointer, text: JSON.stringify(body) };
}

/** A key that reaches for a prototype; in an object literal it would vanish, so it is put into the text. */
function poisoned(key: string, valid: Json, path: Path): BadBody {
  const { text } = bad('', valid, [...path, 'poison'], { prototype: { isAdministrator: ECHO } });
  const pointer = `/${[...path, key].join('/')}`;
  return { name: `${key} at ${pointer}`, pointer, text: text.replace('"poison"', `"${key}"`) };
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((object, key) => (object as Json)[key], value);
}

function otherLastDigit(digits: string): string {
  return digits.slice(0, -1) + ((Number(digits.at(-1)) + 1) % 10);
}
