import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { VARIABLES } from '../../src/platform/config/config.js';

const run = promisify(execFile);

/** Runs one of the project's own tools; its whole output is the failure when it ends badly. */
async function tool(file: string, ...parameters: string[]): Promise<string> {
  const outcome = await run(process.execPath, [file, ...parameters], { maxBuffer: 1e8 }).catch(
    (error: { stdout?: string; stderr?: string }) => ({ stdout: error.stdout ?? '', stderr: error.stderr ?? 'failed' }),
  );
  return `${outcome.stdout}${outcome.stderr}`;
}

describe('source', () => {
  it('has no type error', async () => {
    expect(await tool('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json')).toBe('');
  }, 120_000);

  it('has no lint error: no any, no floating promise, no file over 300 lines', async () => {
    expect(await tool('node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.')).toBe('');
  }, 180_000);

  it('has a contract that equals docs/openapi.json (else: npm run openapi)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
    const file = join(folder, 'openapi.json');
    expect(await tool('dist/openapi.js', file)).toBe('');
    const [made, committed] = [file, 'docs/openapi.json'].map((path) => readFileSync(path, 'utf8'));
    rmSync(folder, { recursive: true });
    expect(made).toBe(committed);
  }, 60_000);

  it.each([
    ['forwardRef', /\bforwardRef\b/],
    ['eager or cascading relations', /\b(eager|cascade)\s*:/],
    ['synchronize', /\bsynchronize:\s*true/],
    ['default exports', /\bexport default\b/],
    ['words that say nothing', /from '[^']*\/(utils|helpers|common)(\.js|\/)/],
    ['a switched-off check', /eslint-disable|@ts-ignore|@ts-expect-error/],
  ])('is free of %s', (_name, pattern) => {
    const found = globSync('src/**/*.ts').filter((file) => pattern.test(readFileSync(file, 'utf8')));
    expect(found).toEqual([]);
  });
});

describe('configuration', () => {
  const documented = (text: string) => [...text.matchAll(/^#?\s?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name).sort();

  it('names every variable in .env.example, and no other', () => {
    expect(documented(readFileSync('.env.example', 'utf8'))).toEqual(Object.keys(VARIABLES).sort());
  });

  it('names every variable in the table of the README', () => {
    const readme = readFileSync('README.md', 'utf8');
    expect(Object.keys(VARIABLES).filter((name) => !readme.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it('is read in one place', () => {
    const readers = globSync('src/**/*.ts').filter((file) => /process\.env/.test(readFileSync(file, 'utf8')));
    const known = ['admin', 'audit', 'main', 'migrate', 'privacy', 'seed'].map((name) => `src/${name}.ts`);
    expect(readers.sort()).toEqual(known);
  });
});
