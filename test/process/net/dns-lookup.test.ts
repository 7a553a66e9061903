// The look-up in a child process, with real children: one that answers, and some that do what they should not.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createHostLookup } from '../../../src/net/dns-lookup.ts';
import { slack } from '../../support/slack.ts';
import { temporaryFolder } from '../../support/temporary.ts';

function lookUp(
  hostname: string,
  program?: string,
  close?: Promise<void>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<unknown> {
  const hostLookup = createHostLookup(env, program);
  void close?.then(hostLookup.close);
  return new Promise((resolve) => {
    hostLookup.lookup(hostname, { all: true }, (error, addresses) => resolve(error?.code ?? addresses));
  });
}

test.each(['localhost', 'LOCALHOST', 'collector.localhost', 'localhost.'])(
  '%s is this machine, asked of nobody',
  async (name) => {
    expect(await lookUp(name, 'process.exit(1)')).toEqual([
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ]);
  },
);

test('answers as the system does', async () => {
  expect(await lookUp('127.0.0.7')).toEqual([{ address: '127.0.0.7', family: 4 }]);
});

test('a name for which no child can be started is a host that was not found', async () => {
  expect(await lookUp('a\0b')).toBe('ENOTFOUND');
});

test('a look-up that hangs ends when it is closed', async () => {
  const hangs = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)';
  const startedAt = performance.now();
  expect(await lookUp('example.org', hangs, Promise.resolve())).toBe('ENOTFOUND');
  expect(performance.now() - startedAt).toBeLessThan(slack());
});

test.each([
  ['nothing', '0'],
  ['no addresses', `console.log('[]')`],
  ['no JSON', `console.log('hello [')`],
  ['something else', `console.log('{"address":"127.0.0.1"}')`],
  ['a number', `console.log('1')`],
  ['an address that is none', `console.log('[{"address":"example.org","family":4}, null, 7]')`],
  ['too much', `process.stdout.write('['.repeat(10_000_000))`],
  ['its failure', 'process.exit(3)'],
])('a child that says %s is a host that was not found', async (_, program) => {
  expect(await lookUp('example.org', program)).toBe('ENOTFOUND');
});

test.each([
  ['prints', `console.log('hello')`],
  ['ends the process', 'process.exit()'],
])('a preload of the job that %s has no part in it', async (_, script) => {
  const preload = join(temporaryFolder(), 'preload.cjs');
  writeFileSync(preload, script);
  const env = { ...process.env, NODE_OPTIONS: `--require=${preload}` };
  expect(await lookUp('127.0.0.7', undefined, undefined, env)).toEqual([{ address: '127.0.0.7', family: 4 }]);
});
