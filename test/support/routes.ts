import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { permissionMark } from '../../src/platform/http/permission-marks.js';

export type Dto = new () => object;

export interface Route {
  /** Such as `PATCH /users/:id`. */
  name: string;
  method: string;
  /** Below `/api`. */
  path: string;
  /** The class a JSON body is checked against; null for a route that reads none. */
  body: Dto | null;
  /** The class the query is checked against. */
  query: Dto | null;
  /** The permission it asks for, or `public`. */
  mark: string | undefined;
  /** Answers with events for as long as the caller listens. */
  endless: boolean;
}

/** Nest's kinds of handler arguments. */
const BODY = 3;
const QUERY = 4;

/** Every route of every controller the program runs, found in the program itself. */
export function routesOf(app: NestFastifyApplication): Route[] {
  const scanner = app.get(MetadataScanner, { strict: false });
  const controllers = app.get(DiscoveryService, { strict: false }).getControllers();
  return controllers.flatMap(({ metatype }) => {
    const controller = metatype as { prototype: Record<string, object> };
    const base = Reflect.getMetadata('path', controller) as string;
    return scanner
      .getAllMethodNames(controller.prototype)
      .filter((name) => Reflect.hasMetadata('method', controller.prototype[name] as object))
      .map((name) => {
        const handler = controller.prototype[name] as object;
        const method = RequestMethod[Reflect.getMetadata('method', handler) as RequestMethod];
        const parts = [base, Reflect.getMetadata('path', handler) as string].flatMap((part) => part.split('/'));
        const path = `/${parts.filter(Boolean).join('/')}`;
        const mark = permissionMark(app.get(Reflector), handler);
        const endless = Reflect.hasMetadata('__sse__', handler);
        return { name: `${method} ${path}`, method, path, mark, endless, ...argumentsOf(controller, name) };
      });
  });
}

function argumentsOf(controller: { prototype: object }, method: string): Pick<Route, 'body' | 'query'> {
  const types = Reflect.getMetadata('design:paramtypes', controller.prototype, method) as Dto[];
  type Given = Record<string, { index: number }>;
  const given = (Reflect.getMetadata('__routeArguments__', controller, method) ?? {}) as Given;
  const typeOf = (kind: number) => {
    const found = Object.entries(given).find(([key]) => key.startsWith(`${kind}:`));
    return found ? (types[found[1].index] ?? null) : null;
  };
  return { body: typeOf(BODY), query: typeOf(QUERY) };
}
