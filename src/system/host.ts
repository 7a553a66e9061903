// Effect: what reads the environment, the clock, ids and the workflow's log and files.
import { EOL } from 'node:os';
import * as core from '@actions/core';
import { type Environment, readEnvironment } from './environment.ts';
import { createLog, type Log } from './log.ts';
import { randomBytes, randomUUID } from './random.ts';
import { heredoc, tellRunner } from './runner-files.ts';

export type { Log } from './log.ts';

/**
 * What surrounds the step: everything that composition and effects need of the runner, as values and functions. Only who
 * is given a host with names of inputs and outputs can ask for the former and set the latter.
 */
export interface Host<InputName extends string = never, OutputName extends string = never> {
  /** The job's environment as the step found it. */
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Node's name of the processor architecture, such as `x64`. */
  readonly arch: string;
  /** The workspace: the folder that relative inputs start from. */
  readonly cwd: string;
  readonly log: Log;
  /** An input's value, trimmed; empty where it was not given. */
  input(name: InputName): string;
  /** Notes an output, which `writeOutputs` hands to the runner. */
  setOutput(name: OutputName, value: string): void;
  /** Writes the outputs noted so far, all or none of them. @throws StepError where the runner's file cannot take them */
  writeOutputs(): void;
  /** Whether an output was noted, written or not. */
  hasOutput(name: OutputName): boolean;
  /** Keeps a value for the post step of this same step. @throws StepError where the runner's file cannot be written */
  saveState(name: string, value: string): void;
  state(name: string): string;
  /** Puts a variable into the environment of the job's later steps. @throws StepError as `saveState` */
  exportVariable(name: string, value: string): void;
  /** Adds Markdown to the job summary, where the runner takes one. @throws StepError as `saveState` */
  appendSummary(markdown: string): void;
  /** Puts a folder on the `PATH` of the job's later steps. @throws StepError as `saveState` */
  addPath(folder: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds of a clock that never goes back. */
  elapsed(): number;
  uuid(): string;
  /** Random bytes, for ids and tokens. */
  random(length: number): Uint8Array;
}

/**
 * The host of this process.
 * @param inputNames the names of all inputs of this action, which are no part of the environment that programs see
 */
export function createHost<InputName extends string, OutputName extends string>(
  inputNames: readonly InputName[],
): Host<InputName, OutputName> {
  const outputs: (readonly [name: OutputName, value: string])[] = [];
  const noted = new Set<OutputName>();
  return {
    env: readEnvironment(process.env, process.platform, inputNames),
    platform: process.platform,
    arch: process.arch,
    cwd: process.cwd(),
    log: createLog(process.env['RUNNER_DEBUG'] === '1'),
    input: (name) => core.getInput(name),
    setOutput: (name, value) => {
      outputs.push([name, value]);
      noted.add(name);
    },
    hasOutput: (name) => noted.has(name),
    writeOutputs: () => {
      const waiting = outputs.splice(0);
      if (waiting.length === 0) return;
      const what = waiting.length === 1 ? `The output ${waiting[0]?.[0]}` : 'The outputs';
      const text = waiting.map(([name, value]) => heredoc(name, value)).join('');
      if (!tellRunner('GITHUB_OUTPUT', what, text)) for (const [name, value] of waiting) core.setOutput(name, value);
    },
    saveState: (name, value) => {
      const written = tellRunner('GITHUB_STATE', `The state ${name}`, heredoc(name, value));
      if (!written) core.saveState(name, value);
    },
    state: core.getState,
    exportVariable: (name, value) => {
      const written = tellRunner('GITHUB_ENV', `The variable ${name}`, heredoc(name, value));
      if (!written) core.exportVariable(name, value);
    },
    appendSummary: (markdown) => {
      tellRunner('GITHUB_STEP_SUMMARY', 'The job summary', markdown);
    },
    addPath: (folder) => {
      if (!tellRunner('GITHUB_PATH', `The folder ${folder}`, `${folder}${EOL}`)) core.addPath(folder);
    },
    now: Date.now,
    elapsed: () => Number(process.hrtime.bigint()) / 1e6,
    uuid: randomUUID,
    random: randomBytes,
  };
}
