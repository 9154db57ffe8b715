import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

/** A Redis can be had: REDIS_URL names one, or `redis-server` is installed. On CI it must be, so the tests run and fail. */
export const redisExpected =
  Boolean(process.env['REDIS_URL'] ?? process.env['CI']) || spawnSync('redis-server', ['--version']).status === 0;

export interface TestRedis {
  url: string;
  stop(): void;
}

/** The Redis of REDIS_URL, else one of our own on a free port that keeps nothing. */
export async function testRedis(): Promise<TestRedis> {
  const given = process.env['REDIS_URL'];
  if (given) return { url: given, stop: () => undefined };
  const port = await freePort();
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction']);
  await untilPrinted(server, 'Ready to accept connections');
  return { url: `redis://127.0.0.1:${port}`, stop: () => void server.kill('SIGKILL') };
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Everything the process has printed once `text` is among it; rejects when it ends before. */
export async function untilPrinted(child: ChildProcess, text: string): Promise<string> {
  let printed = '';
  return await new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes(text)) resolve(printed);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with ${code} before printing "${text}":\n${printed}`)));
  });
}
