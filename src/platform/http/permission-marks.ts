import { Injectable, type OnApplicationBootstrap, SetMetadata } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Permission as PermissionName } from '../../kernel/permissions.js';

const MARK = 'permission-mark';
const HTTP_METHOD = 'method';

/** The route needs a signed-in user whose role holds this permission. */
export const Permission = (name: PermissionName) => SetMetadata(MARK, name);

/** The route answers anyone. */
export const Public = () => SetMetadata(MARK, 'public');

/** What a handler is marked with; undefined only before {@link PermissionMarks} has let the program start. */
export function permissionMark(reflector: Reflector, handler: object): PermissionName | 'public' | undefined {
  return reflector.get<PermissionName | 'public' | undefined>(MARK, handler as never);
}

/** Stops the boot when a route says neither who may use it nor that anyone may: forgetting is closed, not open. */
@Injectable()
export class PermissionMarks implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const unmarked = this.discovery.getControllers().flatMap(({ instance, name }) => {
      const prototype = Object.getPrototypeOf(instance ?? {}) as Record<string, object>;
      return this.scanner
        .getAllMethodNames(prototype)
        .map((method) => ({ method, handler: prototype[method] as object }))
        .filter(({ handler }) => Reflect.hasMetadata(HTTP_METHOD, handler))
        .filter(({ handler }) => permissionMark(this.reflector, handler) === undefined)
        .map(({ method }) => `${name}.${method}`);
    });
    if (unmarked.length > 0) {
      throw new Error(`Routes without @Permission or @Public: ${unmarked.join(', ')}`);
    }
  }
}
