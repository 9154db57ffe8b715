import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { type FieldProblem, invalid, Problem } from '../../kernel/problem.js';
import { problemOfStatus } from './status-problems.js';
import { constraintText } from './constraint-texts.js';
import { inheritedNames } from './inherited-names.js';
import { listsInLists } from './lists-in-lists.js';
import { unsafeStrings } from './unsafe-strings.js';

/**
 * Checks every body and query against its DTO class: unknown fields, types, limits, and text that cannot be stored.
 * A wrong body is 422 and a wrong query or path 400, with one entry per field.
 */
@Injectable()
export class BodyAndQueryPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
      stopAtFirstError: true,
      validationError: { target: true, value: false },
    });
  }

  override async transform(given: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return given;
    const isBody = metadata.type === 'body';
    const value = isBody && given === undefined ? {} : given;
    if (isBody && (value === null || typeof value !== 'object' || Array.isArray(value))) {
      throw invalid(fieldProblem('', 'isObject', undefined));
    }
    const root = metadata.type === 'param' && metadata.data ? [metadata.data] : [];
    const wrong = [
      ...unsafeStrings(value, root).map((path) => fieldProblem(pointerOf(path, isBody), 'isStorableText', undefined)),
      ...inheritedNames(value).map((path) => fieldProblem(pointerOf(path, isBody), 'whitelistValidation', undefined)),
      ...listsInLists(value).map((path) => fieldProblem(pointerOf(path, isBody), 'listInList', undefined)),
    ];
    if (wrong.length > 0) throw asProblem(wrong, isBody);
    return await super.transform(value, metadata);
  }

  override createExceptionFactory() {
    return (errors: ValidationError[] = []) => {
      const isQuery = errors.some(({ target }) => target?.constructor.name.endsWith('Query'));
      return asProblem(collect(errors, [], !isQuery), !isQuery);
    };
  }
}

function asProblem(fields: FieldProblem[], isBody: boolean): Problem {
  if (isBody) return invalid(...fields);
  return new Problem(400, 'bad-request', problemOfStatus(400).text, fields);
}

function collect(errors: ValidationError[], path: string[], isBody: boolean): FieldProblem[] {
  return errors.flatMap((error) => {
    const here = [...path, error.property];
    const own = Object.keys(error.constraints ?? {}).map((code) =>
      fieldProblem(pointerOf(here, isBody), code, limitOf(error, code)),
    );
    return [...own, ...collect(error.children ?? [], here, isBody)];
  });
}

function pointerOf(path: readonly string[], isBody: boolean): string {
  const escaped = path.map((part) => part.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1'));
  return isBody ? escaped.map((part) => `/${part}`).join('') : `?${escaped.join('.')}`;
}

function fieldProblem(pointer: string, code: string, limit: unknown): FieldProblem {
  return { pointer, code, text: constraintText(code, limit) };
}

/** The argument of the decorator that refused, such as 200 of `@MaxLength(200)`. */
function limitOf(error: ValidationError, code: string): unknown {
  const { target, property } = error;
  if (!target) return undefined;
  const metadata = getMetadataStorage()
    .getTargetValidationMetadatas(target.constructor, '', false, false)
    .find((entry) => entry.propertyName === property && entry.name === code);
  return metadata?.constraints?.[0] as unknown;
}
