import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { randomUUID } from 'node:crypto';
import { Permission, PermissionMarks, Public } from '../../src/platform/http/permission-marks.js';
import { type TestApp, testApp } from '../support/test-app.js';

@Controller('marked')
class MarkedController {
  @Get()
  @Permission('companies:read')
  one(): string {
    return 'x';
  }

  @Get('open')
  @Public()
  two(): string {
    return 'x';
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get()
  one(): string {
    return 'x';
  }
}

@Module({ imports: [DiscoveryModule], controllers: [MarkedController], providers: [PermissionMarks] })
class MarkedModule {}

@Module({ imports: [MarkedModule], controllers: [ForgottenController] })
class ForgottenModule {}

describe('the boot', () => {
  const boot = async (module: new () => object) => {
    const program = await Test.createTestingModule({ imports: [module] }).compile();
    await program.init();
    await program.close();
  };

  it('stops at a route that names neither a permission nor the public', async () => {
    await expect(boot(ForgottenModule)).rejects.toThrow('ForgottenController.one');
  });

  it('goes on when every route does', async () => {
    await expect(boot(MarkedModule)).resolves.toBeUndefined();
  });
});

describe('the platform', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp();
  });
  afterAll(async () => {
    await t.close();
  });

  it('answers every failure as a problem document in the language asked for', async () => {
    const danish = await t.anonymous.get('/nowhere');
    expect(danish.status).toBe(404);
    expect(danish.headers.get('content-type')).toContain('application/problem+json');
    expect(danish.body).toMatchObject({ status: 404, code: 'not-found', title: expect.stringContaining('findes ikke') as string });
    expect(danish.body['instance']).toBe(`urn:uuid:${danish.headers.get('x-request-id')}`);
    const english = await t.anonymous.get('/nowhere', { 'accept-language': 'en-GB,en;q=0.9,da;q=0.5' });
    expect(english.body['title']).toContain('does not exist');
    expect((await t.anonymous.get('/companies')).body).toMatchObject({ status: 401, code: 'sign-in-first' });
    expect((await (await t.as('reader')).post('/companies', { name: 'X' })).body).toMatchObject({ status: 403 });
  });

  it('keeps a request id that the client chose, and makes one otherwise', async () => {
    const id = randomUUID();
    expect((await t.anonymous.get('/health/live', { 'x-request-id': id })).headers.get('x-request-id')).toBe(id);
    const other = await t.anonymous.get('/health/live', { 'x-request-id': 'not a uuid\t' });
    expect(other.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(['/health/live', '/nowhere', '/companies', '/openapi.json'])('sends the protecting headers with %s', async (path) => {
    const { headers } = await t.anonymous.get(path);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('gives a single resource its ETag, and 304 to who has it', async () => {
    const api = await t.as('consultant');
    const { id } = await t.make.company();
    const first = await api.get(`/companies/${id}`);
    expect(first.headers.get('etag')).toBe('"1"');
    const again = await api.get(`/companies/${id}`, { 'if-none-match': '"1"' });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  it('loses none of 100 pairs of edits at the same time', async () => {
    const api = await t.as('consultant');
    const statuses: number[] = [];
    for (let pair = 0; pair < 100; pair += 1) {
      const { id } = await t.make.company();
      const answers = await Promise.all(['7', '8'].map((digit) => api.patch(`/companies/${id}`, 1, { name: `Navn ${digit}` })));
      const won = answers.find(({ status }) => status === 200);
      const lost = answers.find(({ status }) => status === 412);
      expect(lost?.headers.get('etag')).toBe('"2"');
      expect((await api.get(`/companies/${id}`)).body['name']).toBe(won?.body['name']);
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.filter((status) => status === 412)).toHaveLength(100);
  });

  it('tells how it is, and counts its requests for a scraper on this machine only', async () => {
    const ready = await t.anonymous.get('/health/ready');
    expect(ready.body).toEqual({ status: 'ok', checks: { database: 'ok', queue: 'ok', reminders: 'ok' } });
    const metrics = await t.anonymous.get<string>('/metrics');
    expect(metrics.body).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/api\/health\/ready",status="200"\} 1/);
    const proxied = { 'x-forwarded-for': '203.0.113.7' };
    expect((await t.anonymous.get('/metrics', proxied)).status).toBe(401);
    expect((await (await t.as('consultant')).get('/metrics', proxied)).status).toBe(403);
    expect((await (await t.as('administrator')).get('/metrics', proxied)).status).toBe(200);
  });

  it('writes an audit event and an outbox row in the transaction of every change', async () => {
    const api = await t.as('consultant');
    const { body } = await api.post('/companies', { name: 'Sporet' });
    await api.patch(`/companies/${body['id'] as string}`, 1, { hasHrFunction: 'yes' });
    const admin = await t.as('administrator');
    const log = await admin.get<{ items: object[] }>(`/audit?subjectType=Company&subjectId=${body['id'] as string}`);
    expect(log.body.items).toMatchObject([
      { action: 'update', actorId: api.userId, after: { hasHrFunction: 'yes' }, before: { hasHrFunction: 'unknown' } },
      { action: 'create', actorId: api.userId, after: { name: 'Sporet' } },
    ]);
    const outbox = await t.db.query<{ type: string }[]>('SELECT type FROM outbox_event WHERE subject_id = $1 ORDER BY id', [body['id']]);
    expect(outbox.map(({ type }) => type)).toEqual(['company.create', 'company.update']);
    expect((await api.get('/audit')).status).toBe(403);
  });
});
