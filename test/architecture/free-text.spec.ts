import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';
import { LONGEST_FREE_TEXT } from '../../src/platform/http/fields.js';
import { type Dto, routesOf } from '../support/routes.js';
import { type TestApp, testApp } from '../support/test-app.js';

/** Rules that leave no room for a text of one's own. */
const TYPED = [
  'isUuid', 'isIn', 'isEnum', 'isInt', 'min', 'max', 'isBoolean', 'isLocalDate', 'isInstant', 'isCvrNumber',
  'isPNumber',
  'isPhone',
];
/** Texts that nobody writes or keeps, by the name of the field (with its class), each with the reason. */
const NO_FREE_TEXT: Readonly<Record<string, string>> = {
  cursor: 'comes from the answer before',
  password: 'is hashed, never kept',
  'ChangePasswordDto.current': 'is hashed, never kept',
  'ChangePasswordDto.new': 'is hashed, never kept',
  'SignInDto.totp': 'is checked, never kept',
  'ProofDto.code': 'is checked, never kept',
  'ConfirmSecondFactorDto.code': 'is checked, never kept',
  'AskForPasswordDto.email': 'is looked up, never kept',
  kind: 'code of a term; one that is unknown is not kept',
  category: 'code of a term; one that is unknown is not kept',
  purpose: 'code of a term; one that is unknown is not kept',
  'CheckTextDto.text': 'is checked by this very route and never kept',
};
const CPR_NUMBERS = ['0101079995', '010107-9995', 'https://a.dk/010107-9995'];

interface Field {
  name: string;
  property: string;
  /** The rules by name, each with the argument of its decorator. */
  rules: Map<string, unknown>;
}

/** Every field of the class and of the classes within it. */
function fieldsOf(dto: Dto, seen: Set<Dto>): Field[] {
  if (seen.has(dto)) return [];
  seen.add(dto);
  const all = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  return [...Map.groupBy(all, ({ propertyName }) => propertyName)].flatMap(([property, rules]) => {
    if (rules.some(({ type }) => type === 'nestedValidation')) return fieldsOf(typeWithin(dto, property), seen);
    const named = rules.map(({ name, type, constraints }) => [name ?? type, constraints?.[0] as unknown] as const);
    return [{ name: `${dto.name}.${property}`, property, rules: new Map(named) }];
  });
}

function typeWithin(dto: Dto, property: string): Dto {
  const made = plainToInstance(dto, { [property]: [{}] }) as Record<string, object[]>;
  return made[property]?.[0]?.constructor as Dto;
}

function isTyped({ name, property, rules }: Field): boolean {
  const pattern = rules.get('matches');
  return (
    property in NO_FREE_TEXT || name in NO_FREE_TEXT ||
    TYPED.some((name) => rules.has(name)) ||
    (pattern instanceof RegExp && !CPR_NUMBERS.some((number) => pattern.test(number)))
  );
}

describe('free text', () => {
  let t: TestApp;
  let fields: Field[];
  beforeAll(async () => {
    t = await testApp();
    const seen = new Set<Dto>();
    const dtos = routesOf(t.app).flatMap(({ body, query }) => [body, query]).filter((dto) => dto !== null);
    fields = dtos.flatMap((dto) => fieldsOf(dto, seen));
  });
  afterAll(async () => {
    await t.close();
  });

  it('has the brake in every field of every body and query that is not typed', () => {
    const free = fields.filter((field) => !isTyped(field));
    console.log(`CPR brake: ${free.length} free-text fields, ${fields.length - free.length} typed ones`);
    expect(free.length).toBeGreaterThan(60);
    expect(free.filter(({ rules }) => !rules.has('noCprNumber')).map(({ name }) => name)).toEqual([]);
  });

  it('is read to its end: no field with the brake takes a longer text', () => {
    const braked = fields.filter(({ rules }) => rules.has('noCprNumber'));
    const tooLong = braked.filter(({ rules }) => {
      const longest = rules.get('maxLength') ?? /,(\d+)\}\$/.exec(String(rules.get('matches')))?.[1];
      return !(Number(longest) <= LONGEST_FREE_TEXT);
    });
    expect(tooLong.map(({ name }) => name)).toEqual([]);
  });

  it('is what each exemption names', () => {
    const names = new Set(fields.flatMap(({ name, property }) => [name, property]));
    expect(Object.keys(NO_FREE_TEXT).filter((name) => !names.has(name))).toEqual([]);
  });
});
