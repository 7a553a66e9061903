// Which tests are related to a file: those that import it, by way of as few others as can be, and then the action's own.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** How many test files that import a file are run first. */
const NEAREST = 2;
/** And how many then: a file that all others need has nearly all of them. */
const MOST = 10;

/** The tests of the built action that show what a folder, or one below it, does. They run `dist/`, so no import tells. */
const ACTION_TESTS: Readonly<Record<string, readonly string[]>> = {
  'src/command': ['step', 'relay', 'privacy'],
  'src/inputs': ['step', 'ready', 'start'],
  'src/install': ['ready', 'hostile-install', 'cancel-early'],
  'src/net': ['proxy', 'faults', 'trace-faults'],
  'src/prepare': ['ready', 'start', 'cancel-early', 'post'],
  'src/programs': ['cancel', 'streams', 'start'],
  'src/reports': ['results', 'plan'],
  'src/reports/failure': ['failure'],
  'src/reports/rollout': ['failure'],
  'src/results': ['results', 'plan', 'comment'],
  'src/results/failure': ['failure', 'allowed-exit-codes'],
  'src/results/pull-request': ['comment', 'comment-faults'],
  'src/results/summary': ['results', 'plan', 'failure'],
  'src/system': ['step', 'cancel', 'post', 'left-behind', 'runner-files'],
  'src/telemetry': ['relay', 'post', 'privacy', 'faults'],
  'src/traces': ['traces', 'trace-faults', 'trace-silence'],
  'src/werf': ['step', 'cancel', 'start', 'streams'],
};

/**
 * The test files to run for a file, in stages: the next one is for a mutant that survived the one before.
 * @param file relative to the root, with slashes
 */
export function relatedTests(root: string, file: string): ReadonlyArray<readonly string[]> {
  const importing = importersOf(root, file);
  const [nearest] = Object.keys(ACTION_TESTS)
    .filter((folder) => file.startsWith(`${folder}/`))
    .toSorted((a, b) => b.length - a.length);
  const action = (ACTION_TESTS[nearest ?? ''] ?? []).map((name) => `test/action/${name}.test.ts`);
  return [importing.slice(0, NEAREST), importing.slice(NEAREST, MOST), action].filter((tests) => tests.length > 0);
}

function importersOf(root: string, file: string): readonly string[] {
  const importers = importGraph(root);
  const seen = new Set([file]);
  const tests: string[] = [];
  // Breadth first, so that the nearest tests come first.
  for (const path of seen) {
    if (/^test\/(?:unit|process)\/.*\.test\.ts$/.test(path)) tests.push(path);
    for (const importer of importers.get(path) ?? []) seen.add(importer);
  }
  return tests;
}

const graphs = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();

/** Who imports a file, by the file. Types are no reason to run a test. */
function importGraph(root: string): ReadonlyMap<string, ReadonlySet<string>> {
  const known = graphs.get(root);
  if (known !== undefined) return known;
  const graph = new Map<string, Set<string>>();
  for (const path of globSync('{src,test,scripts}/**/*.ts', { cwd: root })) {
    const text = readFileSync(join(root, path), 'utf8');
    for (const [statement, target = ''] of text.matchAll(/(?:import|export)\b[^;'"]*\(?'(\.{1,2}\/[^']+)'/g)) {
      if (/^(?:import|export) type\b/.test(statement)) continue;
      const imported = relative(root, join(root, dirname(path), target)).replaceAll('\\', '/');
      graph.set(imported, (graph.get(imported) ?? new Set()).add(path.replaceAll('\\', '/')));
    }
  }
  graphs.set(root, graph);
  return graph;
}
