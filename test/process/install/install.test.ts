import { execFileSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { TufRepository } from '../../../src/inputs/published-root.ts';
import { type InstalledWerf, type InstallOptions, installWerf } from '../../../src/install/install.ts';
import { INSTALL_TIMEOUTS } from '../../../src/install/install-timeouts.ts';
import { StepError } from '../../../src/system/errors.ts';
import { type FileServer, filesOf, serveFiles } from '../../support/file-server.ts';
import { type KeptLog, keptLog } from '../../support/log.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { longAgo, TestRepository } from '../../support/tuf-repository.ts';

const script = (version: string) => `#!/bin/sh\necho v${version}\n`;
const binaryPath = '/targets/releases/2.75.3/linux-amd64/bin/werf';
const targets = {
  'channels/2/stable': '2.75.3\n',
  'releases/2.75.3/linux-amd64/bin/werf': script('2.75.3'),
  'releases/2.75.4/linux-any/bin/werf': script('2.75.4'),
};

let repository: TestRepository;
let server: FileServer;
let log: KeptLog;
let tools: string;
let temp: string;

beforeEach(async () => {
  repository = new TestRepository(targets);
  server = await serveFiles(repository.files);
  log = keptLog();
  tools = temporaryFolder();
  temp = temporaryFolder();
  // The tool cache's library reads the process's environment.
  vi.stubEnv('RUNNER_TOOL_CACHE', tools);
  vi.stubEnv('RUNNER_TEMP', temp);
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
    env: { RUNNER_TOOL_CACHE: tools, RUNNER_TEMP: temp },
    log,
    elapsed: () => 0,
    timeouts: { ...INSTALL_TIMEOUTS, retryDelays: [0, 0], publishDelay: 0 },
    ...more,
  });
}

/** Fails with one clear line, and leaves nothing that could be run. */
async function failure(more: Partial<InstallOptions> = {}): Promise<string> {
  const error = await install(more).then(
    () => expect.unreachable('the installation should fail'),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(StepError);
  expect(error.message).not.toContain('\n');
  expect(executables()).toEqual([]);
  return error.message;
}

function executables(): string[] {
  return [tools, temp].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && (statSync(join(entry.parentPath, entry.name)).mode & 0o111) !== 0)
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}

const version = (name: string) => ({ request: { kind: 'version', version: name } as const });
const downloads = () => server.requests.filter((path) => path.startsWith('/targets/releases/'));

describe('a repository in order', () => {
  test('installs what a channel names, to be run', async () => {
    const werf = await install();
    expect(werf).toEqual({ path: werf.path, version: '2.75.3', groupChannel: '2 stable', cached: false });
    expect(execFileSync(werf.path, { encoding: 'utf8' })).toBe('v2.75.3\n');
    expect(executables()).toEqual([werf.path]);
    expect(log.infos).toEqual([]);
  });

  test('downloads no binary a second time', async () => {
    const first = await install();
    const second = await install();
    expect(second).toEqual({ ...first, cached: true });
    expect(downloads()).toEqual([binaryPath]);
  });

  test('looks a platform up as trdl does', async () => {
    const werf = await install(version('2.75.4'));
    expect(execFileSync(werf.path, { encoding: 'utf8' })).toBe('v2.75.4\n');
    expect(werf.groupChannel).toBeUndefined();
  });

  test('follows a rotation of every key', async () => {
    await install();
    repository.rotate();
    repository.rotate();
    expect((await install()).cached).toBe(true);
    // Once verified, the roots are not asked for again.
    server.requests.length = 0;
    await install();
    expect(server.requests).toEqual(['/4.root.json', '/timestamp.json']);
  });

  test('installs where there is no tool cache, for the steps of this job', async () => {
    vi.stubEnv('RUNNER_TOOL_CACHE', '');
    const werf = await install({ env: { RUNNER_TEMP: temp } });
    expect(execFileSync(werf.path, { encoding: 'utf8' })).toBe('v2.75.3\n');
    expect(executables()).toEqual([werf.path]);
  });

  test('keeps a binary readable by its owner only, and without a run bit, until it is verified', async () => {
    let mode = -1;
    let folderMode = -1;
    server.handlers.set(binaryPath, (_request, response) => {
      const content = Buffer.from(script('2.75.3'));
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 10));
      const [own = ''] = readdirSync(temp);
      const path = join(temp, own, 'download', 'werf');
      const timer = setInterval(() => {
        mode = statSync(path, { throwIfNoEntry: false })?.mode ?? -1;
        if (mode === -1) return;
        clearInterval(timer);
        folderMode = statSync(join(temp, own)).mode;
        response.end(content.subarray(10));
      }, 1);
    });
    await install();
    expect(mode & 0o777).toBe(0o600);
    expect(folderMode & 0o777).toBe(0o700);
    expect(readdirSync(temp)).toEqual([]);
  });

  test('shows progress while a download is slow, and none when it is quick', async () => {
    let now = 0;
    const clock = { elapsed: () => (now += 1_000), timeouts: { ...INSTALL_TIMEOUTS, news: 500 } };
    const content = script('2.75.3');
    let finish = () => {};
    server.handlers.set(binaryPath, (_request, response) => {
      response.writeHead(200, { 'content-length': content.length }).write(content.slice(0, 10));
      finish = () => response.end(content.slice(10));
    });
    const info = (message: string) => {
      log.infos.push(message);
      finish();
    };
    // Its metadata may take a while too, on a busy machine.
    const ofDownload = () => log.infos.filter((line) => line.startsWith('werf '));
    await install({ ...clock, log: { ...log, info } });
    expect(ofDownload()).toEqual(['werf 2.75.3: 43 % (0.0 of 0.0 MB, 0.0 MB/s)']);
    rmSync(join(tools, 'werf'), { recursive: true });
    server.handlers.clear();
    await install({ ...clock, timeouts: INSTALL_TIMEOUTS });
    expect(ofDownload()).toHaveLength(1);
  });
});

describe('the golden repository, published with go-tuf', () => {
  let golden: FileServer;
  let pinned: TufRepository;
  beforeEach(async () => {
    const files = filesOf(join(import.meta.dirname, '../../golden/trdl-repository'));
    golden = await serveFiles(files);
    const { createHash } = await import('node:crypto');
    const root = files.get('/1.root.json') ?? '';
    pinned = { url: golden.url, rootVersion: 1, rootSha512: createHash('sha512').update(root).digest('hex') };
    return () => golden.close();
  });

  test.each([
    ['2', 'stable', '2.75.3'],
    ['2', 'alpha', '2.77.1'],
    ['1.2', 'stable', '1.2.339+fix1'],
  ])('%s %s is %s', async (group, channel, expected) => {
    const werf = await install({ repository: pinned, request: { kind: 'channel', group, channel } });
    expect(werf.version).toBe(expected);
    expect(execFileSync(werf.path, ['version'], { encoding: 'utf8' })).toBe(`v${expected}\n`);
  });

  test('keeps versions apart that differ in build metadata only', async () => {
    const plain = await install({ repository: pinned, ...version('1.2.339') });
    const fixed = await install({ repository: pinned, ...version('1.2.339+fix1') });
    expect(execFileSync(plain.path, ['version'], { encoding: 'utf8' })).toBe('v1.2.339\n');
    expect(execFileSync(fixed.path, ['version'], { encoding: 'utf8' })).toBe('v1.2.339+fix1\n');
    expect((await install({ repository: pinned, ...version('1.2.339') })).cached).toBe(true);
  });

  test.each(['darwin', 'windows'] as const)('has %s', async (os) => {
    const werf = await install({ repository: pinned, platform: { os, arch: 'amd64' } });
    expect(readFileSync(werf.path, 'utf8')).toContain('2.75.3');
  });
});

describe('what does not verify', () => {
  test.each(['timestamp', 'snapshot', 'targets', 'root'] as const)('expired %s metadata', async (role) => {
    repository.expires[role] = longAgo;
    repository.publishRoot([repository.signers.root]);
    repository.publish();
    expect(await failure()).toMatch(/cannot be trusted: .*expired\. Nothing was installed\./);
  });

  test('metadata of an earlier version than one seen before', async () => {
    const old = new Map(repository.files);
    repository.publish({ 'channels/2/stable': '2.75.4' });
    expect((await install()).version).toBe('2.75.4');
    rmSync(join(tools, 'werf'), { recursive: true });
    for (const [path, content] of old) repository.files.set(path, content);
    expect(await failure()).toMatch(/cannot be trusted: New timestamp version 1 is less than current version 2/);
  });

  test('an earlier snapshot under a new timestamp', async () => {
    repository.publish();
    const old = repository.files.get('/snapshot.json') ?? Buffer.alloc(0);
    repository.publish();
    repository.files.set('/snapshot.json', old);
    expect(await failure()).toMatch(/cannot be trusted: snapshot: /);
  });

  test('a root that the one before did not sign', async () => {
    repository.rotate(false);
    expect(await failure()).toMatch(/cannot be trusted: /);
  });

  test('a root that skips a version', async () => {
    repository.rotate();
    repository.rotate();
    const third = repository.files.get('/3.root.json') ?? Buffer.alloc(0);
    repository.files.set('/2.root.json', third);
    expect(await failure()).toMatch(/cannot be trusted: /);
  });

  test.each(['timestamp', 'snapshot', 'targets', 'root'] as const)('too few signatures of %s', async (role) => {
    repository.thresholds[role] = 2;
    repository.publishRoot([repository.signers.root]);
    expect(await failure()).toMatch(/cannot be trusted: /);
  });

  test('another root than the pinned one', async () => {
    const pinned = repository.pinned(server.url);
    const message = await failure({ repository: { ...pinned, rootSha512: 'a'.repeat(128) } });
    expect(message).toMatch(/1\.root\.json is not the trusted root: its SHA-512 is \w{128}, expected is a{128}\./);
    expect(message).toContain(pinned.rootSha512);
  });

  test.each([
    ['changed', Buffer.from(script('2.75.3').replace('echo', 'eval'))],
    ['truncated', Buffer.from(script('2.75.3').slice(0, -1))],
    ['longer', Buffer.from(`${script('2.75.3')}\n`)],
    ['empty', Buffer.alloc(0)],
  ])('a binary that is %s', async (_what, content) => {
    repository.files.set(binaryPath, content);
    expect(await failure()).toMatch(
      /cannot be trusted: releases\/2\.75\.3\/linux-amd64\/bin\/werf (has another|is longer)/,
    );
    expect(downloads()).toEqual([binaryPath]);
  });

  test.each(['2.75.4\n', '2.75.3\n\n', ''])('a channel changed to %j', async (content) => {
    repository.files.set('/targets/channels/2/stable', Buffer.from(content));
    expect(await failure()).toMatch(/cannot be trusted: channels\/2\/stable /);
  });

  test('a page that is no metadata', async () => {
    repository.files.set('/timestamp.json', Buffer.from('<html>Please log in</html>'));
    expect(await failure()).toMatch(/cannot be trusted: /);
  });

  test('metadata without an end', async () => {
    repository.files.set('/timestamp.json', Buffer.alloc(100_000, ' '));
    expect(await failure()).toMatch(/cannot be trusted: longer than the 16384 bytes/);
  });

  test('a signed channel that holds no version', async () => {
    repository.publish({ 'channels/2/stable': '../../../x' });
    expect(await failure()).toMatch(/channels\/2\/stable holds no version: "\.\.\/\.\.\/\.\.\/x"/);
  });
});

describe('what is not there', () => {
  test('a version', async () => {
    expect(await failure(version('9.9.9'))).toMatch(/has no werf 9\.9\.9 for linux-amd64\. Name a published version/);
  });
  test('a platform', async () => {
    expect(await failure({ platform: { os: 'darwin', arch: 'arm64' } })).toMatch(/no werf 2\.75\.3 for darwin-arm64/);
  });
  test('a channel', async () => {
    const request = { kind: 'channel', group: '2', channel: 'beta' } as const;
    expect(await failure({ request })).toMatch(/has no channel beta in group 2/);
  });
  test('a repository at this address', async () => {
    repository.files.clear();
    expect(
      await failure({ repository: { url: `${server.url}/x`, rootVersion: 1, rootSha512: 'a'.repeat(128) } }),
    ).toMatch(
      /could not be installed from .*: HTTP status 404 for 1\.root\.json; no usable metadata is kept\. .*werf-path.*trdl-url/,
    );
  });
});

describe('a bad connection', () => {
  const breakOnce = (path: string, content: Buffer) => {
    server.handlers.set(path, (_request, response) => {
      server.handlers.delete(path);
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 5), () => response.destroy());
    });
  };

  test('is tried again when it breaks in the middle of the binary', async () => {
    breakOnce(binaryPath, Buffer.from(script('2.75.3')));
    const werf = await install();
    expect(execFileSync(werf.path, { encoding: 'utf8' })).toBe('v2.75.3\n');
    expect(downloads()).toEqual([binaryPath, binaryPath]);
    expect(log.infos).toHaveLength(1);
    expect(log.infos[0]).toMatch(/bin\/werf: .*; trying again in 0 s$/);
  });

  test('is tried again when it breaks in the middle of metadata, or the server is busy', async () => {
    breakOnce('/timestamp.json', repository.files.get('/timestamp.json') ?? Buffer.alloc(0));
    server.handlers.set('/targets.json', (_request, response) => {
      server.handlers.delete('/targets.json');
      response.writeHead(503).end();
    });
    expect((await install()).version).toBe('2.75.3');
  });

  test('that stays bad ends in one error', async () => {
    server.handlers.set(binaryPath, (_request, response) => {
      response.writeHead(200, { 'content-length': 1_000 });
      response.write('#!', () => response.destroy());
    });
    expect(await failure()).toMatch(/could not be installed from .*werf-path/);
    expect(downloads()).toHaveLength(3);
  });

  test('follows redirects', async () => {
    await using other = await serveFiles(repository.files);
    server.handlers.set(binaryPath, (_request, response) => {
      response.writeHead(302, { location: `${other.url}${binaryPath}` }).end();
    });
    expect((await install()).cached).toBe(false);
    expect(other.requests).toEqual([binaryPath]);
  });

  test('ends in one error for redirects in a circle', async () => {
    server.handlers.set(binaryPath, (_request, response) => {
      response.writeHead(302, { location: binaryPath }).end();
    });
    expect(await failure()).toMatch(/more than 5 redirects/);
  });

  test('is no failure while the next version is being published', async () => {
    const old = repository.files.get('/targets.json') ?? Buffer.alloc(0);
    repository.publish({ 'channels/2/stable': '2.75.4' });
    server.handlers.set('/targets.json', (_request, response) => {
      server.handlers.delete('/targets.json');
      response.end(old);
    });
    expect((await install()).version).toBe('2.75.4');
  });

  test('is given up on cancellation', async () => {
    const cancellation = new AbortController();
    server.handlers.set(binaryPath, () => cancellation.abort(new Error('cancelled')));
    await expect(install({ signal: cancellation.signal })).rejects.toThrow('cancelled');
    expect(executables()).toEqual([]);
  });
});

describe('a repository out of reach', () => {
  test('with everything kept: it serves, with a notice', async () => {
    const first = await install();
    await server.close();
    const { notice, ...second } = await install();
    expect(second).toEqual({ ...first, cached: true });
    expect(notice).toMatch(/^http:.* could not be reached \(.*\): werf 2\.75\.3 comes from the cache, verified/);
  });

  test('that answers with errors is out of reach too', async () => {
    await install();
    const pinned = repository.pinned(server.url);
    repository.files.clear();
    expect((await install({ repository: pinned })).notice).toMatch(/HTTP status 404 for timestamp\.json/);
  });

  test('with nothing kept', async () => {
    await server.close();
    expect(await failure()).toMatch(
      /^werf could not be installed from http:.*: .*; no usable metadata is kept\. Try again later, name a werf binary with werf-path, or a mirror with trdl-url/,
    );
  });

  test('with metadata kept, but not this binary', async () => {
    await install();
    rmSync(join(tools, 'werf'), { recursive: true });
    await server.close();
    expect(await failure()).toMatch(/; werf 2\.75\.3 is in no cache\. Try again later/);
  });

  test('with metadata kept that has expired', async () => {
    const werf = await install();
    // Publishes, into what is kept, what the repository would have had then.
    repository.expires.timestamp = longAgo;
    repository.publish();
    const [id = ''] = readdirSync(join(tools, 'run-werf'));
    const kept = join(tools, 'run-werf', id);
    for (const name of ['timestamp.json', 'snapshot.json', 'targets.json']) {
      writeFileSync(join(kept, name), repository.files.get(`/${name}`) ?? '');
    }
    rmSync(werf.path);
    await server.close();
    expect(await failure()).toMatch(/the metadata kept from an earlier run has expired/);
  });

  test('with kept metadata that was signed by someone else', async () => {
    const werf = await install();
    const [id = ''] = readdirSync(join(tools, 'run-werf'));
    const foreign = new TestRepository({ ...targets, 'channels/2/stable': '6.6.6' });
    for (const [path, content] of foreign.files) {
      if (path.endsWith('.json')) writeFileSync(join(tools, 'run-werf', id, path), content);
    }
    expect((await install()).version).toBe('2.75.3');
    for (const [path, content] of foreign.files) {
      if (path.endsWith('.json')) writeFileSync(join(tools, 'run-werf', id, path), content);
    }
    rmSync(werf.path);
    await server.close();
    expect(await failure()).toMatch(/no usable metadata is kept/);
  });
});

describe('a binary in the tool cache', () => {
  test('stays what it is where another repository signed another one of that version', async () => {
    const other = new TestRepository({ ...targets, 'releases/2.75.3/linux-amd64/bin/werf': script('6.6.6') });
    const otherServer = await serveFiles(other.files);
    onTestFinished(() => otherServer.close());
    const theirs = { repository: other.pinned(otherServer.url) };
    const [first, second] = [await install(), await install(theirs)];
    expect([first, second].map(({ path }) => execFileSync(path, { encoding: 'utf8' }))).toEqual([
      'v2.75.3\n',
      'v6.6.6\n',
    ]);
    expect([await install(), await install(theirs)]).toEqual([
      { ...first, cached: true },
      { ...second, cached: true },
    ]);
    expect(log.infos).toEqual([]);
  });

  test('that was changed is thrown away and fetched again', async () => {
    const { path } = await install();
    appendFileSync(path, 'echo bad\n');
    expect(await install()).toMatchObject({ path, cached: false });
    expect(readFileSync(path, 'utf8')).toBe(script('2.75.3'));
    expect(log.infos).toEqual(['werf 2.75.3 in the tool cache is not the signed one and is not used']);
  });

  test('that was changed does not serve where the repository is out of reach', async () => {
    const { path } = await install();
    writeFileSync(path, script('6.6.6'));
    await server.close();
    expect(await failure()).toMatch(/werf 2\.75\.3 is in no cache/);
  });

  test('in a folder that cannot be written does not stop the step', async () => {
    writeFileSync(join(tools, 'werf'), 'no folder');
    const werf = await install();
    expect(werf.path.startsWith(temp)).toBe(true);
    expect(log.debugs.join('\n')).toContain('not kept in the tool cache');
  });
});
