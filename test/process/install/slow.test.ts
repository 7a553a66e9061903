// A repository that answers, but so slowly that nobody should wait: with limits of parts of a second in place of the real.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { beforeEach, expect, test, vi } from 'vitest';
import { type InstalledWerf, installWerf } from '../../../src/install/install.ts';
import { INSTALL_TIMEOUTS, type InstallTimeouts } from '../../../src/install/install-timeouts.ts';
import { type FileServer, serveFiles } from '../../support/file-server.ts';
import { type KeptLog, keptLog } from '../../support/log.ts';
import { slack } from '../../support/slack.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { TestRepository } from '../../support/tuf-repository.ts';

const BINARY = '/targets/releases/2.75.3/linux-amd64/bin/werf';
const content = randomBytes(100_000);
const timeouts: InstallTimeouts = {
  metadata: 1_200,
  binary: { window: 600, bytes: 2_000 },
  retryBinaryFor: 900,
  retryDelays: [10, 10, 10],
  publishDelay: 10,
  news: 400,
};

let repository: TestRepository;
let server: FileServer;
let log: KeptLog;
let tools: string;
let temp: string;

beforeEach(async () => {
  repository = new TestRepository({ 'releases/2.75.3/linux-amd64/bin/werf': content });
  server = await serveFiles(repository.files);
  log = keptLog();
  tools = temporaryFolder();
  temp = temporaryFolder();
  vi.stubEnv('RUNNER_TEMP', temp);
  return async () => {
    vi.unstubAllEnvs();
    await server.close();
  };
});

const install = (): Promise<InstalledWerf> =>
  installWerf({
    request: { kind: 'version', version: '2.75.3' },
    repository: repository.pinned(server.url),
    platform: { os: 'linux', arch: 'amd64' },
    env: { RUNNER_TOOL_CACHE: tools, RUNNER_TEMP: temp },
    log,
    elapsed: () => performance.now(),
    timeouts,
  });

async function failure(): Promise<{ message: string; milliseconds: number }> {
  const startedAt = performance.now();
  const message = await install().then(
    () => expect.unreachable('the installation should fail'),
    (error: Error) => error.message,
  );
  return { message, milliseconds: performance.now() - startedAt };
}

const asked = () => server.requests.filter((path) => path === BINARY).length;

/** Sends a byte every 50 milliseconds, for ever. */
function drip(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-length': content.length });
  const timer = setInterval(() => response.write('x'), 50);
  response.once('close', () => clearInterval(timer));
}

test.each(['/1.root.json', '/timestamp.json', '/targets.json'])('metadata that drips, at %s', async (path) => {
  server.handlers.set(path, drip);
  const { message, milliseconds } = await failure();
  expect(message).toMatch(/^werf could not be installed from .*: its metadata did not come within 1\.2 s; no usable /);
  expect(milliseconds).toBeLessThan(timeouts.metadata + slack());
  expect(log.infos[0]).toMatch(/: waiting for its metadata for 0\.4 s, of at most 1\.2 s$/);
});

test('metadata that drips, with all kept: that serves', async () => {
  await install();
  server.handlers.set('/timestamp.json', drip);
  const { cached, notice } = await install();
  expect(cached).toBe(true);
  expect(notice).toMatch(/could not be reached \(its metadata did not come within 1\.2 s\)/);
});

test.each([
  ['drips', drip],
  ['does not even begin', () => undefined],
])('a binary that %s', async (_, handler) => {
  server.handlers.set(BINARY, handler);
  const { message, milliseconds } = await failure();
  expect(message).toMatch(/bin\/werf: too slow: \d+ bytes came within 0\.6 s, and at least 2000 have to; no cache has/);
  expect(asked()).toBe(2);
  expect(log.infos.filter((line) => line.includes('trying again'))).toHaveLength(1);
  expect(milliseconds).toBeLessThan(2 * timeouts.binary.window + slack());
});

test('a binary that starts quickly and then drips', async () => {
  server.handlers.set(BINARY, (request, response) => {
    drip(request, response);
    response.write(content.subarray(0, 50_000));
  });
  const { message } = await failure();
  expect(message).toMatch(/too slow: /);
  expect(asked()).toBeLessThanOrEqual(2);
});

test('a binary that breaks off slowly, again and again', async () => {
  server.handlers.set(BINARY, (_request, response) => {
    response.writeHead(200, { 'content-length': content.length }).write('x');
    setTimeout(() => response.destroy(), 500);
  });
  const { milliseconds } = await failure();
  expect(asked()).toBeLessThanOrEqual(3);
  expect(milliseconds).toBeLessThan(timeouts.retryBinaryFor + timeouts.binary.window + slack());
});

test('a binary that comes quickly and breaks off late is asked for again', async () => {
  let times = 0;
  server.handlers.set(BINARY, (_request, response) => {
    times += 1;
    response.writeHead(200, { 'content-length': content.length });
    if (times === 3) return void response.end(content);
    let sent = 0;
    const timer = setInterval(() => {
      response.write(content.subarray(sent, sent + 4_000));
      sent += 4_000;
      if (sent >= 80_000) response.destroy();
    }, 40);
    response.once('close', () => clearInterval(timer));
  });
  expect((await install()).cached).toBe(false);
  expect(times).toBe(3);
});

test('the real limits end each case within 90 seconds', () => {
  const { metadata, binary, retryBinaryFor, retryDelays } = INSTALL_TIMEOUTS;
  // The last attempt begins before that time and the longest pause are over, and is given up a piece after its window.
  const longestBinary = retryBinaryFor + Math.max(...retryDelays) + (binary.window * 7) / 6;
  const restoring = 10_000;
  expect(Math.max(metadata + restoring, longestBinary)).toBeLessThan(90_000);
});
