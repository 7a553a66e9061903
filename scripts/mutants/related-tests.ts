// Which tests are related to a file: those that import it, by way of as few others as can be, and then the action's own.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** How many test files that import a file are run first. */
const NEAREST = 2;
/** And how many then: a file that all others need has nearly all of them. */
const MOST = 6;

/** The tests of the built action that show what a folder, or one below it, does. They run `dist/`, so no import tells. */
const ACTION_TESTS: Readonly<Record<string, readonly string[]>> = {
  'src/command': ['test/action/step.test.ts', 'test/action/relay.test.ts'],
  'src/inputs': ['test/action/step.test.ts', 'test/action/ready.test.ts'],
  'src/install': ['test/action/ready.test.ts'],
  'src/net': ['test/action/proxy.test.ts', 'test/action/faults.test.ts'],
  'src/prepare': ['test/action/ready.test.ts'],
  'src/programs': ['test/action/cancel.test.ts', 'test/action/streams.test.ts'],
  'src/reports': ['test/action/results.test.ts'],
  'src/reports/failure': ['test/action/failure.test.ts'],
  'src/results': ['test/action/results.test.ts'],
  'src/results/failure': ['test/action/failure.test.ts', 'test/action/allowed-exit-codes.test.ts'],
  'src/results/pull-request': ['test/action/comment.test.ts', 'test/action/comment-faults.test.ts'],
  'src/system': [
    'test/action/step.test.ts',
    'test/action/cancel.test.ts',
    'test/action/post.test.ts',
    'test/action/left-behind.test.ts',
  ],
  'src/traces': ['test/action/traces.test.ts', 'test/action/trace-faults.test.ts'],
  'src/telemetry': ['test/action/relay.test.ts', 'test/action/post.test.ts', 'test/action/privacy.test.ts'],
  'src/werf': [
    'test/action/step.test.ts',
    'test/action/cancel.test.ts',
    'test/action/start.test.ts',
    'test/action/streams.test.ts',
  ],
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
  const action = (ACTION_TESTS[nearest ?? ''] ?? []).filter((test) => existsSync(join(root, test)));
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
