/** A sentence for people in both languages of the product. */
export interface Text {
  da: string;
  en: string;
}

/** One thing that is wrong with one field; `pointer` is a JSON pointer into the body, or `?name` for a query parameter. */
export interface FieldProblem {
  pointer: string;
  code: string;
  text: Text;
}

/**
 * The one error that leaves the server on purpose: an HTTP status, a stable code that programs rely on, and words
 * that say what was wrong and what to do. It never carries a personal value. Anything else thrown becomes a plain 500.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: Text,
    readonly fields: readonly FieldProblem[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}: ${text.en}`);
  }
}

/** 404; also the answer for what exists outside the caller's scope, so that nothing can be told apart. */
export function notFound(): Problem {
  return new Problem(404, 'not-found', {
    da: 'Det findes ikke, eller du har ikke adgang til det.',
    en: 'It does not exist, or you have no access to it.',
  });
}

/** 422 with every field that is wrong. */
export function invalid(...fields: FieldProblem[]): Problem {
  return new Problem(
    422,
    'invalid',
    {
      da: 'Noget skal rettes, før det kan gemmes. Intet er gemt.',
      en: 'Something must be corrected before it can be saved. Nothing was saved.',
    },
    fields,
  );
}

/** One entry for {@link invalid}. */
export function field(pointer: string, code: string, da: string, en: string): FieldProblem {
  return { pointer, code, text: { da, en } };
}

/** 409: the request is well-formed but does not fit what is already there. */
export function conflict(code: string, da: string, en: string, ...fields: FieldProblem[]): Problem {
  return new Problem(409, code, { da, en }, fields);
}

/** 412: somebody saved first; carries the version to read again. */
export function stale(currentVersion: number): Problem {
  return new Problem(
    412,
    'stale',
    {
      da: 'En anden har ændret det siden du åbnede det. Hent det igen, og gentag din rettelse.',
      en: 'Somebody changed it since you opened it. Read it again and repeat your change.',
    },
    [],
    { etag: `"${currentVersion}"` },
  );
}
