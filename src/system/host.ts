// Effect: the one place that reads the environment, the clock, ids and the workflow's log and files.
import { appendFileSync } from 'node:fs';
import * as core from '@actions/core';
import { type Environment, readEnvironment } from './environment.ts';
import { StepError } from './errors.ts';
import { randomBytes, randomUUID } from './random.ts';

/** The workflow's log. Multi-line messages stay one message. */
export interface Log {
  /** For whoever debugs the job; printed only then, and only after what werf prints. */
  debug(message: string): void;
  info(message: string): void;
  /** A blue annotation on the run page. */
  notice(message: string, title?: string): void;
  /** A red annotation on the run page; it does not fail the step by itself. */
  error(message: string, title?: string): void;
  startGroup(title: string): void;
  endGroup(): void;
  /** Registers a value that the runner masks in the log from here on. */
  mask(secret: string): void;
  /** Notes that another program writes to the log from here on, and keeps debug messages back meanwhile. */
  otherWrites(): void;
  /** Notes that it has ended. Its last line may be open, so what is printed next starts with a line break. */
  otherEnded(): void;
  /** Prints what was kept back. */
  flush(): void;
}

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

/**
 * The log of this process. The runner knows a workflow command only at the start of a line, and telemetry's own trouble
 * must not stand between the lines that werf prints.
 * @param debugs whether the job is debugged, which the runner says with `RUNNER_DEBUG`
 */
function createLog(debugs: boolean): Log {
  // Where nobody reads the log any more, the step goes on, and werf's exit code counts.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const keptBack: string[] = [];
  let otherIsWriting = false;
  let lineMayBeOpen = false;
  const print = (write: () => void) => {
    if (lineMayBeOpen) core.info('');
    lineMayBeOpen = false;
    write();
  };
  const flush = () => {
    for (const message of keptBack.splice(0)) print(() => core.debug(message));
  };
  return {
    debug: (message) => {
      if (!debugs) return;
      keptBack.push(message);
      if (!otherIsWriting) flush();
    },
    info: (message) => print(() => core.info(message)),
    notice: (message, title) => print(() => core.notice(message, title === undefined ? {} : { title })),
    error: (message, title) => print(() => core.error(message, title === undefined ? {} : { title })),
    startGroup: (title) => print(() => core.startGroup(title)),
    endGroup: () => print(core.endGroup),
    mask: (secret) => print(() => core.setSecret(secret)),
    otherWrites: () => {
      otherIsWriting = true;
    },
    otherEnded: () => {
      otherIsWriting = false;
      lineMayBeOpen = true;
    },
    flush,
  };
}
