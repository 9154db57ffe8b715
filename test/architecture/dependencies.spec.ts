import { readFileSync } from 'node:fs';

interface LockEntry {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
}

/** The oldest version without a known hole, and why; `below` is the first that is too new for us. */
const FLOORS: readonly [name: string, from: string, why: string, below: string | null][] = [
  ['typeorm', '1.0.0', 'an undefined value in a condition found the first row; CVE-2025-60542', null],
  ['@nestjs/common', '11.0.16', 'CVE-2024-29409', null],
  ['@nestjs/platform-fastify', '12.5.0', 'CVE-2026-2293', null],
  ['validator', '13.15.22', 'isURL and isLength were passed by: CVE-2025-56200, CVE-2025-12758', null],
  ['nodemailer', '9.1.1', 'GHSA-p6gq-j5cr-w38f, GHSA-268h-hp4c-crq3', null],
  ['bullmq', '6.7.0', 'hung for ever after Redis had been away', null],
  ['ioredis', '5.0.0', 'version 6 speaks RESP3 unless told otherwise', '6.0.0'],
];

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockEntry> };
const installed = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);

/** Negative when `a` is older; a pre-release counts as its release. */
function compare(a: string, b: string): number {
  const [left = [], right = []] = [a, b].map((version) => version.split('-')[0]?.split('.').map(Number));
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

describe('dependencies', () => {
  it.each(FLOORS)('%s is %s or newer: %s', (name, from, _why, below) => {
    const copies = installed.filter(([path]) => path.endsWith(`node_modules/${name}`));
    const wrong = copies.filter(([, { version = '0' }]) =>
      compare(version, from) < 0 || (below !== null && compare(version, below) >= 0),
    );
    expect(copies.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  /** The lock leaves the address out where it is that of the registry in use. */
  it('are locked by digest and come from a registry over HTTPS, none from a repository', () => {
    const wrong = installed.filter(([, { resolved, version = '', integrity = '' }]) => {
      const isFromRegistry = resolved === undefined || /^https:\/\/[^/]+\/.+\.tgz$/.test(resolved);
      return !isFromRegistry || !/^\d+\.\d+\.\d+/.test(version) || !/^sha512-/.test(integrity);
    });
    expect(installed.length).toBeGreaterThan(300);
    expect(wrong.map(([path, { resolved }]) => `${path} ${resolved}`)).toEqual([]);
  });

  it('are compared by number, not by letter', () => {
    const pairs = [['13.15.4', '13.15.22'], ['12.0.0', '11.9.9'], ['1.0.0', '1.0.0']];
    expect(pairs.map(([a = '', b = '']) => Math.sign(compare(a, b)))).toEqual([-1, 1, 0]);
  });
});
