import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { type FileKind, interpret, readMapping, recogniseFile, recordsOf, UnreadableFile } from './import-file.js';

const NDJSON: FileKind = { format: 'cvr-ndjson', delimiter: null, mapping: null };
const RESPONSE: FileKind = { format: 'cvr-json', delimiter: null, mapping: null };
const CSV: FileKind = { format: 'csv', delimiter: ';', mapping: { cvrNumber: 'CVR', name: 'Navn' } };

/** The compressed bytes in pieces of the given size, as they lie in the database. */
function stored(content: string, size = 7): AsyncIterable<Buffer> {
  const bytes = gzipSync(content);
  const count = Math.ceil(bytes.length / size);
  return Readable.from(Array.from({ length: count }, (_one, n) => bytes.subarray(n * size, (n + 1) * size)));
}

/** What an error must have to be the problem that callers see. */
const problem = (status: number, code: string) => expect.objectContaining({ status, code }) as Error;

async function listed(records: AsyncIterable<unknown>): Promise<unknown[]> {
  const list: unknown[] = [];
  for await (const record of records) list.push(record);
  return list;
}

const all = (kind: FileKind, content: string, size?: number) => listed(recordsOf(kind, stored(content, size)));

describe('recogniseFile', () => {
  const hit = '{"_source":{"Vrvirksomhed":{}}}';
  it.each<[what: string, head: string, format: string, delimiter: string | null]>([
    ['a search response', `{"took":1,"hits":{"total":1,"hits":[${hit}]}}`, 'cvr-json', null],
    ['an indented one', '\uFEFF{\n  "took": 1,\n  "hits": {\n    "hits": [', 'cvr-json', null],
    ['a list of hits', `[${hit}]`, 'cvr-json', null],
    ['lines of hits', `{"_index":"cvr",${hit.slice(1)}\n`, 'cvr-ndjson', null],
    ['lines of records', '\n{"VrproduktionsEnhed":{}}', 'cvr-ndjson', null],
    ['semicolons', '\uFEFFCVR;Navn, kort\n1;2', 'csv', ';'],
    ['commas', 'CVR,Navn\r\n', 'csv', ','],
    ['tabs', 'CVR\t"Navn"\t', 'csv', '\t'],
  ])('%s', (_what, head, format, delimiter) => {
    const given = head.includes('Navn, kort') ? { name: 'Navn, kort' } : {};
    expect(recogniseFile(Buffer.from(head), given)).toMatchObject({ format, delimiter });
  });

  it.each(['', '\uFEFF', '"CVR;Navn', 'CVR', 'CVR;Fugl', '{}', '[]', '\0\0'])('refuses %j', (head) => {
    expect(() => recogniseFile(Buffer.from(head), {})).toThrow(problem(422, 'file-unusable'));
  });
});

describe('readMapping', () => {
  it.each<[sent: unknown, mapping: object]>([
    [undefined, {}],
    ['', {}],
    ['{"name":"Firma"}', { name: 'Firma' }],
    [{ name: 'Firma' }, { name: 'Firma' }],
  ])('%j', (sent, mapping) => expect(readMapping(sent)).toEqual(mapping));

  it.each(['{', '[]', '{}', 'null', '{"hat":"A"}', '{"name":1}', '{"name":""}'])('refuses %j', (sent) => {
    expect(() => readMapping(sent)).toThrow(problem(422, 'invalid'));
  });
});

describe('recordsOf', () => {
  it('gives lines whole, in whatever pieces they come', async () => {
    const lines = ['{"a":"Ærø\u2028ø"}', '  ', '{"b":"😀"}\r', 'x'];
    for (const size of [1, 7, 1_000]) {
      const read = await all(NDJSON, `\uFEFF${lines.join('\n')}`, size);
      expect(read).toEqual(lines.filter((line) => line.trim()));
    }
    expect(await all(NDJSON, '\n\n')).toEqual([]);
  });

  it('gives the hits of one or several responses, and of a list', async () => {
    const response = (...hits: unknown[]) =>
      JSON.stringify({ hits: { total: 2, hits }, aggregations: { x: [{ y: 1 }] } }, null, 1);
    const hits = [{ a: [1, { b: null }] }, { c: 'é' }];
    expect(await all(RESPONSE, response(...hits))).toEqual(hits);
    expect(await all(RESPONSE, `${response(1)}\n${response(2)}`)).toEqual([1, 2]);
    expect(await all(RESPONSE, '[{"a":1},[2]]')).toEqual([{ a: 1 }, [2]]);
    expect(await all(RESPONSE, response())).toEqual([]);
  });

  it('gives the mapped cells of a CSV, with quotes, line breaks and BOM', async () => {
    const content = '\uFEFFNavn;Andet;CVR\r\n"A; ""B""\nC";x; 1 \r\n\r\nD "E";;2;\r\nkort;række\r\n';
    const [first, second, third] = await all(CSV, content);
    expect(first).toEqual({ cvrNumber: '1', name: 'A; "B"\nC' });
    expect(second).toEqual({ cvrNumber: '2', name: 'D "E"' });
    expect(interpret('csv', third, '2026-01-01').read()).toMatchObject({ failure: { code: 'columns' } });
  });

  it.each<[what: string, kind: FileKind, bytes: () => AsyncIterable<Buffer>]>([
    ['JSON that breaks off', RESPONSE, () => stored('{"hits":{"hits":[{"a":1},{"b"')],
    ['JSON with a stray sign', RESPONSE, () => stored('{"hits":{"hits":[{"a":1} {"b":2}]}}')],
    ['CSV with a quote that never ends', CSV, () => stored(`CVR;Navn\n1;"${'x'.repeat(1_100_000)}`)],
    ['bytes that are no gzip', NDJSON, () => Readable.from([Buffer.from('not gzip')])],
    ['gzip that breaks off', NDJSON, () => Readable.from([gzipSync('{"a":1}\n').subarray(0, 12)])],
  ])('%s: the file cannot be read', async (_what, kind, bytes) => {
    await expect(listed(recordsOf(kind, bytes()))).rejects.toBeInstanceOf(UnreadableFile);
  });

  it.each([NDJSON, RESPONSE, CSV])('a source that fails is not the file’s fault (%j)', async (kind) => {
    const lost = new Error('connection lost');
    const source = function* () {
      yield gzipSync('{"hits":{"hits":[1,').subarray(0, 15);
      throw lost;
    };
    await expect(listed(recordsOf(kind, Readable.from(source())))).rejects.toBe(lost);
  });
});
