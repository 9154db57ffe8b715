import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** Every file of the program with the files of its own that it imports, types included; paths from the project root. */
export function importGraph(root: string): Map<string, string[]> {
  const files = globSync('**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.spec.ts'));
  return new Map(files.map((file) => [join(root, file), importsOf(join(root, file))]));
}

function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file), name)).replace(/\.js$/, '.ts'));
}

/** The first circle found, as the list of files it runs through; null when there is none. */
export function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const visit = (file: string, path: string[]): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return null;
}

export interface Place {
  floor: number;
  unit: string;
}

/** Where a file stands: the longest unit of `floors` that its path begins with. */
export function placeOf(file: string, floors: readonly (readonly string[])[]): Place | null {
  const places = floors.flatMap((units, floor) => units.map((unit) => ({ floor, unit })));
  const matching = places.filter(({ unit }) => file.startsWith(`${unit}/`));
  return matching.sort((a, b) => b.unit.length - a.unit.length)[0] ?? null;
}

/** Every import that does not go down: to a floor above, or across to another unit of the same floor. */
export function risingImports(
  graph: ReadonlyMap<string, readonly string[]>,
  floors: readonly (readonly string[])[],
): string[] {
  return [...graph].flatMap(([file, imports]) => {
    const from = placeOf(file, floors);
    if (!from) return [`${file} stands on no floor`];
    return imports
      .filter((target) => {
        const to = placeOf(target, floors);
        return !to || to.floor > from.floor || (to.floor === from.floor && to.unit !== from.unit);
      })
      .map((target) => `${file} -> ${target}`);
  });
}
