import { setTimeout as pause } from 'node:timers/promises';
import { JobQueue } from '../../src/platform/queue/job-queue.js';
import { freePort, redisExpected, testRedis } from '../support/redis.js';
import { type TestApp, testApp } from '../support/test-app.js';

async function handled(t: TestApp, kind: string, id: string): Promise<string[]> {
  const seen: string[] = [];
  const queue = t.app.get(JobQueue);
  queue.handle(kind, (one) => {
    seen.push(one);
    return Promise.resolve();
  });
  await queue.enqueue(kind, id, 1);
  for (let waited = 0; waited < 10_000 && seen.length === 0; waited += 50) await pause(50);
  return seen;
}

describe('the job queue', () => {
  it('brings a hint to the worker through PostgreSQL', async () => {
    const t = await testApp({ roles: ['web', 'worker'] });
    expect(await handled(t, 'test.look', 'a')).toEqual(['a']);
    await t.close();
  });

  (redisExpected ? it : it.skip)('brings a hint to the worker through Redis (needs REDIS_URL or redis-server)', async () => {
    const redis = await testRedis();
    const t = await testApp({ roles: ['web', 'worker'], redisUrl: redis.url });
    expect(await handled(t, 'test.look', 'b')).toEqual(['b']);
    expect((await t.anonymous.get('/health/ready')).body).toMatchObject({ checks: { queue: 'ok' } });
    await t.close();
    redis.stop();
  });

  it('answers writes when Redis cannot be reached, and says in the health answer that it cannot', async () => {
    const t = await testApp({ redisUrl: `redis://127.0.0.1:${await freePort()}` });
    const queue = t.app.get(JobQueue);
    queue.handle('test.look', () => Promise.resolve());
    await queue.enqueue('test.look', 'c', 1);
    const made = await (await t.as('consultant')).post('/companies', { name: 'Uden Redis' });
    expect(made.status).toBe(201);
    const ready = await t.anonymous.get('/health/ready');
    expect([ready.status, ready.body['status']]).toEqual([503, 'failing']);
    await t.close();
  });

  it('stops at a second handler for one kind, and at a hint nobody handles', async () => {
    const t = await testApp();
    const queue = t.app.get(JobQueue);
    queue.handle('test.twice', () => Promise.resolve());
    expect(() => queue.handle('test.twice', () => Promise.resolve())).toThrow('test.twice');
    await expect(queue.enqueue('test.unknown', 'd', 1)).rejects.toThrow('test.unknown');
    await t.close();
  });
});
