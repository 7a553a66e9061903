// GitHub's cache, with the real library against a cache service on loopback: from job to job on runners that start empty.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { restoreEntry, saveEntry } from '../../../src/install/actions-cache.ts';
import { type InstalledWerf, type InstallOptions, installWerf } from '../../../src/install/install.ts';
import { INSTALL_TIMEOUTS } from '../../../src/install/install-timeouts.ts';
import { bundle } from '../../support/bundle.ts';
import { type CacheService, serveCache } from '../../support/cache-service.ts';
import { type FileServer, serveFiles } from '../../support/file-server.ts';
import { type KeptLog, keptLog } from '../../support/log.ts';
import { slack } from '../../support/slack.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { TestRepository } from '../../support/tuf-repository.ts';

const programs = mkdtempSync(join(tmpdir(), 'run-werf-test-'));
const cacheProgram = join(programs, 'cache-job.mjs');
const content = '#!/bin/sh\necho v2.75.3\n';
let repository: TestRepository;
let server: FileServer;
let service: CacheService;
let log: KeptLog;
let runner: string;
let printed: string;

// It starts some thirty times here, and a bundle loads in a third of the time.
beforeAll(() => bundle(join(import.meta.dirname, '../../../src/install/cache-job.ts'), programs));
afterAll(() => rmSync(programs, { recursive: true }));

beforeEach(async () => {
  repository = new TestRepository({
    'channels/2/stable': '2.75.3\n',
    'releases/2.75.3/linux-amd64/bin/werf': content,
  });
  server = await serveFiles(repository.files);
  service = await serveCache();
  log = keptLog();
  runner = temporaryFolder();
  printed = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((data) => {
    printed += data;
    return true;
  });
  const env = {
    RUNNER_TOOL_CACHE: join(runner, 'tools'),
    RUNNER_TEMP: join(runner, 'temp'),
    GITHUB_WORKSPACE: join(runner, 'work'),
    ACTIONS_RESULTS_URL: service.url,
    ACTIONS_RUNTIME_TOKEN: 'token',
    ACTIONS_CACHE_SERVICE_V2: 'true',
    ACTIONS_CACHE_MODE: '',
    GITHUB_SERVER_URL: '',
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  newRunner();
  return async () => {
    spy.mockRestore();
    vi.unstubAllEnvs();
    await server.close();
    await service[Symbol.asyncDispose]();
  };
});

/** A hosted runner starts with empty folders. */
function newRunner(): void {
  for (const name of ['tools', 'temp', 'work']) {
    rmSync(join(runner, name), { recursive: true, force: true });
    mkdirSync(join(runner, name));
  }
}

async function install(): Promise<InstalledWerf> {
  const werf = await installWerf(options());
  await werf.save?.();
  return werf;
}

function options(): InstallOptions {
  return {
    request: { kind: 'channel', group: '2', channel: 'stable' },
    repository: repository.pinned(server.url),
    platform: { os: 'linux', arch: 'amd64' },
    env: { ...process.env },
    log,
    elapsed: () => 0,
    timeouts: { ...INSTALL_TIMEOUTS, retryDelays: [] },
    cacheProgram,
  };
}

const downloads = () => server.requests.filter((path) => path.includes('/releases/')).length;

test('carries the binary from job to job', async () => {
  const inTemp = () => readdirSync(join(runner, 'temp'), { recursive: true });
  expect((await install()).cached).toBe(false);
  newRunner();
  const werf = await installWerf(options());
  // What came through it is taken away, whether or not anything is saved.
  expect(inTemp()).toEqual([]);
  await werf.save?.();
  expect(werf).toMatchObject({ cached: true, version: '2.75.3' });
  expect(execFileSync(werf.path, { encoding: 'utf8' })).toBe('v2.75.3\n');
  expect(downloads()).toBe(1);
  expect(log.infos).toEqual([]);
  expect(inTemp()).toEqual([]);
});

test('carries the metadata too, for a day without the repository', async () => {
  await install();
  newRunner();
  await server.close();
  const werf = await install();
  expect(werf.notice).toContain('could not be reached');
  expect(execFileSync(werf.path, { encoding: 'utf8' })).toBe('v2.75.3\n');
});

test('throws a changed binary away and fetches it again', async () => {
  await install();
  const [key = ''] = [...service.entries.keys()].filter((name) => name.startsWith('run-werf-2.75.3-'));
  const entry = service.entries.get(key);
  // Another archive under the binary's key: what someone could save who may write to the cache.
  repository.publish({ 'releases/2.75.3/linux-amd64/bin/werf': content.replace('echo', 'eval') });
  newRunner();
  await install();
  const [foreign] = [...service.entries.keys()].filter((name) => name.startsWith('run-werf-2.75.3-') && name !== key);
  if (entry === undefined || foreign === undefined) throw new Error('both binaries should be saved');
  service.entries.set(foreign, entry);
  newRunner();
  const { path, cached } = await install();
  expect(cached).toBe(false);
  expect(log.infos).toEqual(["werf 2.75.3 in GitHub's cache is not the signed one and is removed"]);
  expect(execFileSync('cat', [path], { encoding: 'utf8' })).toContain('eval');
});

test('never shows a failure of the cache', async () => {
  service.failWith = 400;
  expect((await install()).version).toBe('2.75.3');
  expect(service.calls).toContain('GetCacheEntryDownloadURL');
  expect(service.calls).toContain('CreateCacheEntry');
  expect(printed).not.toMatch(/::(warning|error|notice)/);
  expect(log.debugs.join('\n')).toMatch(/Failed to (restore|save): /);
});

test('is silent about an entry that is there already', async () => {
  await install();
  rmSync(join(runner, 'tools'), { recursive: true });
  await install();
  expect(printed.split('\n').filter((line) => line !== '' && !line.startsWith('::debug::'))).toEqual([]);
});

test('is not asked where a runner keeps werf itself', async () => {
  await install();
  service.calls.length = 0;
  expect((await install()).cached).toBe(true);
  expect(service.calls).toEqual([]);
});

test.each([
  ['GetCacheEntryDownloadURL', 'restore', restoreEntry],
  ['CreateCacheEntry', 'save', saveEntry],
] as const)('waits no longer for %s than it is told to', { timeout: 90_000 }, async (method, kind, work) => {
  const entry = { key: 'key', paths: [join(runner, 'temp/entry')] };
  service.hangsAt = method;
  mkdirSync(join(runner, 'temp/entry'));
  let limit = 1_000;
  // The limit counts from the start of a process, which on a busy machine may not have asked by then.
  for (; !service.calls.includes(method); limit *= 2) {
    const startedAt = performance.now();
    expect(
      await work(entry, { env: { ...process.env }, platform: process.platform, log, limit, program: cacheProgram }),
    ).toBeFalsy();
    expect(performance.now() - startedAt).toBeLessThan(limit + slack());
    expect(log.debugs).toContain(`The cache entry key: no ${kind} within ${limit / 1000} s`);
    expect(readdirSync(join(runner, 'temp'))).toEqual(['entry']);
  }
});

test('saves no binary that was changed since it was verified', async () => {
  const werf = await installWerf(options());
  appendFileSync(werf.path, 'echo more');
  await werf.save?.();
  expect([...service.entries.keys()]).toEqual([expect.stringMatching(/^run-werf-tuf-/)]);
});
