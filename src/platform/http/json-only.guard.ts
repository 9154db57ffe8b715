import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { problemOfStatus } from './status-problems.js';

/** Where `@ApiConsumes` notes what a route takes instead. */
const CONSUMES = 'swagger/apiConsumes';
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** A body is JSON, whatever else the server could parse, such as a form; others are 415 unless the route takes them. */
@Injectable()
export class JsonOnlyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const type = headers['content-type'];
    const isOther = method !== 'GET' && method !== 'HEAD' && type !== undefined && !JSON_TYPE.test(type);
    const taken = (Reflect.getMetadata(CONSUMES, context.getHandler()) ?? []) as string[];
    if (isOther && !taken.includes(type.split(';')[0]?.trim().toLowerCase() ?? '')) throw problemOfStatus(415);
    return true;
  }
}
