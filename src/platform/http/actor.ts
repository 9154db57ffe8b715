import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Permission, Role } from '../../kernel/permissions.js';

/** Who asks. Set on the request by the guard, passed to every service and reader by hand. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly permissions: ReadonlySet<Permission>;
  readonly teamId: string | null;
  /** Not null: sees this one company and what hangs on it, nothing else. */
  readonly onlyCompanyId: string | null;
  /** The administrator who looks at the program with this user's eyes; restricted notes stay closed to them. */
  readonly viewedBy?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor;
  }
}

/** The signed-in user of a route that names a permission. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<{ actor?: Actor }>();
  if (!actor) throw new Error('A route asked for the actor without naming a permission');
  return actor;
});
