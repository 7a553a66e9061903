// The examples in the documents and the recipes: inputs, outputs, commands, options, variables and actions that exist.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readAction } from '../../scripts/docs/action-tables.ts';
import { COMMAND_NAMES, optionsOf, variableOf } from '../../src/command/catalogue.ts';
import { describeCommand } from '../../src/command/options.ts';
import { isOneOf, untilDoubleDash } from '../../src/command/words.ts';
import { wordsOf } from '../../src/inputs/command-values.ts';
import { acceptedLines } from '../support/command-lines.ts';
import { filesIn, read } from '../support/tree.ts';

const DOCUMENTS = [
  ...['README.md', 'CONTRIBUTING.md', 'AGENTS.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...filesIn('docs', '.md'),
];
const RECIPES = filesIn('docs/recipes', '.yml');
const ACTION = readAction(read('action.yml'));

const blocks = DOCUMENTS.flatMap((path) =>
  [...read(path).matchAll(/^ *```ya?ml\n(.*?)^ *```$/gms)].map(
    ([, text = ''], index) => [`${path}, number ${index + 1}`, text] as const,
  ),
);
const examples = [...blocks, ...RECIPES.map((path) => [path, read(path)] as const)];

test('there are examples', () => {
  expect(blocks.length).toBeGreaterThan(10);
  expect(RECIPES.length).toBeGreaterThan(10);
});

describe.each(examples)('%s', (name, text) => {
  const steps = ourSteps(parse(text));

  test('uses inputs and outputs that exist', () => {
    const inputs = steps.flatMap((step) => Object.keys(record(step['with'])));
    expect(inputs.filter((name) => !Object.hasOwn(ACTION.inputs, name))).toEqual([]);
    const ids = new Set(steps.map((step) => step['id']));
    const outputs = [...text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)].filter(([, id]) => ids.has(id));
    expect(outputs.map(([, , name = '']) => name).filter((name) => !Object.hasOwn(ACTION.outputs, name))).toEqual([]);
  });

  test('gives werf commands and options that it has', () => {
    for (const words of steps.flatMap(commandsOf)) {
      const { command } = describeCommand(words, {}, 'linux');
      expect([words, command === 'werf']).toEqual([words, false]);
      const given = untilDoubleDash(words).flatMap((word) => /^--([\w-]+)/.exec(word)?.[1] ?? []);
      expect([words, given.filter((name) => !optionsOf(command).has(name))]).toEqual([words, []]);
    }
  });

  // docs/commands.md says that it leaves it out, and one example is how to do without.
  test.runIf(!name.startsWith('docs/commands.md') && !text.includes('update-kubeconfig'))(
    'can reach the cluster it needs',
    () => {
      const reaching = steps.filter((step) =>
        commandsOf(step).some((words) => isOneOf(words, ['converge', 'plan', 'dismiss', 'bundle apply', 'cleanup'])),
      );
      expect(reaching.filter((step) => record(step['with'])['kubeconfig'] === undefined)).toEqual([]);
    },
  );

  test('sets what its commands use', () => {
    for (const step of steps) {
      const used = [...String(record(step['with'])['command'] ?? '').matchAll(/(?<!\\)\$([A-Z_][A-Z0-9_]*)/g)];
      const unset = used.filter(([, name = '']) => !Object.hasOwn(record(step['env']), name) && !/^GITHUB_/.test(name));
      // One example gets its variable from the step before it.
      expect(unset.filter(([, name]) => !text.includes(`${name}=$(`)).map(([name]) => name)).toEqual([]);
    }
  });
});

describe('what the documents name', () => {
  /** The majors of other actions, by the recipes, which name a commit and its version: `uses: a/b@… # v7.0.1`. */
  const majors = new Map<string, Set<string>>();
  for (const path of RECIPES)
    for (const [, action = '', major = ''] of read(path).matchAll(/\buses: ([\w./-]+)@[0-9a-f]{40} # (v\d+)\b/g))
      majors.set(action, (majors.get(action) ?? new Set()).add(major));

  test('the recipes use each other action by one major', () => {
    expect(majors.size).toBeGreaterThan(5);
    expect([...majors].filter(([, used]) => used.size > 1)).toEqual([]);
  });

  // Other actions than the recipes' are those that somebody moves away from.
  test.each(DOCUMENTS)('in %s: other actions by the major of the recipes', (path) => {
    const used = [...read(path).matchAll(/\buses: ([\w-]+\/[\w./-]+)@(?!\w{40}\b)([\w.]+)/g)]
      .map(([, action = '', version = '']) => ({ action, version }))
      .filter(({ action }) => action !== 'acme/run-werf' && !action.startsWith('werf/'));
    expect(used.filter(({ action, version }) => majors.get(action)?.has(version) !== true)).toEqual([]);
  });

  // Of telemetry, which the reference of the command line does not list.
  const OTHER = ['WERF_TELEMETRY', 'WERF_TELEMETRY_TRACE_URL', 'WERF_TELEMETRY_LOG_FILE'];
  const variables = new Set(
    COMMAND_NAMES.flatMap((name) => [...optionsOf(name).values()].flatMap((option) => option.variables)),
  );

  test.each([...DOCUMENTS, ...RECIPES, 'action.yml'])('in %s: variables that werf reads', (path) => {
    const named = [...read(path).matchAll(/\bWERF_[A-Z0-9_]+\b/g)].map(([name]) => name);
    expect(named.filter((name) => !OTHER.includes(name) && !variables.has(variableOf(name)))).toEqual([]);
  });

  test.each(DOCUMENTS)('in %s: options that a command has', (path) => {
    const known = new Set(COMMAND_NAMES.flatMap((name) => [...optionsOf(name).keys()]));
    // Of this repository's own scripts, `npm run …`, and of gh.
    const others = ['check', 'sample', 'seed', 'file', 'org'];
    const named = [...read(path).matchAll(/`--([a-z][\w-]*)[^`\n]*`/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !known.has(name) && !others.includes(name))).toEqual([]);
  });
});

/** All steps of an example that use this action. */
function ourSteps(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(ourSteps);
  if (typeof value !== 'object' || value === null) return [];
  const step = record(value);
  const isOurs = typeof step['uses'] === 'string' && step['uses'].startsWith('acme/run-werf@');
  return isOurs ? [step] : Object.values(step).flatMap(ourSteps);
}

/** The words of each command of a step, with its variables as they are named there. */
function commandsOf(step: Readonly<Record<string, unknown>>): readonly (readonly string[])[] {
  const text = String(record(step['with'])['command'] ?? '').replaceAll(/\$\{\{.*?\}\}/g, 'expression');
  return acceptedLines(text).map((line) => wordsOf(line, record(step['env']) as Record<string, string>, 'linux'));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
