// How much code a step of the action loads before it starts werf's command.
import { readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Job } from './runner.ts';

const DIST = resolve(import.meta.dirname, '../../dist');

export interface LoadedCode {
  /** Paths in dist/, in their order. */
  readonly files: readonly string[];
  readonly bytes: number;
}

interface Start {
  readonly program: string;
  readonly args: readonly string[];
  readonly loaded: readonly string[];
}

/**
 * Runs a step, and looks at what of dist/ it had loaded when it started werf with a word.
 * @param word of the command, such as `converge`
 */
export async function loadedBefore(
  word: string,
  job: Job,
  inputs: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
): Promise<LoadedCode> {
  const noted = join(job.temp, 'noted-loads');
  const preload = pathToFileURL(join(import.meta.dirname, 'note-loads.ts')).href;
  await job.step(inputs, { ...env, NOTED_LOADS: noted, NODE_OPTIONS: `--import=${preload}` });
  const starts = readFileSync(noted, 'utf8').trimEnd().split('\n');
  const start = starts
    .map((line): Start => JSON.parse(line))
    .find(({ program, args }) => basename(program) === 'werf' && args[0] === word);
  if (start === undefined) throw new Error(`werf ${word} was not started`);
  const paths = start.loaded.filter((path) => path.startsWith(DIST));
  return {
    files: paths.map((path) => relative(DIST, path)),
    bytes: paths.reduce((sum, path) => sum + statSync(path).size, 0),
  };
}
