import { randomUUIDv7 } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { MultipartFile } from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { holdsCprNumber } from '../../kernel/cpr-number.js';
import { conflict, field, invalid, notFound, Problem } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { Actor } from '../../platform/http/actor.js';
import type { ListQuery } from '../../platform/http/list-query.js';
import { problemOfStatus } from '../../platform/http/status-problems.js';
import { JobQueue } from '../../platform/queue/job-queue.js';
import { AuditService } from '../audit/audit.service.js';
import {
  IMPORT_COLUMNS, IMPORT_ROW_COLUMNS, type ImportDto, type ImportPage, type ImportRowPage, type ListImportRowsQuery,
} from './import.dto.js';
import { readMapping, recogniseFile } from '../register-files/import-file.js';
import { ImportRun } from './import-run.entity.js';

/** Bytes from which the format is told, and bytes of a stored piece. */
const HEAD_SIZE = 65_536;
const PIECE_SIZE = 524_288;

@Injectable()
export class ImportsService {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * Stores the file in the database, compressed and piece by piece as it comes in, because the process that commits it
   * may run on another machine. A file that cannot be used, or that breaks off, leaves nothing.
   */
  async upload(actor: Actor, request: FastifyRequest): Promise<ImportDto> {
    if (!request.isMultipart()) throw notMultipart();
    const parts = request.files();
    const part = (await parts.next()).value as MultipartFile | undefined;
    if (part?.fieldname !== 'file') {
      part?.file.resume();
      throw invalid(field('/file', 'isDefined', 'Vælg en fil.', 'Choose a file.'));
    }
    const incoming = bytesOf(part.file);
    const head = await readHead(incoming);
    const run = await this.begin(actor, part, head).catch(async (error: unknown) => {
      await discard(incoming);
      throw error;
    });
    try {
      await this.receive(run.id, head, incoming);
      if (part.file.truncated) throw problemOfStatus(413);
      await refuseSecondFile(parts);
      return await this.received(actor, run);
    } catch (error) {
      await this.forget(run.id);
      throw error;
    }
  }

  async list(query: ListQuery): Promise<ImportPage> {
    return await keysetPage(this.db, {
      columns: IMPORT_COLUMNS,
      from: 'import_run i',
      where: ["i.state <> 'receiving'"],
      parameters: new Parameters(),
      id: 'i.id',
      sort: { expression: 'i.created_at', type: 'timestamptz', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async one(id: string, db: Queryable = this.db): Promise<ImportDto> {
    const [run] = await db.query<ImportDto[]>(
      `SELECT ${IMPORT_COLUMNS} FROM import_run i WHERE i.id = $1 AND i.state <> 'receiving'`,
      [id],
    );
    if (!run) throw notFound();
    return run;
  }

  async rows(id: string, query: ListImportRowsQuery): Promise<ImportRowPage> {
    await this.one(id);
    const parameters = new Parameters();
    return await keysetPage(this.db, {
      columns: IMPORT_ROW_COLUMNS,
      from: 'import_failure f',
      where: [`f.import_id = ${parameters.add(id)}`],
      parameters,
      id: 'f.import_id',
      sort: { expression: 'f.row_number', type: 'bigint' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  /** Hands the run to the workers; 409 unless it has just been uploaded. */
  async commit(actor: Actor, id: string): Promise<ImportDto> {
    const run = await this.db.transaction(async (tx) => {
      const [, affected] = await tx.query<[unknown[], number]>(
        `UPDATE import_run SET state = 'committing', committed_by = $2, version = version + 1
         WHERE id = $1 AND state = 'uploaded'`,
        [id, actor.userId],
      );
      const found = await this.one(id, tx);
      if (affected === 0) throw notUploaded();
      const after = { state: found.state };
      await this.audit.record(tx, actor, { action: 'commit', entity: ImportRun, id, companyId: null, after });
      return found;
    });
    await this.jobs.enqueue('imports.commit', id, 1);
    return run;
  }

  private async begin(actor: Actor, { filename, fields }: MultipartFile, head: Buffer) {
    const sent = fields.mapping;
    const given = readMapping(sent && 'value' in sent ? sent.value : undefined);
    const run = {
      id: randomUUIDv7(),
      fileName: fileNameOf(filename),
      startedBy: actor.userId,
      ...recogniseFile(head, given),
    };
    const leaseUntil = () => "now() + interval '10 minutes'";
    await this.db.getRepository(ImportRun).insert({ ...run, leaseUntil });
    return run;
  }

  private async receive(id: string, head: Buffer, rest: AsyncIterable<Buffer>): Promise<void> {
    let bytes = 0;
    const counted = async function* () {
      for await (const chunk of joined(head, rest)) {
        bytes += chunk.length;
        yield chunk;
      }
    };
    await pipeline(counted, createGzip({ level: 1 }), async (compressed: AsyncIterable<Buffer>) => {
      let seq = 0;
      for await (const piece of piecesOf(compressed)) await this.store(id, seq++, piece, bytes);
    });
  }

  /** One piece, and the word that more is expected within ten minutes. */
  private async store(id: string, seq: number, piece: Buffer, bytes: number): Promise<void> {
    await this.db.query(
      `WITH piece AS (INSERT INTO import_chunk (import_id, seq, data) VALUES ($1, $2, $3))
       UPDATE import_run SET bytes_total = $4, lease_until = now() + interval '10 minutes' WHERE id = $1`,
      [id, seq, piece, bytes],
    );
  }

  private async received(actor: Actor, run: Pick<ImportRun, 'id'> & object): Promise<ImportDto> {
    return await this.db.transaction(async (tx) => {
      const { id } = run;
      const [, affected] = await tx.query<[unknown[], number]>(
        "UPDATE import_run SET state = 'uploaded', lease_until = NULL WHERE id = $1 AND state = 'receiving'",
        [id],
      );
      if (affected === 0) throw tooSlow();
      await this.audit.record(tx, actor, { action: 'create', entity: ImportRun, id, companyId: null, after: run });
      return await this.one(id, tx);
    });
  }

  private async forget(id: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query('DELETE FROM import_chunk WHERE import_id = $1', [id]);
      await tx.query("DELETE FROM import_run WHERE id = $1 AND state = 'receiving'", [id]);
    });
  }
}

/** A form that breaks off is 400, not a fault of ours. */
async function* bytesOf(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* file;
  } catch {
    throw problemOfStatus(400);
  }
}

/** Of several files the server hands on the first and fails at the next; a file must not be dropped in silence. */
async function refuseSecondFile(parts: AsyncIterableIterator<MultipartFile>): Promise<void> {
  try {
    await parts.next();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'FST_FILES_LIMIT') throw error;
    throw invalid(field('/file', 'one-file', 'Send én fil ad gangen.', 'Send one file at a time.'));
  }
}

async function readHead(incoming: AsyncIterableIterator<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  while (size < HEAD_SIZE) {
    const next = await incoming.next();
    if (next.done) break;
    chunks.push(next.value);
    size += next.value.length;
  }
  return Buffer.concat(chunks);
}

/** Lets the rest of a refused file pass by, because a client reads the answer only when it has sent everything. */
async function discard(incoming: AsyncIterableIterator<Buffer>): Promise<void> {
  while (!(await incoming.next()).done);
}

async function* joined(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

async function* piecesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < PIECE_SIZE) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

/** The last part of a path, without what cannot be stored; of a name with a CPR number nothing. */
function fileNameOf(sent: string): string {
  const name = sent.toWellFormed().replaceAll('\0', '').split(/[/\\]/).at(-1)?.trim() ?? '';
  return (holdsCprNumber(name) ? '' : name.slice(0, 200).toWellFormed()) || 'fil';
}

function notMultipart(): Problem {
  return new Problem(415, 'not-multipart', {
    da: 'Send filen som multipart/form-data i feltet "file".',
    en: 'Send the file as multipart/form-data in the field "file".',
  });
}

function tooSlow(): Problem {
  return new Problem(408, 'too-slow', {
    da: 'Der gik for lang tid, før resten af filen kom. Intet er gemt; send den igen.',
    en: 'The rest of the file took too long to arrive. Nothing was kept; send it again.',
  });
}

function notUploaded(): Problem {
  return conflict(
    'not-uploaded',
    'Importen er allerede sat i gang eller afsluttet. Send filen igen, hvis den skal importeres forfra.',
    'The import was started before or is over. Send the file again to import it anew.',
  );
}
