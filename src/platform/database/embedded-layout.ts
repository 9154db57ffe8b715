import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readlink, realpath, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import {
  installedBinaries, openFolder, reachableBinaries, refuseBrokenBinaries, SHARED_FOLDER,
} from './embedded-binaries.js';
import { problem, run, type Account } from './embedded-process.js';

/** Where the server's parts lie and who runs it. */
export interface ServerLayout {
  /** Folder with the programs `initdb`, `pg_ctl` and `postgres`. */
  bin: string;
  /** Holds `data` (the cluster), `passwords` and `server.log`; need not exist yet, its parent does. */
  folder: string;
  /** The account that runs the server when this program is root; PostgreSQL refuses to run as root. */
  account: Account | undefined;
}

const SERVER_USER = 'postgres';

/**
 * Finds or decides where the database of `dataDir` lies. It is `<dataDir>/postgres`, or what that symbolic link
 * points to: root makes the link when the server's account cannot reach `dataDir`. Existing data decides over
 * everything else, so a changed mode or another user never silently begins an empty database.
 */
export async function chooseLayout(dataDir: string, say: (line: string) => void): Promise<ServerLayout> {
  await mkdir(dataDir, { recursive: true });
  const home = await realpath(dataDir);
  const binaries = await installedBinaries();
  const place = path.join(home, 'postgres');
  let folder = (await linkedFolder(place)) ?? place;
  if (process.getuid?.() !== 0) {
    await refuseOthersFolder(folder);
    await refuseBrokenBinaries(binaries.folder);
    return { bin: path.join(binaries.folder, 'bin'), folder, account: undefined };
  }
  const present = existsSync(folder) ? await stat(folder) : undefined;
  const account = present && present.uid !== 0 ? { uid: present.uid, gid: present.gid } : await serverAccount();
  if (!(await canEnter(present ? folder : path.dirname(folder), account))) {
    if (present) {
      throw problem(
        `Databasen ligger i ${folder}, men bruger ${account.uid} kan ikke nå den. Ret dens ejer eller adgangen.`,
        `The database lies in ${folder}, but user ${account.uid} cannot reach it. Correct its owner or access.`,
      );
    }
    folder = await linkSharedFolder(place);
  }
  if (folder !== place) {
    say(`Databasen ligger i ${folder}; ${place} er et link dertil.`);
  }
  return { bin: path.join(await reachableBinaries(binaries, account), 'bin'), folder, account };
}

async function refuseOthersFolder(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const owner = (await stat(folder)).uid;
  if (process.getuid === undefined || owner === process.getuid()) return;
  throw problem(
    `Databasen i ${folder} tilhører en anden bruger (${owner}). Start som den bruger eller root, eller vælg DATA_DIR.`,
    `The database in ${folder} belongs to another user (${owner}). Start as that user or root, or choose DATA_DIR.`,
  );
}

/** Where `place` points when it is a link, made by {@link linkSharedFolder} or by a person. */
async function linkedFolder(place: string): Promise<string | undefined> {
  let target: string;
  try {
    target = path.resolve(path.dirname(place), await readlink(place));
  } catch (error) {
    if (['ENOENT', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
  const ours = path.dirname(path.dirname(target)) === SHARED_FOLDER;
  if (ours && !path.basename(path.dirname(target)).startsWith(shortHash(place))) {
    throw problem(
      `Mappen er flyttet eller kopieret; dens database ligger i ${target}. Slet linket ${place} for at begynde forfra.`,
      `The folder was moved or copied; its database lies in ${target}. Delete the link ${place} to start anew.`,
    );
  }
  if (!existsSync(path.dirname(target))) {
    throw problem(
      `Databasen ${target} er væk. Hent den fra en sikkerhedskopi, eller slet linket ${place} for at begynde forfra.`,
      `The database ${target} is gone. Restore it from a backup, or delete the link ${place} to start anew.`,
    );
  }
  return target;
}

/** The random part makes a project folder that was deleted and made again begin with an empty database. */
async function linkSharedFolder(place: string): Promise<string> {
  const parent = path.join(SHARED_FOLDER, `${shortHash(place)}-${randomBytes(4).toString('hex')}`);
  await openFolder(parent);
  try {
    await symlink(path.join(parent, 'postgres'), place);
  } catch (error) {
    await rm(parent, { recursive: true });
    const winner = await linkedFolder(place); // another start was faster
    if (winner) return winner;
    throw error;
  }
  return path.join(parent, 'postgres');
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

async function canEnter(folder: string, account: Account): Promise<boolean> {
  return (await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], account)).ok;
}

async function serverAccount(): Promise<Account> {
  const system = ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  const ways: (readonly [string, readonly string[]])[] = [
    ['useradd', [...system, '--user-group', SERVER_USER]],
    ['useradd', [...system, '-g', SERVER_USER, SERVER_USER]], // the group is there already
    ['adduser', ['-S', '-D', '-H', SERVER_USER]], // busybox
  ];
  let known = await accountNamed(SERVER_USER);
  let output = '';
  for (const [tool, args] of ways) {
    if (known) break;
    output += (await run(tool, args)).output;
    known = await accountNamed(SERVER_USER);
  }
  if (known) return known;
  throw problem(
    `PostgreSQL kører ikke som root, og brugeren ${SERVER_USER} kunne ikke oprettes. Start som almindelig bruger.`,
    `PostgreSQL does not run as root and user ${SERVER_USER} could not be made. Start as an ordinary user.`,
    output,
  );
}

async function accountNamed(name: string): Promise<Account | undefined> {
  const [user, group] = [await run('id', ['-u', name]), await run('id', ['-g', name])];
  return user.ok && group.ok ? { uid: Number(user.output), gid: Number(group.output) } : undefined;
}
