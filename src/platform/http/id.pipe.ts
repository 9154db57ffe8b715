import { type ArgumentMetadata, Injectable, Param, type PipeTransform } from '@nestjs/common';
import { Problem } from '../../kernel/problem.js';
import { constraintText } from './constraint-texts.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

@Injectable()
class IdPipe implements PipeTransform<string, string> {
  transform(value: string, { data = '' }: ArgumentMetadata): string {
    if (UUID.test(value)) return value.toLowerCase();
    const text = constraintText('isUuid', undefined);
    throw new Problem(400, 'bad-request', text, [{ pointer: `?${data}`, code: 'isUuid', text }]);
  }
}

/** The `:id` of the path, or another id there; anything but a UUID is 400. */
export const Id = (name = 'id') => Param(name, IdPipe);
