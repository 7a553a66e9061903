// Effect: the workflow's log.
import { writeSync } from 'node:fs';
import * as core from '@actions/core';
import { errorCode } from './errors.ts';
import { inertLine } from './inert-line.ts';

/** How often, and with which pauses in milliseconds, a full pipe is tried at this process's end. */
const ATTEMPTS = 20;
const PAUSE_MS = 50;

/** The workflow's log. Multi-line messages stay one message. */
export interface Log {
  /** For whoever debugs the job; printed only then, and only after what werf prints. */
  debug(message: string): void;
  info(message: string): void;
  /** A blue annotation on the run page. */
  notice(message: string, title?: string): void;
  /** A yellow annotation on the run page. */
  warning(message: string, title?: string): void;
  /** A red annotation on the run page; it does not fail the step by itself. */
  error(message: string, title?: string): void;
  startGroup(title: string): void;
  endGroup(): void;
  /** Registers a value that the runner masks in the log from here on. Not while another program writes to it. */
  mask(secret: string): void;
  /**
   * Notes that another program writes to the log from here on. What is to be printed meanwhile is kept back.
   * @param fence a text that nobody can guess, which fences its lines off: the runner takes none of them for a workflow
   *   command. Undefined where they may be some.
   */
  otherWrites(fence: string | undefined): void;
  /**
   * Notes that it has ended, and prints what was kept back.
   * @param lineIsOpen whether its last line has no end
   */
  otherEnded(lineIsOpen: boolean): void;
  /** Prints what was kept back. */
  flush(): void;
}

/**
 * The log of this process. The runner knows a workflow command only at the start of a line, and telemetry's own trouble
 * must not stand between the lines that werf prints.
 * @param debugs whether the job is debugged, which the runner says with `RUNNER_DEBUG`
 */
export function createLog(debugs: boolean): Log {
  // Where nobody reads the log any more, the step goes on, and werf's exit code counts.
  let isUnread = false;
  process.stdout.on('error', () => {
    isUnread = true;
  });
  const keptBack: Array<() => void> = [];
  let otherIsWriting = false;
  let closeFence = () => {};
  const flush = () => {
    for (const print of keptBack.splice(0)) print();
  };
  const print = (write: () => void) => {
    keptBack.push(write);
    if (!otherIsWriting) flush();
  };
  return {
    debug: (message) => {
      if (debugs) print(() => (isUnread ? debugElsewhere(message) : core.debug(message)));
    },
    info: (message) => print(() => core.info(inertLine(message))),
    notice: (message, title) => print(() => core.notice(message, title === undefined ? {} : { title })),
    warning: (message, title) => print(() => core.warning(message, title === undefined ? {} : { title })),
    error: (message, title) => print(() => core.error(message, title === undefined ? {} : { title })),
    startGroup: (title) => print(() => core.startGroup(title)),
    endGroup: () => print(core.endGroup),
    mask: (secret) => print(() => core.setSecret(secret)),
    otherWrites: (fence) => {
      otherIsWriting = true;
      if (fence !== undefined) closeFence = openFence(fence);
    },
    otherEnded: (lineIsOpen) => {
      if (lineIsOpen) core.info('');
      closeFence();
      closeFence = () => {};
      otherIsWriting = false;
      flush();
    },
    flush,
  };
}

/**
 * Makes the runner take no line for a workflow command.
 * @returns what ends that. Where this process ends without, it is done as the last thing, or the runner would be deaf to
 *   the commands of what comes after it.
 */
function openFence(token: string): () => void {
  const lastThing = () => writeAtTheEnd(`\n::${token}::\n`);
  process.once('exit', lastThing);
  core.info(`::stop-commands::${token}`);
  return () => {
    process.off('exit', lastThing);
    core.info(`::${token}::`);
  };
}

let stderr: NodeJS.WriteStream | undefined;

/** stderr, where a missing reader is no error. Made when first asked for: that takes half a millisecond. */
export function standardError(): NodeJS.WriteStream {
  stderr ??= process.stderr.on('error', () => {});
  return stderr;
}

/** The runner reads both streams of a step, and somebody may still read the other. */
function debugElsewhere(message: string): void {
  standardError().write(`::debug::${message.replaceAll(/[\r\n]+/g, ' ')}\n`);
}

/** Writes to stdout when no turn of the event loop is left for it. */
function writeAtTheEnd(text: string): void {
  const waits = new Int32Array(new SharedArrayBuffer(4));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      writeSync(process.stdout.fd, text);
      return;
    } catch (error) {
      if (errorCode(error) !== 'EAGAIN') return;
      Atomics.wait(waits, 0, 0, PAUSE_MS);
    }
  }
}
