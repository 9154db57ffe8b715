import { statSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

const ABANDONED_AFTER_MS = 600_000;

/**
 * Makes a folder of mode 0700 beside `name`, to be filled and then given to {@link finishFolder}: a program that is
 * killed in between leaves no half folder under the name.
 */
export function beginFolder(name: string): Promise<string> {
  return mkdtemp(`${name}.new-`);
}

/** Gives the folder its name in one step. When another program was faster, its folder stays and this one goes. */
export async function finishFolder(unfinished: string, name: string): Promise<void> {
  try {
    await rename(unfinished, name);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await rm(unfinished, { recursive: true });
  }
}

/** Removes the folders that killed programs began for this name and left at least ten minutes ago. */
export async function removeAbandoned(name: string): Promise<void> {
  for (const entry of await readdir(path.dirname(name))) {
    const unfinished = path.join(path.dirname(name), entry);
    if (!unfinished.startsWith(`${name}.new-`)) continue;
    const since = statSync(unfinished, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > ABANDONED_AFTER_MS) await rm(unfinished, { recursive: true, force: true });
  }
}
