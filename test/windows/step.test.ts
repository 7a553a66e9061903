// The built action as a Windows program, under wine: what Windows does otherwise than Linux and macOS.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWindowsJob, endWine, startWine, type WindowsJob, whyNoWine, windowsPath } from '../support/wine.ts';

const why = await whyNoWine();
if (why !== undefined) process.stderr.write(`Left out, the action on Windows: ${why}.\n`);

describe.skipIf(why !== undefined)('a step on Windows', () => {
  let job: WindowsJob;
  const script = (name: string, body: string) => writeFileSync(join(job.workspace, `${name}.js`), body);
  beforeAll(async () => {
    await startWine();
    job = await createWindowsJob();
    script('config', `console.log(JSON.stringify(process.argv.slice(2)))`);
    script('plan', `process.exitCode = Number(process.argv[2])`);
    script('lint', `console.log(JSON.stringify(process.env))`);
  });
  afterAll(() => {
    endWine();
    job.remove();
  });
  const inputs = (more: Readonly<Record<string, string>> = {}) => ({
    'werf-path': windowsPath(job.werf),
    telemetry: 'false',
    ...more,
  });

  test('runs werf.exe, in a folder and by a path with blanks', async () => {
    const step = await job.step(inputs({ command: "config render --set 'a=b c'" }));
    expect([step.exitCode, step.printed]).toEqual([0, expect.stringContaining('["render","--set","a=b c"]\n')]);
    expect(step.outputs).toMatchObject({
      'exit-code': '0',
      telemetry: 'off',
      'werf-path': windowsPath(job.werf),
      'werf-version': 'v2.77.1',
    });
    expect(step.summary).toContain('werf config');
  });

  test('finds werf.exe on Path', async () => {
    const step = await job.step({ command: 'config list', telemetry: 'false' });
    expect(step.exitCode).toBe(0);
    expect(step.outputs['werf-path']?.toLowerCase()).toBe(windowsPath(job.werf).toLowerCase());
  });

  test.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [16, 16],
    [255, 255],
  ])('ends with the exit code %d of werf', async (code, expected) => {
    const step = await job.step(inputs({ command: `plan ${code}` }));
    expect([step.exitCode, step.outputs['exit-code']]).toEqual([expected, String(code)]);
  });

  test('takes an exit code that is allowed for success', async () => {
    const step = await job.step(inputs({ command: 'plan 2', 'allowed-exit-codes': '0 2' }));
    expect([step.exitCode, step.outputs['exit-code']]).toEqual([0, '2']);
  });

  // What CommandLineToArgvW reads a meaning into: quotes, backslashes before them and at the end, blanks, nothing at all.
  test.each([
    [['']],
    [['a b', 'c\td']],
    [['"', 'a"b', '""']],
    [['\\', 'a\\', '\\\\', 'C:\\Program Files\\']],
    [['\\"', 'a\\"b', '\\\\"', 'a b\\', 'a b\\\\']],
    [['%PATH%', '^', '&', '|', '<', '>', '!x!', '*', '?', '(a)', '@a', ';', ',', '=', '`']],
    [["it's", '$HOME', '~', '#', '--flag=a "b" c\\']],
    [['ä', '漢字', '🚢', '\u00a0', '\u2028']],
  ])('hands on the arguments %j as they are', async (words) => {
    const quoted = words.map((word) => `'${word.replaceAll("'", `'"'"'`)}'`);
    const step = await job.step(inputs({ command: `config x ${quoted.join(' ')}`, 'output-file': 'argv.json' }));
    expect(step.exitCode, step.printed).toBe(0);
    expect(JSON.parse(readFileSync(join(job.workspace, 'argv.json'), 'utf8'))).toEqual(['x', ...words]);
  });

  test.each([
    { WERF_TELEMETRY: 'OFF' },
    { werf_telemetry: '0' },
    { Werf_Telemetry: ' False ' },
    { DO_NOT_TRACK: '1' },
    { do_not_track: 'yes' },
  ])('knows an opt-out in any case: %j', async (env) => {
    const step = await job.step(inputs({ command: 'lint', telemetry: 'true' }), env);
    expect([step.exitCode, step.outputs['telemetry']]).toEqual([0, 'off']);
    const seen = JSON.parse(step.printed.split('\n').find((line) => line.startsWith('{')) ?? '{}');
    const names = Object.keys(seen).filter((name) => name.toUpperCase() === 'WERF_TELEMETRY');
    expect(names.map((name) => seen[name])).toEqual(['0']);
    expect(Object.keys(seen).filter((name) => name.startsWith('INPUT_'))).toEqual([]);
  });

  test('writes an output file, of bytes as werf wrote them', async () => {
    script('render', `process.stdout.write('a\\r\\nb\\n\\u00e4'); console.error('not this')`);
    const step = await job.step(inputs({ command: 'render', 'output-file': 'out dir.txt' }));
    expect(step.exitCode).toBe(0);
    expect(readFileSync(join(job.workspace, 'out dir.txt'), 'utf8')).toBe('a\r\nb\nä');
    expect(step.printed).toContain('not this');
  });

  test.each([
    ['a binary that is not there', 'C:\\none\\werf.exe', /::error::Input werf-path: .*none.*werf\.exe/],
    ['a script, which needs a shell', 'werf.cmd', /::error::.*werf\.cmd/],
  ])('ends with one clear error for %s', async (_what, path, message) => {
    writeFileSync(join(job.workspace, 'werf.cmd'), '@echo off\r\n');
    const step = await job.step(inputs({ command: 'build', 'werf-path': path }));
    expect([step.exitCode, step.printed]).toEqual([1, expect.stringMatching(message)]);
    expect(step.printed).not.toContain('    at ');
  });

  test('waits for werf after a cancellation, which Ctrl-C has reached too, and runs no further command', async () => {
    const ready = join(job.workspace, 'ready');
    script(
      'build',
      `const fs = require('node:fs');
       fs.writeFileSync('ready', '');
       const timer = setInterval(() => { if (fs.existsSync('gone')) { clearInterval(timer); fs.writeFileSync('tidied', ''); } }, 20);`,
    );
    const running = job.step(inputs({ command: 'build\nconfig list' }));
    while (!existsSync(ready)) await new Promise((resolve) => setTimeout(resolve, 50));
    job.cancel();
    writeFileSync(join(job.workspace, 'gone'), '');
    const step = await running;
    expect(step.exitCode).toBe(130);
    expect(existsSync(join(job.workspace, 'tidied'))).toBe(true);
    expect(step.printed).not.toContain('["list"]');
  });

  test('a kubeconfig is there for werf, and gone after the post step', async () => {
    const kubeconfig = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'main',
      clusters: [{ name: 'main', cluster: { server: 'https://127.0.0.1:6443' } }],
      contexts: [{ name: 'main', context: { cluster: 'main', user: 'main' } }],
      users: [{ name: 'main', user: { token: 'a-token-of-a-test' } }],
    });
    const settings = inputs({ command: 'lint', kubeconfig });
    const step = await job.step(settings);
    expect(step.exitCode, step.printed).toBe(0);
    const seen = JSON.parse(step.printed.split('\n').find((line) => line.startsWith('{')) ?? '{}');
    const path = String(seen.KUBECONFIG).replace(/^Z:/i, '').replaceAll('\\', '/');
    expect(readFileSync(path, 'utf8')).toContain('Config');
    const post = await job.post(step, settings);
    expect(post.exitCode).toBe(0);
    expect(existsSync(path)).toBe(false);
  });
});
