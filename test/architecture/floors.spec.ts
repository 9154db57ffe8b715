import { readdirSync, readFileSync } from 'node:fs';
import { findCircle, importGraph, placeOf, risingImports } from './import-graph.js';

const floors = JSON.parse(readFileSync('test/architecture/floors.json', 'utf8')) as string[][];
const graph = importGraph('src');

describe('floors', () => {
  it('reads the whole program', () => {
    expect(graph.size).toBeGreaterThan(80);
    expect([...graph.values()].flat().length).toBeGreaterThan(300);
  });

  it('lets every import go down', () => {
    expect(risingImports(graph, floors)).toEqual([]);
  });

  it('has no circle between files', () => {
    expect(findCircle(graph)).toBeNull();
  });

  it('gives every module a floor of its own', () => {
    const modules = readdirSync('src/modules').map((name) => `src/modules/${name}`);
    expect(modules.filter((unit) => placeOf(`${unit}/x.ts`, floors)?.unit !== unit)).toEqual([]);
  });

  it('keeps modules flat: no folder inside a module', () => {
    const nested = [...graph.keys()].filter((file) => /^src\/modules\/[^/]+\/[^/]+\//.test(file));
    expect(nested).toEqual([]);
  });
});

describe('the check itself', () => {
  const two = [['src/low'], ['src/high', 'src/side']];

  it.each([
    ['up', 'src/low/a.ts', 'src/high/b.ts', 1],
    ['across', 'src/high/a.ts', 'src/side/b.ts', 1],
    ['down', 'src/high/a.ts', 'src/low/b.ts', 0],
    ['within', 'src/high/a.ts', 'src/high/b.ts', 0],
    ['to nowhere', 'src/high/a.ts', 'other/b.ts', 1],
  ])('%s', (_name, from, to, found) => {
    expect(risingImports(new Map([[from, [to]]]), two)).toHaveLength(found);
  });

  it('finds a circle of three and none in a diamond', () => {
    const circle = new Map([['a', ['b']], ['b', ['c']], ['c', ['a']]]);
    expect(findCircle(circle)).toEqual(['a', 'b', 'c', 'a']);
    const diamond = new Map([['a', ['b', 'c']], ['b', ['d']], ['c', ['d']], ['d', []]]);
    expect(findCircle(diamond)).toBeNull();
  });
});
