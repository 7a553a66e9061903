// Effect: the signal that ended a child process, where Node does not tell.
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';

/**
 * How long, in milliseconds, a process that has closed its output may take to be gone. On a machine with seven times the work
 * it can do, 5 were seen; a program that closes its output and runs on stops the event loop for that long, once.
 */
export const EXIT_GRACE_MS = 100;
const WATCHED = Symbol.for('run-werf: watched children');
/** The lower bits of a wait status hold the signal, or 0 where the process ended by itself (wait(2)). */
const SIGNAL_BITS = 0x7f;

/**
 * Watches for a signal that Node has no name for, such as the real-time ones: of these it says exit code 0 and no signal,
 * in its events and in the child's handle alike. Linux keeps the status of a process that has ended until its parent
 * asks for it (proc(5), `stat`). Node does so after it has handled what the streams of the process brought in the same
 * turn of its event loop. So this looks each time that a stream brings something, and where all have ended, until the
 * process has, or for as long as is asked for: the event loop must not turn meanwhile, and so nothing else happens. Where another child ends, Node asks for all of them, so what its streams bring is a time to look as well.
 *
 * Nothing is known, as without this, where there is no /proc, and where another process still holds the streams open.
 * @param streams all that is read from the process; whoever reads them must listen in the same turn as this is called
 * @param patience in milliseconds; 0 for a program after which nothing goes wrong where its signal is not known
 * @returns the signal's number, once the process has ended by one; for any signal, named or not
 */
export function watchSignal(
  child: ChildProcess,
  streams: ReadonlyArray<Readable | null>,
  patience: number,
): () => number | undefined {
  const open = new Set(streams.filter((stream) => stream !== null));
  if (process.platform !== 'linux' || child.pid === undefined || open.size === 0) return () => undefined;
  const file = statusFile(child.pid);
  let status: number | undefined;
  // Once Node has asked, the process is gone, and its number may be another one's.
  const isOver = () => status !== undefined || child.exitCode !== null || child.signalCode !== null;
  const look = () => {
    if (!isOver()) status = file.read();
  };
  const all = watched();
  const lookAtAll = () => {
    for (const each of all) each();
  };
  all.add(look);
  for (const stream of open) {
    stream.on('data', lookAtAll);
    stream.once('end', () => {
      open.delete(stream);
      look();
      const until = elapsed() + patience;
      while (open.size === 0 && !isOver() && elapsed() < until) {
        pauseThread();
        look();
      }
      lookAtAll();
    });
  }
  child.once('exit', () => {
    all.delete(look);
    file.close();
  });
  return () => (status === undefined ? undefined : status & SIGNAL_BITS || undefined);
}

/** Of all children that are watched now, also from other bundles of this action, what looks at each. */
function watched(): Set<() => void> {
  const holder = process as { [WATCHED]?: Set<() => void> };
  holder[WATCHED] ??= new Set();
  return holder[WATCHED];
}

/** The wait status of a process, undefined as long as it runs, or where it cannot be told. */
function statusFile(pid: number) {
  const bytes = Buffer.alloc(2048);
  let file: number | undefined;
  return {
    read: (): number | undefined => {
      try {
        file ??= openSync(`/proc/${pid}/stat`, 'r');
        const text = bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0));
        // The program's name before it is in brackets, and may hold anything.
        const fields = text
          .slice(text.lastIndexOf(')') + 2)
          .trimEnd()
          .split(' ');
        return fields[0] === 'Z' ? Number(fields.at(-1)) : undefined;
      } catch {
        return undefined;
      }
    },
    close: () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

/** Stops this thread for a fifth of a millisecond, so that the event loop does not turn. */
function pauseThread(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.2);
}

/** Milliseconds, by a clock that is there without loading one: `performance` takes another millisecond when it is first used. */
function elapsed(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
