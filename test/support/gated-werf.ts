// A stand-in for werf that runs until the test lets it end, and whose environment the test can read.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job, RunningStep } from './runner.ts';
import { writeStandIn } from './stand-in.ts';

export interface GatedWerf {
  readonly path: string;
  /** Resolves when werf has started, to its environment. Where there are several commands, the first words tell which. */
  started(step: RunningStep, words?: string): Promise<Readonly<Record<string, string>>>;
  /** Lets werf end. */
  release(exitCode?: number): Promise<void>;
}

/** Writes the stand-in; each of a step's commands needs a release of its own. */
export function writeGatedWerf(job: Job, version?: string): GatedWerf {
  const gate = join(job.workspace, '.gate');
  const environment = join(job.workspace, '.environment');
  execFileSync('mkfifo', [gate]);
  const path = writeStandIn(
    job.workspace,
    `env >'${environment}.new'; mv '${environment}.new' '${environment}'; echo "werf runs: $*"; read -r code <'${gate}'; exit "$code"`,
    version,
  );
  return {
    path,
    started: async (step, words = '') => {
      await step.printed(`werf runs: ${words}`);
      if (!existsSync(environment)) throw new Error('werf wrote no environment');
      const lines = readFileSync(environment, 'utf8').trimEnd().split('\n');
      return Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      );
    },
    release: (exitCode = 0) => writeFile(gate, `${exitCode}\n`),
  };
}
