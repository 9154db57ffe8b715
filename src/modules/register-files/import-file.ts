import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { CsvError, parse as parseNow } from 'csv-parse/sync';
import { pick } from 'stream-json/filters/pick.js';
import { streamValues } from 'stream-json/streamers/stream-values.js';
import { holdsCprNumber } from '../../kernel/cpr-number.js';
import { field, invalid, Problem, type Text } from '../../kernel/problem.js';
import { constraintText } from '../../platform/http/constraint-texts.js';
import { type Cells, CSV_FIELDS, type CsvMapping, csvRecordOf, recogniseHeadings } from './csv-record.js';
import { companyOf, recordIn, workplaceOf } from './cvr-record.js';
import type { Mapped, Pass } from './register-row.js';

export const IMPORT_FORMATS = ['cvr-json', 'cvr-ndjson', 'csv'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];
const DELIMITERS = [';', '\t', ','] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How a file is to be read. */
export interface FileKind {
  format: ImportFormat;
  delimiter: Delimiter | null;
  mapping: CsvMapping | null;
}

/** Characters of the longest line and CSV record; a longer line is a failure, a longer record ends the file. */
const LONGEST_LINE = 20_000_000;
const LONGEST_CSV_RECORD = 1_000_000;
const CSV_OPTIONS = { bom: true, trim: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true };

/** The bytes are no file of the kind it was taken for; trying again does not help. */
export class UnreadableFile extends Error {
  readonly text: Text;

  constructor(readonly reason: string) {
    super(reason);
    this.text = {
      da: `Filen kan ikke læses til ende (${reason}). Hent den igen, og importér den forfra.`,
      en: `The file cannot be read to its end (${reason}). Get it again and import it anew.`,
    };
  }
}

/** Where the bytes come from failed, not the bytes. */
class SourceFailed extends Error {}

/**
 * Tells the format from the beginning of the file, and for CSV the meaning of its headings. Throws 422 that names what
 * was found and what is accepted.
 *
 * @param given for CSV: our field to a heading of the file, before what is recognised by itself
 */
export function recogniseFile(head: Buffer, given: CsvMapping): FileKind & { unmappedHeadings: string[] | null } {
  const text = new TextDecoder().decode(head).trimStart();
  if (text === '') throw unusable('tom', 'empty');
  const isBinary = head.includes(0) || text.startsWith('PK\u0003');
  if (isBinary) throw unusable('ikke tekst (måske Excel)', 'not text, maybe Excel');
  if (!/^[{[]/.test(text)) return recogniseCsv(text, given);
  const json = { delimiter: null, mapping: null, unmappedHeadings: null };
  const firstKey = /"(hits|_source|Vrvirksomhed|VrproduktionsEnhed)"\s*:/.exec(text)?.[1];
  if (!firstKey) throw unusable('JSON uden virksomheder eller produktionsenheder', 'JSON without companies or units');
  if (firstKey === 'hits' || text.startsWith('[')) return { ...json, format: 'cvr-json' };
  if (/^\{\s*\n/.test(text)) {
    throw unusable('JSON over flere linjer uden "hits"', 'JSON over several lines without "hits"');
  }
  return { ...json, format: 'cvr-ndjson' };
}

function recogniseCsv(head: string, given: CsvMapping): FileKind & { unmappedHeadings: string[] } {
  const read = DELIMITERS.map((delimiter) => {
    const headings = firstRecord(head, delimiter);
    return { delimiter, headings, ...recogniseHeadings(headings, given) };
  });
  const [best] = read.sort((a, b) => b.headings.length - a.headings.length);
  if (!best || best.headings.length < 2) throw unusable('tekst uden kolonner', 'text without columns');
  const { headings, ...kind } = best;
  if (headings.some(holdsCprNumber)) {
    const { da, en } = constraintText('noCprNumber', undefined);
    throw invalid(field('/file', 'noCprNumber', da, en));
  }
  const strangers = Object.entries(given).filter(([, heading]) => !headings.includes(heading));
  if (strangers.length > 0) {
    throw invalid(...strangers.map(([name]) =>
      field(`/mapping/${name}`, 'heading-unknown', 'Filen har ingen sådan kolonne.', 'The file has no such column.'),
    ));
  }
  const needed = ['cvrNumber', 'name'] as const;
  if (needed.some((name) => kind.mapping[name] === undefined)) {
    const names = headings.slice(0, 20).map((heading) => `"${heading.slice(0, 40)}"`).join(', ');
    throw unusable(
      `kolonner uden både CVR-nummer og navn: ${names}. Send "mapping", hvis de hedder noget andet`,
      `columns without both CVR number and name: ${names}. Send "mapping" if they are called otherwise`,
    );
  }
  return { format: 'csv', ...kind };
}

function firstRecord(head: string, delimiter: Delimiter): string[] {
  try {
    return parseNow(head, { ...CSV_OPTIONS, delimiter, to: 1 })[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

function unusable(da: string, en: string): Problem {
  const accepted = 'Vrvirksomhed, VrproduktionsEnhed';
  return new Problem(422, 'file-unusable', {
    da: `Filen kan ikke bruges. Fundet: ${da}. Kan bruges: søgesvar fra cvr-permanent (JSON), én post pr. linje ` +
      `(NDJSON: ${accepted}) eller CSV med ; , eller tabulator og kolonnerne CVR-nummer og Navn, i UTF-8. ` +
      'Intet er gemt.',
    en: `The file cannot be used. Found: ${en}. Accepted: a search response of cvr-permanent (JSON), one record per ` +
      `line (NDJSON: ${accepted}), or CSV with ; , or tab and the columns CVR number and name, in UTF-8. ` +
      'Nothing was kept.',
  }, [field('/file', 'file-unusable', 'Kan ikke bruges.', 'Cannot be used.')]);
}

/** `mapping` as it was sent; throws 422 for what is no object from our fields to headings. */
export function readMapping(json: unknown): CsvMapping {
  if (json === undefined || json === '') return {};
  const mapping = typeof json === 'string' ? tryJson(json) : json;
  const entries = mapping !== null && typeof mapping === 'object' ? Object.entries(mapping) : [];
  const isRight = ([name, heading]: [string, unknown]) =>
    (CSV_FIELDS as string[]).includes(name) && typeof heading === 'string' && heading !== '';
  if (entries.length > 0 && entries.every(isRight)) return Object.fromEntries(entries);
  const fields = CSV_FIELDS.join(', ');
  throw invalid(field(
    '/mapping',
    'mapping',
    `Skal være JSON fra felt til kolonne. Felter: ${fields}.`,
    `Must be JSON from field to heading. Fields: ${fields}.`,
  ));
}

/**
 * The records of a gzip-compressed file in its order, one at a time: for NDJSON the line itself, so that skipping
 * costs no parsing. Throws {@link UnreadableFile} for bad bytes, and the source's own error when that fails.
 */
export async function* recordsOf(kind: FileKind, compressed: AsyncIterable<Buffer>): AsyncGenerator<unknown> {
  try {
    const gunzip = createGunzip();
    pipeline(Readable.from(tagFailure(compressed)), gunzip, (error) => error && gunzip.destroy(error));
    if (kind.format === 'cvr-ndjson') yield* linesOf(gunzip);
    else if (kind.format === 'cvr-json') yield* hitsOf(gunzip);
    else yield* cellsOf(gunzip, kind);
  } catch (error) {
    if (error instanceof SourceFailed) throw error.cause;
    throw new UnreadableFile(error instanceof Error ? error.message.slice(0, 200) : 'unknown');
  }
}

/** What a record is, and the reading of it, which is left for the pass that it belongs to. */
export function interpret(format: ImportFormat, raw: unknown, today: string): { pass: Pass; read: () => Mapped } {
  if (raw === UNEVEN) {
    return unknownRecord(
      'columns', 'Rækken har ikke så mange celler som overskriften.', 'The row has not as many cells as the headings.',
    );
  }
  if (format === 'csv') {
    const mapped = csvRecordOf(raw as Cells);
    return { pass: mapped.pass, read: () => mapped };
  }
  const value = typeof raw === 'string' ? tryJson(raw) : raw;
  if (value === undefined) return unknownRecord('json', 'Linjen er ikke gyldig JSON.', 'The line is not valid JSON.');
  const found = recordIn(value);
  if (!found) {
    return unknownRecord('unknown-record', 'Er hverken virksomhed eller produktionsenhed.', 'Is no company or unit.');
  }
  const read = found.pass === 'companies' ? companyOf : workplaceOf;
  return { pass: found.pass, read: () => read(found.record, today) };
}

function unknownRecord(code: string, da: string, en: string) {
  const pass: Pass = 'companies';
  return { pass, read: () => ({ pass, failure: { key: null, field: '', code, da, en } }) };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function* tagFailure(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch (cause) {
    throw new SourceFailed('The source of the file failed', { cause });
  }
}

/** Lines with something in them; of a line beyond the limit only the beginning, which is then no valid JSON. */
async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun = '';
  for await (const chunk of bytes) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    if (begun.length < LONGEST_LINE) begun += first;
    for (const next of others) {
      if (begun.trim() !== '') yield begun;
      begun = next;
    }
  }
  begun += decoder.decode();
  if (begun.trim() !== '') yield begun;
}

/** The elements of `hits.hits`, or of an array that is the whole file; several responses may follow one another. */
async function* hitsOf(bytes: Readable): AsyncGenerator<unknown> {
  const options = { packValues: true, streamValues: false, jsonStreaming: true };
  const picked = pick.withParserAsStream({ ...options, filter: /^(hits\.hits\.)?\d+$/ });
  const values = streamValues.asStream();
  pipeline(bytes, picked, values, (error) => error && values.destroy(error));
  for await (const { value } of values as AsyncIterable<{ value: unknown }>) yield value;
}

/** A row whose cells cannot be told apart, because there are more or fewer than headings. */
const UNEVEN = Symbol('uneven');

async function* cellsOf(bytes: Readable, { delimiter, mapping }: FileKind): AsyncGenerator<Cells | typeof UNEVEN> {
  const rows = parse({ ...CSV_OPTIONS, delimiter: delimiter ?? ';', max_record_size: LONGEST_CSV_RECORD });
  pipeline(bytes, rows, (error) => error && rows.destroy(error));
  let headings: string[] | null = null;
  for await (const row of rows as AsyncIterable<string[]>) {
    const width = headings?.length ?? 0;
    if (headings === null) headings = row;
    else if (row.length < width || row.slice(width).some((cell) => cell !== '')) yield UNEVEN;
    else yield cellsByField(row, headings, mapping ?? {});
  }
}

function cellsByField(row: string[], headings: string[], mapping: CsvMapping): Cells {
  return Object.fromEntries(Object.entries(mapping).map(([name, heading]) => [name, row[headings.indexOf(heading)]]));
}
