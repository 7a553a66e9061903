// How a repository is asked: for everything at once, once where kept metadata serves, and with patience where nothing does.
import { rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type InstalledWerf, type InstallOptions, installWerf } from '../../../src/install/install.ts';
import { INSTALL_TIMEOUTS } from '../../../src/install/install-timeouts.ts';
import { type FileServer, serveFiles } from '../../support/file-server.ts';
import { type KeptLog, keptLog } from '../../support/log.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { TestRepository } from '../../support/tuf-repository.ts';

const binaryPath = '/targets/releases/2.75.3/linux-amd64/bin/werf';
let repository: TestRepository;
let server: FileServer;
let log: KeptLog;
let env: { readonly RUNNER_TOOL_CACHE: string; readonly RUNNER_TEMP: string };

beforeEach(async () => {
  repository = new TestRepository({
    'channels/2/stable': '2.75.3\n',
    'releases/2.75.3/linux-amd64/bin/werf': '#!/bin/sh\necho v2.75.3\n',
    'releases/2.75.4/linux-amd64/bin/werf': '#!/bin/sh\necho v2.75.4\n',
  });
  server = await serveFiles(repository.files);
  log = keptLog();
  env = { RUNNER_TOOL_CACHE: temporaryFolder(), RUNNER_TEMP: temporaryFolder() };
  // The tool cache's library reads the process's environment.
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  return async () => {
    vi.unstubAllEnvs();
    await server.close();
  };
});

function install(more: Partial<InstallOptions> = {}): Promise<InstalledWerf> {
  return installWerf({
    request: { kind: 'channel', group: '2', channel: 'stable' },
    repository: repository.pinned(server.url),
    platform: { os: 'linux', arch: 'amd64' },
    env,
    log,
    elapsed: () => 0,
    timeouts: { ...INSTALL_TIMEOUTS, retryDelays: [0, 0], publishDelay: 0 },
    ...more,
  });
}

/** Answers none of these before all of them were asked for, so that asking for one after the other would never end. */
function answerTogether(paths: readonly string[]): void {
  const waiting = new Map<string, ServerResponse>();
  for (const path of paths) {
    server.handlers.set(path, (_request: IncomingMessage, response: ServerResponse) => {
      waiting.set(path, response);
      if (waiting.size < paths.length) return;
      server.handlers.clear();
      for (const [path, response] of waiting) {
        const file = repository.files.get(path);
        response.writeHead(file === undefined ? 404 : 200).end(file);
      }
    });
  }
}

const metadata = ['/timestamp.json', '/snapshot.json', '/targets.json'];

describe('a repository is asked at once', () => {
  test('for all that a runner without anything needs', async () => {
    answerTogether(['/1.root.json', '/2.root.json', ...metadata, '/targets/channels/2/stable']);
    expect((await install()).version).toBe('2.75.3');
    expect(server.requests).toHaveLength(7);
  });

  test('for the next root and the timestamp, where the rest is kept and nothing is new', async () => {
    await install();
    server.requests.length = 0;
    answerTogether(['/2.root.json', '/timestamp.json']);
    expect((await install()).cached).toBe(true);
    expect(server.requests.toSorted()).toEqual(['/2.root.json', '/timestamp.json']);
  });

  test('for the rest, where the timestamp tells of something new', async () => {
    await install();
    repository.publish({ 'channels/2/stable': '2.75.4\n' });
    answerTogether(['/snapshot.json', '/targets.json', '/targets/channels/2/stable']);
    expect((await install()).version).toBe('2.75.4');
  });
});

describe('a repository out of reach', () => {
  const retries = () => log.infos.filter((line) => line.includes('trying again'));
  const outage = () => {
    let known = false;
    const remember = () => {
      known = true;
    };
    return { isKnown: () => known, remember };
  };

  test('is tried once where kept metadata serves', async () => {
    await install();
    for (const path of ['/2.root.json', ...metadata]) {
      server.handlers.set(path, (_request, response) => response.destroy());
    }
    server.requests.length = 0;
    expect((await install()).notice).toContain('could not be reached');
    expect(server.requests.toSorted()).toEqual(['/2.root.json', '/timestamp.json']);
    expect(retries()).toEqual([]);
  });

  test('that never answers is given up, where kept metadata serves', async () => {
    await install();
    for (const path of ['/2.root.json', ...metadata]) server.handlers.set(path, () => undefined);
    expect((await install()).notice).toContain('no answer within 4 s');
  });

  test('is not tried by the later steps of the job', async () => {
    await install();
    const job = outage();
    server.handlers.set('/timestamp.json', (_request, response) => response.writeHead(503).end());
    expect((await install({ outage: job })).notice).toContain('HTTP status 503');
    server.handlers.clear();
    server.requests.length = 0;
    expect((await install({ outage: job })).notice).toContain('it did not answer an earlier step of this job');
    expect(server.requests).toEqual([]);
  });

  test('is tried with patience where no cache has what kept metadata names', async () => {
    const { path } = await install();
    rmSync(path);
    const busy = [503, 503];
    server.handlers.set('/timestamp.json', (_request, response) => {
      const status = busy.shift();
      response.writeHead(status ?? 200).end(status === undefined ? repository.files.get('/timestamp.json') : '');
    });
    const werf = await install({ outage: outage() });
    expect(werf).toEqual({ path, version: '2.75.3', groupChannel: '2 stable', cached: false });
    expect(retries()).toHaveLength(1);
    expect(server.requests).toContain(binaryPath);
  });

  test('is tried with patience where the kept metadata serves no more', async () => {
    await install();
    repository.publish({ 'channels/2/stable': '2.75.4\n' });
    // The new timestamp comes, so that the kept snapshot is not the one that it names.
    const busy = [503, 503];
    server.handlers.set('/snapshot.json', (_request, response) => {
      const status = busy.shift();
      response.writeHead(status ?? 200).end(status === undefined ? repository.files.get('/snapshot.json') : '');
    });
    expect(await install()).toMatchObject({ version: '2.75.4', cached: false });
    expect(retries()).toHaveLength(1);
  });

  test('is not remembered where nothing else served', async () => {
    const job = outage();
    await server.close();
    await expect(install({ outage: job })).rejects.toThrow('no usable metadata is kept');
    expect(job.isKnown()).toBe(false);
    expect(retries().length).toBeGreaterThan(0);
  });
});
