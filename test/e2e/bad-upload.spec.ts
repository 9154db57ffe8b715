import { type TestApp, testApp } from '../support/test-app.js';
import type { Api } from '../support/api.js';
import { registerFile } from '../support/write-routes.js';

type Json = Record<string, unknown>;
type Headers = Record<string, string>;

function formOf(...files: [name: string, content: string, field?: string][]): FormData {
  const form = new FormData();
  for (const [name, content, field = 'file'] of files) form.append(field, new Blob([content]), name);
  return form;
}

function withMapping(mapping: string): FormData {
  const form = new FormData();
  form.append('mapping', mapping);
  form.append('file', new Blob(['Nummer;Navn\n13748136;Prøve\n']), 'a.csv');
  return form;
}

const FIRST = 'CVR-nummer;Navn\n13748136;Prøve\n';
const boundary = { 'content-type': 'multipart/form-data; boundary=x' };
const BEGUN = '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n';
const noFile = new FormData();
noFile.append('note', 'hej');

describe('bad upload', () => {
  let t: TestApp;
  let api: Api;
  beforeAll(async () => {
    t = await testApp();
    api = await t.as('administrator');
  });
  afterAll(async () => {
    await t.close();
  });

  it.each<[what: string, status: number, pointer: string | null, body: FormData | string, headers?: Headers]>([
    ['no file', 422, '/file', noFile],
    ['a file in another field', 422, '/file', formOf(['a.csv', FIRST, 'wrong'])],
    ['an empty file', 422, '/file', formOf(['a.csv', ''])],
    ['a file of spaces', 422, '/file', formOf(['a.csv', ' \n '])],
    ['a picture', 422, '/file', formOf(['a.png', '\u0089PNG\0\0'])],
    ['an Excel file', 422, '/file', formOf(['a.xlsx', 'PK\u0003\u0004'])],
    ['a letter', 422, '/file', formOf(['a.txt', 'Kære kommune'])],
    ['JSON of something else', 422, '/file', formOf(['a.json', '{"ekko4711": 1}'])],
    ['CSV without the number', 422, '/file', formOf(['a.csv', 'By;Navn\nHorsens;Prøve\n'])],
    ['two files', 422, '/file', formOf(['a.csv', FIRST], ['b.csv', FIRST])],
    ['a mapping that is no JSON', 422, '/mapping', withMapping('{')],
    ['a mapping to a list', 422, '/mapping', withMapping('["Nummer"]')],
    ['a mapping of an unknown field', 422, '/mapping', withMapping('{"noSuchField": "Nummer"}')],
    ['a mapping to an unknown column', 422, '/mapping/cvrNumber', withMapping('{"cvrNumber": "ekko4711"}')],
    ['JSON', 415, null, '{"file": "x"}', { 'content-type': 'application/json' }],
    ['text', 415, null, FIRST, { 'content-type': 'text/plain' }],
    ['CSV without a form', 415, null, FIRST, { 'content-type': 'text/csv' }],
    ['a plain form', 415, null, 'file=x', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['nothing at all', 415, null, ''],
    ['a form that breaks off', 400, null, `${BEGUN}CVR`, boundary],
    ['a form that breaks off after a while', 400, null, `${BEGUN}${FIRST}${'x;y\n'.repeat(100_000)}`, boundary],
    ['a form that is none', 422, '/file', '--x--\r\n', boundary],
  ])('refuses %s and keeps nothing', async (_what, status, pointer, body, headers = {}) => {
    for (const language of ['da', 'en']) {
      const answer = await api.send<Json>('POST', '/imports', body, { ...headers, 'accept-language': language });
      expect(answer).toMatchObject({ status, body: { status } });
      for (const word of ['title', 'detail', 'code']) expect(typeof answer.body[word]).toBe('string');
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      const named = (answer.body['errors'] as { pointer: string }[]).map((error) => error.pointer);
      if (pointer !== null) expect(named).toContain(pointer);
      expect(JSON.stringify(answer.body)).not.toMatch(/ekko4711|node_modules|\n\s+at /);
    }
    const [left] = await t.db.query<unknown[]>(
      `SELECT (SELECT count(*) FROM import_run) + (SELECT count(*) FROM import_chunk)
         + (SELECT count(*) FROM audit_event) AS n`,
    );
    expect(left).toEqual({ n: 0 });
  });

  it('takes a register file', async () => {
    expect(await api.post('/imports', registerFile())).toMatchObject({ status: 201, body: { state: 'uploaded' } });
  });
});
