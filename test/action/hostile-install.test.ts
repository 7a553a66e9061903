// An installation on a machine that others use, abuse or have filled up: the built action, as a user without rights.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type FileServer, serveFiles } from '../support/file-server.ts';
import { hasLimits } from '../support/platform.ts';
import { createJob, type Job, type JobOptions, type RunningStep, type StepResult } from '../support/runner.ts';
import { TestRepository } from '../support/tuf-repository.ts';

/** The binary for the platform of the tests, in the words of the repository. */
const PLATFORM = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
/** Large enough that a copy takes a moment. */
const script = Buffer.concat([Buffer.from('#!/bin/sh\necho "v2.75.3 $1"\nexit 0\n'), randomBytes(8_000_000)]);
const targets = { 'channels/2/stable': '2.75.3\n', [`releases/2.75.3/${PLATFORM}/bin/werf`]: script };

let repository: TestRepository;
let server: FileServer;
let inputs: Record<string, string>;

beforeEach(async () => {
  repository = new TestRepository(targets);
  server = await serveFiles(repository.files);
  const { rootVersion, rootSha512 } = repository.pinned(server.url);
  inputs = {
    'trdl-url': server.url,
    'trdl-root-version': String(rootVersion),
    'trdl-root-sha512': rootSha512,
    version: '2.75.3',
    command: 'build',
    telemetry: 'off',
  };
  return () => server.close();
});

function newJob(options: JobOptions = {}): Job {
  const job = createJob({ unprivileged: true, ...options });
  onTestFinished(() => job.remove());
  return job;
}

const errorsOf = ({ stdout }: StepResult) => stdout.match(/^::error.*/gm) ?? [];
const toolsOf = (job: Job) => join(job.temp, '..', 'tools');

/** The folder of the kept binary, on any platform of the tests. */
function keptFolder(job: Job): string {
  const folder = join(toolsOf(job), 'werf', '2.75.3');
  const [name = ''] = readdirSync(folder).filter((entry) => !entry.endsWith('.complete'));
  return join(folder, name);
}

describe('one tool cache', () => {
  test('for four steps at the same time: each runs the signed one, again and again', async () => {
    const job = newJob();
    for (let round = 0; round < 3; round += 1) {
      const steps = await Promise.all([1, 2, 3, 4].map(() => job.step(inputs)));
      expect(steps.map((step) => [step.exitCode, errorsOf(step), step.stdout.includes('v2.75.3 build\n')])).toEqual(
        Array(4).fill([0, [], true]),
      );
      const folder = keptFolder(job);
      expect(readdirSync(folder)).toEqual(['werf']);
      // The next round finds a wrong one.
      writeFileSync(join(folder, 'werf'), '#!/bin/sh\necho wrong\n');
    }
  });

  /** Resolves when a path is there, as soon as it is, and when the step has ended without it. */
  const appears = async (path: string, { process }: RunningStep): Promise<void> => {
    while (!existsSync(path) && process.exitCode === null) await new Promise(setImmediate);
  };

  test.each<[moment: string, (response: ServerResponse, job: Job, step: RunningStep) => Promise<unknown>]>([
    ['before the first byte has come', async () => undefined],
    ['in its midst', (response) => new Promise((sent) => response.write(script.subarray(0, script.length / 2), sent))],
    ['when the last byte is sent', (response) => new Promise<void>((sent) => response.end(script, sent))],
    [
      'when it stands where it is looked for',
      async (response, job, step) => {
        response.end(script);
        await appears(join(toolsOf(job), 'werf', '2.75.3'), step);
      },
    ],
  ])('and a step that is killed %s: what is there is whole', async (_, reached) => {
    const job = newJob();
    const path = `/targets/releases/2.75.3/${PLATFORM}/bin/werf`;
    const asked = Promise.withResolvers<ServerResponse>();
    server.handlers.set(path, (_request, response) => {
      response.writeHead(200, { 'content-length': script.length });
      asked.resolve(response);
    });
    const step = job.start(inputs);
    await reached(await asked.promise, job, step);
    step.process.kill('SIGKILL');
    await step.result;
    if (existsSync(join(toolsOf(job), 'werf', '2.75.3'))) {
      const files = readdirSync(keptFolder(job));
      expect(files.filter((name) => name !== 'werf')).toEqual([]);
      for (const name of files) expect(readFileSync(join(keptFolder(job), name)).equals(script)).toBe(true);
    }
    server.handlers.delete(path);
    const next = await job.step(inputs);
    expect([next.exitCode, errorsOf(next), next.stdout.includes('v2.75.3 build\n')]).toEqual([0, [], true]);
  });

  test('whose binary lost its run bit gets it back', async () => {
    const job = newJob();
    await job.step(inputs);
    chmodSync(join(keptFolder(job), 'werf'), 0o644);
    const step = await job.step(inputs);
    expect([step.exitCode, errorsOf(step)]).toEqual([0, []]);
    expect(server.requests.filter((path) => path.endsWith('/werf'))).toHaveLength(1);
  });

  test('that cannot be written and holds a wrong binary: another place serves', async () => {
    const job = newJob();
    await job.step(inputs);
    writeFileSync(join(keptFolder(job), 'werf'), '#!/bin/sh\necho wrong\n');
    execFileSync('chmod', ['-R', 'a-w', toolsOf(job)]);
    onTestFinished(() => void execFileSync('chmod', ['-R', 'u+w', toolsOf(job)]));
    const step = await job.step(inputs);
    expect([step.exitCode, errorsOf(step)]).toEqual([0, []]);
    expect(step.stdout).toContain('v2.75.3 build\n');
    expect(step.outputs['werf-path']?.startsWith(job.temp)).toBe(true);
  });

  test('with a named pipe in place of the binary or of metadata holds no step', async () => {
    const job = newJob();
    await job.step(inputs);
    const [id = ''] = readdirSync(join(toolsOf(job), 'run-werf'));
    for (const path of [join(keptFolder(job), 'werf'), join(toolsOf(job), 'run-werf', id, 'timestamp.json')]) {
      execFileSync('sh', ['-c', 'rm "$0" && mkfifo "$0"', path]);
      job.give(path);
      const step = job.start(inputs);
      onTestFinished(() => void step.process.kill('SIGKILL'));
      expect((await step.result).exitCode).toBe(0);
      expect(statSync(path).isFile()).toBe(true);
    }
  });

  test('with metadata of a huge version that nobody signed keeps what comes after it', async () => {
    const job = newJob();
    await job.step(inputs);
    const [id = ''] = readdirSync(join(toolsOf(job), 'run-werf'));
    const path = join(toolsOf(job), 'run-werf', id, 'timestamp.json');
    const forged = JSON.parse(readFileSync(path, 'utf8'));
    forged.signed.version = 9_000_000;
    writeFileSync(path, JSON.stringify(forged));
    repository.publish();
    expect((await job.step(inputs)).exitCode).toBe(0);
    expect(JSON.parse(readFileSync(path, 'utf8')).signed.version).toBe(2);
  });
});

describe('RUNNER_TEMP', () => {
  test.each(['run-werf', 'run-werf/download', 'run-werf/tuf'])(
    'with a link named %s: nothing behind it is touched',
    async (name) => {
      const job = newJob();
      const innocent = join(job.workspace, 'innocent');
      const files = ['download/file', 'tuf/file', 'file'].map((file) => join(innocent, file));
      for (const folder of ['download', 'tuf']) mkdirSync(join(innocent, folder), { recursive: true });
      for (const file of files) writeFileSync(file, '');
      if (name.includes('/')) mkdirSync(join(job.temp, 'run-werf'));
      symlinkSync(innocent, join(job.temp, name));
      job.give(job.workspace);
      job.give(job.temp);
      // With an address of GitHub's cache, though nobody listens there, those folders are used too.
      const cache = { ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/', ACTIONS_RUNTIME_TOKEN: 't', RUNNER_TOOL_CACHE: '' };
      const step = await job.step(inputs, cache);
      expect([step.exitCode, errorsOf(step)]).toEqual([0, []]);
      expect(files.filter((file) => !existsSync(file))).toEqual([]);
    },
  );

  test('that cannot be written is named', async () => {
    const job = newJob();
    chmodSync(job.temp, 0o500);
    const step = await job.step(inputs);
    chmodSync(job.temp, 0o700);
    expect(step.exitCode).toBe(1);
    expect(errorsOf(step)).toEqual([
      expect.stringMatching(/No folder can be made in .*\/temp \(EACCES\)\. RUNNER_TEMP /),
    ]);
  });

  test.runIf(hasLimits).each([
    ['metadata', 1_000],
    ['the binary', 100_000],
  ])('without room for %s is what the error names', async (_, bytes) => {
    const job = newJob({ launcher: ['prlimit', `--fsize=${bytes}`] });
    const step = await job.step(inputs);
    expect(step.exitCode).toBe(1);
    expect(errorsOf(step)).toEqual([
      expect.stringMatching(/files cannot be written to .* \(EFBIG: .*\)\. RUNNER_TEMP /),
    ]);
    expect(step.stdout).not.toMatch(/cannot be trusted|mirror|failed inside/);
  });
});

describe('a proxy', () => {
  test('whose password is no percent-encoding is named at once, and the password is not', async () => {
    const job = newJob();
    const step = await job.step(inputs, { http_proxy: 'http://user:hunter%zz2@127.0.0.1:9' });
    expect(errorsOf(step)).toEqual([expect.stringMatching(/http_proxy has a user name or a password with a %/)]);
    expect(step.stdout).not.toMatch(/hunter|trying again/);
  });

  test.each(['a request', 'a tunnel'])('that asks for a password at %s is not asked again', async (what) => {
    const job = newJob();
    const { createServer } = await import('node:http');
    let asked = 0;
    const proxy = createServer((_, response) => {
      asked += 1;
      response.writeHead(407).end();
    });
    proxy.on('connect', (_, socket) => {
      asked += 1;
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const { port } = proxy.address() as { port: number };
    const url = what === 'a tunnel' ? 'https://repository.example' : 'http://repository.example';
    const env = { http_proxy: `http://127.0.0.1:${port}`, https_proxy: `http://127.0.0.1:${port}` };
    const step = await job.step({ ...inputs, 'trdl-url': url }, env);
    expect(errorsOf(step)).toEqual([expect.stringMatching(/the proxy asks for a user name and a password.*\(407\)/)]);
    expect(step.stdout).not.toContain('trying again');
    expect(asked).toBe(1);
  });
});
