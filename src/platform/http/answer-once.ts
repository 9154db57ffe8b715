import type { FastifyReply } from 'fastify';
import type { Once } from '../database/create-once.js';

/** 201 for what was made now, 200 for a repeated request. */
export function answerOnce<T>(reply: FastifyReply, { record, repeated }: Once<T>): T {
  void reply.status(repeated ? 200 : 201);
  return record;
}
