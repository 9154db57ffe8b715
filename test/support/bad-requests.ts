import { type BadBody, bad, badBodies, ECHO, UNKNOWN_ID } from './bad-bodies.js';
import type { Route } from './routes.js';
import type { Json, Sample, WriteRoute } from './write-route.js';

/** A request that must be refused with one of the statuses. */
export interface BadRequest {
  name: string;
  path: string;
  text?: string | Uint8Array;
  headers: Record<string, string>;
  statuses: number[];
  pointer: string | null;
}

const TOO_LARGE = JSON.stringify({ name: ECHO.repeat(250_000) });
const STALE = '"99"';

/** The address with the sample's ids, one of which may be another. */
export function pathOf({ path }: Route, { id = '', otherId = '' }: Sample, other: Record<string, string> = {}): string {
  return path.replaceAll(/:(\w+)/g, (_match, name: string) => other[name] ?? (name === 'id' ? id : otherId));
}

/** What the sample says in If-Match. */
export function versionOf({ version = 1 }: Sample): string {
  return `"${version}"`;
}

/** Every way to spoil the valid request of a route. */
export function badRequests(route: Route, known: WriteRoute, sample: Sample): BadRequest[] {
  const { body } = sample;
  const path = pathOf(route, sample);
  const json = { 'content-type': 'application/json', 'if-match': versionOf(sample) };
  const text = JSON.stringify(body ?? {});
  const right = { path, text, headers: json, pointer: null };
  const bodies = body && route.body ? [...badBodies(route.body, body), ...badByRule(known, sample)] : [];
  return [
    ...bodies.map((one) => ({
      ...right,
      name: one.name,
      text: one.text,
      pointer: one.pointer,
      statuses: one.pointer === null ? [400] : [422],
    })),
    ...(sample.taken ?? []).map(([field, value]) => {
      const { name, text: taken, pointer } = bad('taken', body ?? {}, [field], value);
      return { ...right, name, text: taken, pointer, statuses: [409] };
    }),
    { ...right, name: 'body that breaks off', text: '{"name": "', statuses: [400] },
    { ...right, name: 'body of 2 MB', text: TOO_LARGE, statuses: [413] },
    ...['text/plain', 'text/html', 'application/xml', 'application/octet-stream'].map((type) => ({
      ...right, name: type, headers: { ...json, 'content-type': type }, statuses: [415],
    })),
    ...forms(body ?? {}).filter(({ type }) => type !== known.takes).map(({ type, form }) => ({
      ...right, name: type, text: form, headers: { ...json, 'content-type': type }, statuses: [415],
    })),
    ...badIds(route).map(({ parameter, id, status, pointer }) => ({
      ...right,
      name: `${parameter} ${id}`,
      path: pathOf(route, sample, { [parameter]: id }),
      pointer,
      statuses: [status],
    })),
    ...badVersions(route, known).map(({ version, status }) => ({
      ...right,
      name: `If-Match ${version}`,
      headers: { 'content-type': 'application/json', ...(version !== null && { 'if-match': version }) },
      statuses: [status],
    })),
  ];
}

/** What a form on another page could send. */
function forms(body: Json): { type: string; form: string }[] {
  const fields = Object.entries(body).map(([key, value]) => [key, String(value)] as const);
  const head = '--x\r\ncontent-disposition: form-data';
  const parts = fields.map(([key, value]) => `${head}; name="${key}"\r\n\r\n${value}\r\n`);
  const pairs = new URLSearchParams(Object.fromEntries(fields));
  return [
    { type: 'application/x-www-form-urlencoded', form: pairs.toString() || 'a=b' },
    { type: 'multipart/form-data; boundary=x', form: `${parts.join('')}--x--\r\n` },
  ];
}

interface BadId {
  parameter: string;
  id: string;
  status: number;
  pointer: string | null;
}

function badIds({ path }: Route): BadId[] {
  const malformed = [ECHO, `${UNKNOWN_ID}0`, '1', '%00', 'a%00b', "'%20OR%201=1", 'é', '{}'];
  return [...path.matchAll(/:(\w+)/g)].flatMap(([, parameter = '']) => [
    // A token has no form that anybody could know: none of these was given out.
    ...malformed.map((id) =>
      parameter === 'token' && !id.includes('%00')
        ? { parameter, id, status: 404, pointer: null }
        : { parameter, id, status: 400, pointer: `?${parameter}` },
    ),
    ...['%ff', 'x'.repeat(300)].map((id) => ({ parameter, id, status: 400, pointer: null })),
    { parameter, id: UNKNOWN_ID, status: 404, pointer: null },
    { parameter, id: UNKNOWN_ID.toUpperCase(), status: 404, pointer: null },
  ]);
}

function badVersions({ method }: Route, { ifMatch }: WriteRoute): { version: string | null; status: number }[] {
  const isRead = ifMatch === 'optional' || (method !== 'POST' && ifMatch !== 'none');
  if (!isRead) return [];
  const unreadable = ['1', '"1', '""', 'W/"1"', '*', '"-1"', '"1.5"', '"1e3"', `"${ECHO}"`, '"12345678901234567890"'];
  return [
    ...(ifMatch === 'optional' ? [] : [{ version: null, status: 428 }]),
    ...unreadable.map((version) => ({ version, status: 400 })),
    { version: STALE, status: 412 },
  ];
}

/** Ids of nothing, and what only the rules of the feature refuse. */
function badByRule({ freeIds = {} }: WriteRoute, { body = {}, refused = [] }: Sample): BadBody[] {
  const unknown = idPaths(body, [])
    .filter((path) => freeIds[`/${path.join('/')}`] === undefined)
    .map((path) => bad('unknown id in', body, path, UNKNOWN_ID));
  const byRule = refused.map(([field, value, pointer = `/${field}`]) => ({
    ...bad(`${JSON.stringify(value)} in`, body, [field], value),
    pointer,
  }));
  return [...unknown, ...byRule];
}

function idPaths(value: unknown, path: string[]): string[][] {
  if (typeof value === 'string') return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? [path] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => idPaths(item, [...path, key]));
}
