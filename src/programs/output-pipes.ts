// Effect: real pipes for what werf prints.
import { spawn } from 'node:child_process';
import { closeSync, constants, existsSync, mkdtempSync, openSync, rmdirSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Environment } from '../system/environment.ts';
import type { Host } from '../system/host.ts';

/** The pipes for stdout and stderr, to read from and to write to. */
export interface OutputPipes {
  /** The ends to read from; asked for once the program has been started. */
  read(): readonly [stdout: Readable, stderr: Readable];
  /** File descriptors. */
  readonly writeEnds: readonly [stdout: number, stderr: number];
  /** Closes the ends for writing, once the program has them. */
  closeWriteEnds(): void;
  /** Closes all ends, where no program got any. */
  close(): void;
}

export interface PipeMaker {
  /** Makes the pipes of the next program, while something else goes on. */
  prepare(): void;
  /** The pipes of a program; undefined where the platform, or the folder, has none. Never rejects. */
  take(): Promise<OutputPipes | undefined>;
}

/** The ends of one pipe, as file descriptors. */
interface Pipe {
  readonly readEnd: number;
  readonly writeEnd: number;
}

/** How long `mkfifo` may take, in milliseconds; it takes two. */
const MKFIFO_TIMEOUT_MS = 1_000;
const PROGRAMS = ['/usr/bin/mkfifo', '/bin/mkfifo'];

/**
 * Makes pipes for werf's output. Node gives a child Unix sockets, which cannot be opened by a name, so that `/dev/stdout` and
 * `/dev/stderr` fail in whatever werf starts. Node makes no pipes, so `mkfifo` does; their names are gone once they are open.
 * @param folder where the names may be meanwhile; it may throw
 */
export function pipeMaker({ env, platform }: Pick<Host, 'env' | 'platform'>, folder: () => string): PipeMaker {
  let prepared: Promise<readonly Pipe[]> | undefined;
  const make = async () => (platform === 'win32' ? [] : await makePipes(folder, env).catch(() => []));
  return {
    prepare: () => {
      prepared ??= make();
    },
    take: async () => {
      const pipes = prepared ?? make();
      // Before it waits, so that nobody else gets the same.
      prepared = undefined;
      const [stdout, stderr] = await pipes;
      return stdout === undefined || stderr === undefined ? undefined : endsOf(stdout, stderr);
    },
  };
}

function endsOf(stdout: Pipe, stderr: Pipe): OutputPipes {
  let readEnds: ReturnType<OutputPipes['read']> | undefined;
  const open = new Set([stdout.writeEnd, stderr.writeEnd]);
  const closeWriteEnds = () => {
    for (const end of open) closeSync(end);
    open.clear();
  };
  return {
    // Not before the program runs: streams take a millisecond to make, and would keep this process from ending.
    read: () => {
      readEnds ??= [readFrom(stdout), readFrom(stderr)];
      return readEnds;
    },
    writeEnds: [stdout.writeEnd, stderr.writeEnd],
    closeWriteEnds,
    close: () => {
      closeWriteEnds();
      if (readEnds === undefined) for (const { readEnd } of [stdout, stderr]) closeSync(readEnd);
      else for (const stream of readEnds) stream.destroy();
    },
  };
}

const readFrom = ({ readEnd }: Pipe): Readable => new Socket({ fd: readEnd, readable: true, writable: false });

async function makePipes(folder: () => string, env: Environment): Promise<readonly Pipe[]> {
  const parent = mkdtempSync(join(folder(), 'run-werf-pipes-'));
  const paths = ['stdout', 'stderr'].map((name) => join(parent, name));
  try {
    return (await makeNamedPipes(paths, env)) ? openAll(paths) : [];
  } finally {
    for (const path of paths) attempt(() => unlinkSync(path));
    attempt(() => rmdirSync(parent));
  }
}

/** One by one, and not by what removes folders with all that is in them: loading that takes a millisecond. */
function attempt(removal: () => void): void {
  try {
    removal();
  } catch {
    // It was not made, or has something else in it.
  }
}

function makeNamedPipes(paths: readonly string[], env: Environment): Promise<boolean> {
  const program = PROGRAMS.find((path) => existsSync(path)) ?? 'mkfifo';
  return new Promise((resolve) => {
    const child = spawn(program, ['-m', '600', ...paths], { env: { PATH: env['PATH'] }, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), MKFIFO_TIMEOUT_MS);
    const end = (made: boolean) => {
      clearTimeout(timer);
      resolve(made);
    };
    child.on('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
  });
}

/** Opens both ends of each pipe, or nothing. */
function openAll(paths: readonly string[]): readonly Pipe[] {
  const opened: number[] = [];
  const open = (path: string, flags: number) => {
    const file = openSync(path, flags);
    opened.push(file);
    return file;
  };
  try {
    // Neither waits: the first by its flag, the second because there is a reader. werf's end is one that waits.
    return paths.map((path) => ({
      readEnd: open(path, constants.O_RDONLY | constants.O_NONBLOCK),
      writeEnd: open(path, constants.O_WRONLY),
    }));
  } catch {
    for (const file of opened) closeSync(file);
    return [];
  }
}
