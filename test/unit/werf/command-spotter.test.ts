import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandSpotter } from '../../../src/werf/command-spotter.ts';
import { obeyedCommands } from '../../support/runner-commands.ts';

function spot(...chunks: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const sink = commandSpotter(found);
  for (const chunk of chunks) sink(Buffer.from(chunk));
  return [...found];
}

test.each([
  ['::add-mask::e\n', ['add-mask']],
  ['text\n  ::error file=a,line=1::boom\n', ['error']],
  ['text\r::notice::x\n', ['notice']],
  ['::SET-OUTPUT name=a::b', ['set-output']],
  ['say ##[add-mask]e', ['add-mask']],
  ['::group::a\n::endgroup::\n::group::b\n', ['group', 'endgroup']],
  ['say ::add-mask::e\n', []],
  ['::add-mask:e\n', []],
  ['::unknown::e\n', []],
  ['::debug\n::\n', []],
  ['std::error::Error\n', []],
  ['##[add-mask\n]', []],
  ['##[error ##[debug x\n##[group a ##[debug]', ['group']],
])('%j', (text, names) => {
  expect(spot(text)).toEqual(names);
  expect(spot(...text)).toEqual(names);
});

test('the middle of a long line is no start of one', () => {
  expect(spot('x'.repeat(2_000), '::error::x')).toEqual([]);
  expect(spot('x'.repeat(2_000), '##[err', 'or]x')).toEqual(['error']);
});

test('names what a runner would obey', () => {
  const part = fc.constantFrom('::', '##[', 'error', 'add-mask', ' ', 'a=b', ']', '\n', '\r', 'x', ':');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fc.nat(12), (parts, at) => {
      const text = parts.join('');
      const names = [...new Set(obeyedCommands(text).map(({ name }) => name))];
      expect(spot(parts.slice(0, at).join(''), parts.slice(at).join(''))).toEqual(expect.arrayContaining(names));
    }),
  );
});
