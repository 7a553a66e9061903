// Effect: the one place that reads the environment, the clock, ids and the workflow's log and files.
import { appendFileSync } from 'node:fs';
import * as core from '@actions/core';
import { type Environment, readEnvironment } from './environment.ts';
import { StepError } from './errors.ts';
import { createLog, type Log } from './log.ts';
import { randomBytes, randomUUID } from './random.ts';

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
  /** @throws StepError where the runner's file cannot be written */
  setOutput(name: OutputName, value: string): void;
  /** Keeps a value for the post step of this same step. */
  saveState(name: string, value: string): void;
  state(name: string): string;
  /** Puts a variable into the environment of the job's later steps. */
  exportVariable(name: string, value: string): void;
  /** Adds Markdown to the job summary, where the runner takes one. @throws where its file cannot be written */
  appendSummary(markdown: string): void;
  /** Puts a folder on the `PATH` of the job's later steps. */
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
  return {
    env: readEnvironment(process.env, process.platform, inputNames),
    platform: process.platform,
    arch: process.arch,
    cwd: process.cwd(),
    log: createLog(process.env['RUNNER_DEBUG'] === '1'),
    input: (name) => core.getInput(name),
    setOutput: (name, value) => {
      try {
        core.setOutput(name, value);
      } catch (error) {
        throw new StepError(
          `The output ${name} cannot be written to the file that GITHUB_OUTPUT names: ${String(error)}`,
        );
      }
    },
    saveState: core.saveState,
    state: core.getState,
    exportVariable: core.exportVariable,
    appendSummary: (markdown) => {
      const file = process.env['GITHUB_STEP_SUMMARY'];
      if (file) appendFileSync(file, markdown);
    },
    addPath: core.addPath,
    now: Date.now,
    elapsed: () => Number(process.hrtime.bigint()) / 1e6,
    uuid: randomUUID,
    random: randomBytes,
  };
}
