// A kept werf is hashed while the repository is asked: what was hashed early counts only for what lies there in the end.
import { appendFileSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type EarlyHash, startEarlyHash } from '../../../src/install/early-hash.ts';
import { hashFile } from '../../../src/install/file-hashes.ts';
import { type InstalledWerf, installWerf } from '../../../src/install/install.ts';
import { INSTALL_TIMEOUTS } from '../../../src/install/install-timeouts.ts';
import { findKept } from '../../../src/install/kept-binary.ts';
import { type FileServer, serveFiles } from '../../support/file-server.ts';
import { type KeptLog, keptLog } from '../../support/log.ts';
import { hasProc } from '../../support/platform.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { TestRepository } from '../../support/tuf-repository.ts';

const content = '#!/bin/sh\necho v2.75.3\n';
const platform = { os: 'linux', arch: 'amd64' } as const;
const channel = { kind: 'channel', group: '2', channel: 'stable' } as const;

let repository: TestRepository;
let server: FileServer;
let log: KeptLog;
let env: { readonly RUNNER_TOOL_CACHE: string; readonly RUNNER_TEMP: string };
let werf: InstalledWerf;

beforeEach(async () => {
  repository = new TestRepository({
    'channels/2/stable': '2.75.3\n',
    'releases/2.75.3/linux-amd64/bin/werf': content,
  });
  server = await serveFiles(repository.files);
  log = keptLog();
  env = { RUNNER_TOOL_CACHE: temporaryFolder(), RUNNER_TEMP: temporaryFolder() };
  // The tool cache's library reads the process's environment.
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  werf = await install();
  server.requests.length = 0;
  return async () => {
    vi.unstubAllEnvs();
    await server.close();
  };
});

function install(early?: EarlyHash): Promise<InstalledWerf> {
  const pinned = repository.pinned(server.url);
  const timeouts = INSTALL_TIMEOUTS;
  return installWerf({ request: channel, repository: pinned, platform, env, log, elapsed: () => 0, timeouts, early });
}

async function start(request: Parameters<typeof startEarlyHash>[0] = channel): Promise<EarlyHash> {
  const early = await startEarlyHash(request, repository.pinned(server.url), platform, env);
  return early ?? expect.unreachable('a werf is kept');
}

describe('what is hashed', () => {
  test.each([
    ['a channel', channel],
    ['a version', { kind: 'version', version: '2.75.3' }],
    ['a prefix', { kind: 'prefix', prefix: '2.75' }],
  ] as const)('is the kept werf of %s, without a question to the repository', async (_what, request) => {
    const early = await start(request);
    expect(early.path).toBe(werf.path);
    expect(await early.taken).toEqual(await hashFile(werf.path, ['sha512']));
    expect(server.requests).toEqual([]);
  });

  test.each([
    ['another version', { kind: 'version', version: '2.75.4' }],
    ['a channel that was never asked for', { ...channel, channel: 'beta' }],
  ] as const)('is nothing for %s', async (_what, request) => {
    expect(await startEarlyHash(request, repository.pinned(server.url), platform, env)).toBeUndefined();
  });

  test('can be ended before it is done', async () => {
    const early = await start();
    await early.end();
    expect([undefined, await hashFile(werf.path, ['sha512'])]).toContainEqual(await early.taken);
  });
});

describe('what was hashed early', () => {
  test('serves where the repository says the same', async () => {
    expect(await install(await start())).toEqual({ ...werf, cached: true });
    expect(server.requests).not.toContain('/targets/releases/2.75.3/linux-amd64/bin/werf');
  });

  test('does not serve for a file that was written to since', async () => {
    const early = await start();
    await early.taken;
    appendFileSync(werf.path, 'echo more\n');
    expect((await install(early)).cached).toBe(false);
    expect(readFileSync(werf.path, 'utf8')).toBe(content);
  });

  test('does not serve for one of the same length and times that took its place', async () => {
    const early = await start();
    await early.taken;
    const other = join(dirname(werf.path), 'other');
    writeFileSync(other, content.replace('echo', 'eval'));
    renameSync(other, werf.path);
    expect((await install(early)).cached).toBe(false);
    expect(readFileSync(werf.path, 'utf8')).toBe(content);
  });

  test('does not serve where the repository says something else', async () => {
    const early = await start();
    repository.publish({ 'releases/2.75.3/linux-amd64/bin/werf': content.replace('echo', 'eval') });
    expect((await install(early)).cached).toBe(false);
    expect(readFileSync(werf.path, 'utf8')).toContain('eval');
  });

  test('is one hash of several: the others are taken then', async () => {
    const taken = (await hashFile(werf.path, ['sha256', 'sha512'])) ?? expect.unreachable();
    const early = await start();
    const vouched = (hashes: Readonly<Record<string, string>>) =>
      ({
        repository: repository.pinned(server.url),
        version: '2.75.3',
        platform,
        file: { target: { length: content.length, hashes } },
      }) as Parameters<typeof findKept>[0];
    expect(await findKept(vouched(taken.hashes), env, log, early)).toBe(werf.path);
    expect(await findKept(vouched({ ...taken.hashes, sha256: 'a'.repeat(64) }), env, log, early)).toBeUndefined();
  });
});

describe.runIf(hasProc)('what is no regular file', () => {
  test.each(['link', 'folder'])('has no hashes: a %s', async (kind) => {
    const path = join(temporaryFolder(), kind);
    if (kind === 'link') symlinkSync(werf.path, path);
    else mkdirSync(path);
    expect(await hashFile(path, ['sha512'])).toBeUndefined();
  });
});
