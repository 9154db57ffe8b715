import { setTimeout as wait } from 'node:timers/promises';
import type { ImportDto, ImportRowPage } from '../../src/modules/imports/import.dto.js';
import type { Answer, Api } from './api.js';

export type Json = Record<string, unknown>;

/** What somebody who may import does through the API. */
export class Importer {
  constructor(readonly api: Api) {}

  upload(content: string | Buffer, name = 'cvr.ndjson', mapping?: unknown): Promise<Answer<ImportDto & Json>> {
    const form = new FormData();
    if (mapping !== undefined) form.append('mapping', JSON.stringify(mapping));
    form.append('file', new Blob([content]), name);
    return this.api.post<ImportDto & Json>('/imports', form);
  }

  async one(id: string): Promise<ImportDto> {
    return (await this.api.get<ImportDto>(`/imports/${id}`)).body;
  }

  /** The run when it is committed or failed. */
  async over(id: string): Promise<ImportDto> {
    for (;;) {
      const run = await this.one(id);
      if (['committed', 'failed'].includes(run.state)) return run;
      await wait(50);
    }
  }

  /** Uploads, commits, and waits for the end. */
  async whole(content: string | Buffer, name?: string, mapping?: unknown): Promise<ImportDto> {
    const sent = await this.upload(content, name, mapping);
    expect(sent.status).toBe(201);
    const commit = await this.api.post(`/imports/${sent.body.id}/commit`);
    expect(commit.status).toBe(202);
    return await this.over(sent.body.id);
  }

  async failures(id: string): Promise<ImportRowPage['items']> {
    return (await this.api.get<ImportRowPage>(`/imports/${id}/rows?state=failed&limit=200`)).body.items;
  }
}

/** The register's way to say from when to when something holds. */
export const since = (gyldigFra: string, gyldigTil: string | null = null) => ({ periode: { gyldigFra, gyldigTil } });

/** A company of cvr-permanent with little in it; `changes` are properties of the record. */
export function companyRecord(cvrNumber: string, changes: Json = {}): Json {
  return { Vrvirksomhed: {
    cvrNummer: Number(cvrNumber),
    reklamebeskyttet: false,
    navne: [{ navn: `Prøvefirma ${cvrNumber}`, ...since('2020-01-01') }],
    virksomhedsstatus: [{ status: 'NORMAL', ...since('2020-01-01') }],
    livsforloeb: [since('2020-01-01')],
    ...changes,
  } };
}

/** A production unit of cvr-permanent under that company. */
export function unitRecord(cvrNumber: string, pNumber: number, changes: Json = {}): Json {
  return { VrproduktionsEnhed: {
    pNummer: pNumber,
    virksomhedsrelation: [{ cvrNummer: Number(cvrNumber), ...since('2020-01-01') }],
    navne: [{ navn: `Afdeling ${pNumber}`, ...since('2020-01-01') }],
    livsforloeb: [since('2020-01-01')],
    ...changes,
  } };
}

/** NDJSON; text goes in as it is, so that a line can be broken. */
export function ndjson(records: (Json | string)[]): string {
  return records.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
}
