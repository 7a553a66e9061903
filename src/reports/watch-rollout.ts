// Composition: reads what a deploying werf prints, beside the log and without holding it up.
import { type CommandWords, isOneOf } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import type { OutputSink } from '../werf/output-sink.ts';
import type { Rollout } from './rollout/rollout.ts';
import type { RolloutReader } from './rollout/rollout-reader.ts';

/** The commands that print progress tables, by werf 2 and 3; and those that only build, whose failed stage is read as well. */
export const READ_COMMANDS = ['build', 'bundle apply', 'bundle publish', 'converge', 'dismiss', 'plan', 'rollback'];

/** What may come before the reader is loaded, which takes milliseconds. Beyond that there is no reading. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

export interface RolloutWatch {
  /** Takes werf's stdout. Never throws, and keeps no chunk. */
  readonly write: OutputSink;
  /** What was read, after werf has ended; undefined where nothing came, or it could not be read. */
  end(): Promise<Rollout | undefined>;
}

/** Whether what a command prints is read. */
export function isRead(words: CommandWords): boolean {
  return isOneOf(words, READ_COMMANDS);
}

/**
 * Watches a command that deploys or builds; undefined for any other. The reader is loaded with the first output, and so never
 * before werf runs.
 * @param elapsed milliseconds on a clock that only goes forward
 */
export function watchRollout(words: CommandWords, env: Environment, elapsed: () => number): RolloutWatch | undefined {
  if (!isRead(words)) return undefined;
  let reader: RolloutReader | undefined;
  let loading: Promise<void> | undefined;
  let waiting: { readonly chunk: Buffer; readonly atMs: number }[] = [];
  let waitingBytes = 0;
  let failed = false;

  const guarded = (read: () => void): void => {
    try {
      read();
    } catch {
      // A help to the reader of the summary must not fail a deploy.
      failed = true;
      waiting = [];
    }
  };
  const load = async (): Promise<void> => {
    const { readerOf } = await import('./rollout-reading.ts');
    const loaded = readerOf(words, env);
    for (const { chunk, atMs } of waiting) guarded(() => loaded.push(chunk, atMs));
    waiting = [];
    reader = loaded;
  };
  const keep = (chunk: Buffer): void => {
    waitingBytes += chunk.length;
    if (waitingBytes > MAX_WAITING_BYTES) {
      failed = true;
      waiting = [];
    } else {
      waiting.push({ chunk: Buffer.from(chunk), atMs: elapsed() });
    }
    loading ??= load().catch(() => {
      failed = true;
    });
  };
  return {
    write: (chunk) => {
      if (failed) return;
      if (reader === undefined) keep(chunk);
      else guarded(() => reader?.push(chunk, elapsed()));
    },
    end: async () => {
      await loading;
      let rollout: Rollout | undefined;
      if (!failed)
        guarded(() => {
          rollout = reader?.end(elapsed());
        });
      return rollout;
    },
  };
}
