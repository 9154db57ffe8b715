import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort, untilPrinted } from '../support/redis.js';
import { type TestDatabase, testDatabase } from '../support/test-database.js';

const run = promisify(execFile);

/** The commands of the README's section, as a reader would paste them. */
function walk(): string {
  const section = readFileSync('README.md', 'utf8').split('\n## ').find((part) => part.startsWith('The main job'));
  const commands = /```bash\n([\s\S]*?)```/.exec(section ?? '')?.[1];
  if (!commands) throw new Error('README.md has no bash block under "The main job"');
  return commands;
}

describe('the walk of the README', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await testDatabase();
    folder = mkdtempSync(join(tmpdir(), 'walk-'));
    symlinkSync(resolve('docs'), join(folder, 'docs'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await database.drop();
  });

  it('works as pasted, twice in a row', async () => {
    const port = await freePort();
    const env = {
      PATH: process.env['PATH'] ?? '', DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl,
      SAMPLE_DATA: 'true', HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn',
    };
    const program = spawn(process.execPath, [resolve('dist/main.js')], { env });
    await untilPrinted(program, 'Ctrl+C');
    const paste = () =>
      run('bash', ['-euo', 'pipefail', '-c', walk()], {
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', B: `http://localhost:${port}/api` },
        maxBuffer: 1e7,
      });
    const first = await paste();
    const second = await paste();
    program.kill('SIGTERM');

    for (const { stdout } of [first, second]) {
      expect(stdout).toContain('"fulfilled":1,"state":"on_track"');
      expect(stdout).toContain('En bager til nattevagten');
      expect(stdout).toMatch(/"row":"small","column":"private","population":1,"contacted":1,"neverContacted":0,"agreement":1/);
      expect(stdout).toMatch(/"title":"Små virksomheder uden HR".*"invitedCount":1/);
    }
    expect(second.stdout).toMatch(/"created":0,"changed":0,"unchanged":8,"failed":0/);
  }, 120_000);
});
