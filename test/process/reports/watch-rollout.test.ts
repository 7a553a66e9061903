import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isRead, watchRollout } from '../../../src/reports/watch-rollout.ts';
import { readOutput } from '../../support/rollouts.ts';

const STDOUT = readFileSync(new URL('../../golden/werf-2.70.0/converge-crash-loop/stdout.txt', import.meta.url));

test.each([
  ['converge --env prod', true],
  ['bundle apply --tag 1', true],
  ['rollback --revision 1', true],
  ['dismiss', true],
  ['build', true],
  ['--dev converge', true],
  ['render', false],
  ['helm rollback shop 1', false],
  ['bundle export', false],
  ['kubectl get pods', false],
])('%s', (line, expected) => {
  expect(isRead(line.split(' '))).toBe(expected);
});

describe('what is read', () => {
  const watch = () => {
    const rollout = watchRollout(['converge'], { WERF_LOG_TERMINAL_WIDTH: '130' }, () => 0);
    if (rollout === undefined) throw new Error('converge is read');
    return { write: rollout.push, end: () => rollout.read((reader) => reader.end(0)) };
  };

  test('comes whole, although the reader is loaded meanwhile and the chunks are given back', async () => {
    const { write, end } = watch();
    for (let at = 0; at < STDOUT.length; at += 100) {
      const chunk = Buffer.from(STDOUT.subarray(at, at + 100));
      write(chunk);
      chunk.fill(0);
      if (at > STDOUT.length / 2) await import('../../../src/reports/rollout-reading.ts');
    }
    expect(await end()).toEqual(readOutput(STDOUT, 0, 130));
  });

  test('is nothing where nothing was printed', async () => {
    expect(await watch().end()).toBeUndefined();
  });

  test('is nothing where more comes than may wait for the reader, and nobody is held up', async () => {
    const { write, end } = watch();
    for (let megabyte = 0; megabyte < 10; megabyte += 1) write(Buffer.alloc(1 << 20));
    expect(await end()).toBeUndefined();
    write(STDOUT);
    expect(await end()).toBeUndefined();
  });
});
