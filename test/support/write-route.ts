import { randomBytes, randomInt } from 'node:crypto';
import { makeCvrNumber } from '../../src/kernel/cvr-number.js';
import type { Api } from './api.js';
import type { TestApp } from './test-app.js';

export type Json = Record<string, unknown>;

/** One valid request. */
export interface Sample {
  /** For `:id` in the path; made for this sample alone. */
  id?: string;
  /** For the parameter after it, as in `/networks/:id/memberships/:membershipId`. */
  otherId?: string;
  /** What goes into If-Match; left out: 1, as records are new. */
  version?: number;
  /** With every field that the route knows; left out where the route reads none. */
  body?: Json;
  /** Values that only the rules of the feature refuse (422); the pointer when it is not the field itself. */
  refused?: [field: string, value: unknown, pointer?: string][];
  /** Values that what is stored already rules out, such as a number that another record has (409). */
  taken?: [field: string, value: unknown][];
}

export interface WriteRoute {
  sample: (w: World) => Promise<Sample> | Sample;
  /** Whether If-Match is looked at: PATCH and DELETE demand it unless this says otherwise. */
  ifMatch?: 'optional' | 'none';
  /** A media type that it takes besides JSON. */
  takes?: string;
  /** Ids in the body that need not exist, by pointer, each with the reason. */
  freeIds?: Record<string, string>;
}

export type WriteRoutes = Readonly<Record<string, WriteRoute>>;

/** Who sends, and what there is to point at. */
export interface World {
  t: TestApp;
  api: Api;
}

/** A day after the test clock's today. */
export const LATER = '2026-12-01';
export const OWN_ID = { '/id': 'the client chooses it' };

/** Letters only: ten digits in a row may look like a CPR number. */
const letters = () => Array.from(randomBytes(12), (byte) => String.fromCharCode(97 + (byte % 26))).join('');
export const email = () => `${letters()}@test.invalid`;
export const code = () => `T_${letters()}`;
export const cvrNumber = () => makeCvrNumber(800_000 + randomInt(99_000));
export const pNumber = () => `1${String(randomInt(1_000_000_000)).padStart(9, '0')}`;

/** Makes a record through the API and answers its id. */
export async function made(w: World, path: string, body: Json | FormData): Promise<string> {
  const { status, body: answer } = await w.api.post<{ id: string }>(path, body);
  if (status !== 201) throw new Error(`POST ${path} was answered ${status}: ${JSON.stringify(answer)}`);
  return answer.id;
}
