// What werf prints on its way to the log, where something fails on that way: in a stream's event, of which nobody hears.
import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { passOn } from '../../../src/werf/pass-output.ts';

/** More than may wait for the log while it is loaded. */
const LINES = 150;
const COMMAND = '::warning::a command';

/** A log that refuses the first write with a text in it, by throwing. */
class LogStream extends Writable {
  text = '';
  #refused: string | undefined;
  constructor(refused?: string) {
    super();
    this.#refused = refused;
  }
  override write(bytes: Buffer, ...rest: readonly unknown[]): boolean {
    if (this.#refused !== undefined && bytes.includes(this.#refused)) {
      this.#refused = undefined;
      throw new Error('a log that refuses');
    }
    return super.write(bytes, ...(rest as []));
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** A set that takes nothing. */
class FullSet extends Set<string> {
  override add(): this {
    throw new Error('a set that is full');
  }
}

/**
 * @param first how many lines come before the log's part is loaded
 * @param commandAt which of them is a workflow command
 */
async function passed(log: LogStream, spotted: Set<string>, first: number, commandAt: number) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const sink = () => undefined;
  const output = passOn({ source: stdout, sink }, { source: stderr, sink }, { streams: [log, log], spotted });
  const lines = Array.from({ length: LINES }, (_, index) => (index === commandAt ? COMMAND : `line ${index}`));
  const write = async (part: readonly string[]) => {
    for (const line of part) {
      // Each is a chunk of its own, and the first of them wait together.
      if (!stdout.write(`${line}\n`)) await once(stdout, 'drain');
      await new Promise(process.nextTick);
    }
  };
  await write(lines.slice(0, first));
  while (first < LINES && log.text === '') await new Promise(setImmediate);
  await write(lines.slice(first));
  stdout.end();
  stderr.end('the end\n');
  const end = await output.finish({ cancelled: false, wholeStdout: true });
  return { end, text: log.text, lines };
}

test.each([
  ['while what came early is caught up with', LINES, 3],
  ['later', 10, 100],
])('a line that cannot be looked at does not cost one: %s', async (_, first, at) => {
  const { end, text, lines } = await passed(new LogStream(), new FullSet(), first, at);
  expect(text.split('\n').filter((line) => line !== 'the end' && line !== '')).toEqual(lines);
  expect(text).toContain('the end\n');
  expect(end).toMatchObject({ wholeStdout: true, missing: 0, trouble: 'Error: a set that is full' });
});

test.each([
  ['while what came early is caught up with', LINES, 3],
  ['later', 10, 100],
])('a write that throws does not cost a line: %s', async (_, first, at) => {
  const { end, text, lines } = await passed(new LogStream(COMMAND), new Set(), first, at);
  expect(text.split('\n').filter((line) => line !== 'the end' && line !== '')).toEqual(lines);
  expect(end.trouble).toBe('Error: a log that refuses');
});

test('where nothing fails, there is no trouble', async () => {
  const spotted = new Set<string>();
  const { end, text, lines } = await passed(new LogStream(), spotted, LINES, 3);
  expect(text.split('\n').filter((line) => line !== 'the end' && line !== '')).toEqual(lines);
  expect(end.trouble).toBeUndefined();
  expect([...spotted]).toEqual(['warning']);
});
