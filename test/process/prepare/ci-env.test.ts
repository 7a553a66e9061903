// werf ci-env: what it gets, what is read from it, and how it fails.
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type CiEnvOptions, runCiEnv } from '../../../src/prepare/ci-env.ts';
import { pipeMaker } from '../../../src/programs/output-pipes.ts';
import { StepError } from '../../../src/system/errors.ts';
import { type KeptLog, keptLog } from '../../support/log.ts';
import { whenEnded } from '../../support/running.ts';
import { slack } from '../../support/slack.ts';
import { temporaryFolder } from '../../support/temporary.ts';

let temp: string;
let folder: string;
let log: KeptLog;

beforeEach(async () => {
  temp = temporaryFolder();
  folder = temporaryFolder();
  log = keptLog();
});

/** A stand-in for werf: a shell script that gets ci-env's file as `$FILE`. */
function run(script: string, more: Partial<CiEnvOptions> = {}) {
  const werf = join(temp, 'werf');
  writeFileSync(werf, `#!/bin/sh\nFILE=$5\n${script}\n`);
  chmodSync(werf, 0o755);
  const env = { PATH: process.env['PATH'], USER_SET: 'yes' };
  return runCiEnv({
    werf,
    cwd: temp,
    env,
    projectOptions: [],
    login: true,
    githubToken: 'hunter2-token',
    folder,
    pipes: pipeMaker({ env, platform: process.platform }, () => temp),
    platform: process.platform,
    log,
    signal: new AbortController().signal,
    ...more,
  });
}

test('gives werf what it needs and reads what it wrote', async () => {
  const { variables } = await run(
    `echo "WERF_ARGS=$*" >> $FILE; echo "WERF_MODE=$(stat -c %a $FILE)" >> $FILE; env | grep -E '^(GITHUB_TOKEN|WERF_TELEMETRY|USER_SET)=' | sed 's/^/WERF_/' >> $FILE`,
  );
  expect(variables).toEqual({
    WERF_ARGS: `ci-env github --as-env-file --output-file-path ${join(folder, 'ci-env')}`,
    WERF_MODE: '600',
    WERF_GITHUB_TOKEN: 'hunter2-token',
    WERF_WERF_TELEMETRY: '0',
    WERF_USER_SET: 'yes',
  });
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readdirSync(folder)).toEqual([]);
});

test('masks the token and what is secret in the variables', async () => {
  await run('echo WERF_REPO_GITHUB_TOKEN=other-secret >> $FILE');
  expect(log.masked).toEqual(['hunter2-token', 'other-secret']);
});

test('passes no empty token on', async () => {
  const { variables } = await run('echo WERF_SET=$(printenv GITHUB_TOKEN || echo no) >> $FILE', { githubToken: '' });
  expect(variables).toEqual({ WERF_SET: 'no' });
  expect(log.masked).toEqual([]);
});

test('has the Docker configuration copied to the private folder, and names one elsewhere', async () => {
  const inside = await run(
    'mkdir $WERF_TMP_DIR/werf-v2-docker-config-1; echo DOCKER_CONFIG=$WERF_TMP_DIR/werf-v2-docker-config-1 >> $FILE',
  );
  expect(inside.variables['DOCKER_CONFIG']).toBe(join(folder, 'werf-v2-docker-config-1'));
  expect(inside.cleanup).toEqual([]);
  const outside = await run('echo DOCKER_CONFIG=/tmp/werf-v2-docker-config-1 >> $FILE');
  expect(outside.cleanup).toEqual(['/tmp/werf-v2-docker-config-1']);
});

test('fails with werf’s own message, plain and without the token', async () => {
  const error = await run(
    `printf '\\033[31mError: unable to log in with hunter2-token: bad credentials\\033[0m\\n' >&2; exit 1`,
  ).catch((reason) => reason);
  expect(error).toBeInstanceOf(StepError);
  expect(error.message).toBe(
    'werf ci-env github failed with exit code 1: Error: unable to log in with ***: bad credentials\nMend this, or turn it off with "ci-env: false".',
  );
  expect(existsSync(join(folder, 'ci-env'))).toBe(false);
});

test('hints at the permissions where ghcr.io refuses the token', async () => {
  await expect(run('echo "Get https://ghcr.io/v2/: denied: denied"; exit 1')).rejects.toThrow('packages: write');
});

test('bounds the message', async () => {
  const error = await run('yes 0123456789 | head -n 100000 >&2; exit 3').catch((reason) => reason);
  expect(error.message.length).toBeLessThan(2_200);
  expect(error.message).toContain('exit code 3');
});

test('shows no part of a secret where it cuts the message', async () => {
  // Each row is 26 bytes long, so the cuts of many lengths of what follows fall into the secret.
  const rows = "yes 'key=wholly-secret-word-1' | head -n 2000";
  for (let more = 0; more < 27; more += 1) {
    const error = await run(`${rows} >&2; printf '%${more}s' '' | tr ' ' x >&2; exit 3`).catch((reason) => reason);
    const [, shown = ''] = error.message.split('exit code 3: ');
    for (const word of shown.split('\n')[0].split(/\s/))
      expect(['key=wholly-secret-word-1', '…', '', 'x'.repeat(more)]).toContain(word);
  }
});

test('shows no rest of a secret that is longer than what is kept', async () => {
  // More than a pipe holds, so that it comes in pieces.
  const script = `head -c 70000 /dev/zero | tr '\\0' S; echo TAIL was refused; exit 3`;
  const { message } = await run(script).catch((reason) => reason);
  expect(message).toContain('exit code 3: was refused');
  expect(message).not.toContain('TAIL');
});

test('a werf that cannot be started, or is killed', async () => {
  const none = join(temp, 'none');
  await expect(run('', { werf: none })).rejects.toThrow(
    `werf could not be started (${none}): ENOENT. It, or the interpreter that it names, is not there.`,
  );
  await expect(run('kill -9 $$')).rejects.toThrow('werf ci-env github was ended by SIGKILL: it printed nothing');
});

test('goes on where a grandchild keeps the output open', async () => {
  const startedAt = performance.now();
  const { variables } = await run(`sleep 20 & echo WERF_PID=$! >> $FILE; exit 0`);
  expect(performance.now() - startedAt).toBeLessThan(6_000 + slack());
  process.kill(Number(variables['WERF_PID']));
});

test('ends werf on cancellation, also where a grandchild keeps the output open', async () => {
  const cancellation = new AbortController();
  const pid = join(temp, 'pid');
  const running = run(`sleep 60 & echo $! > ${pid}; trap 'exit 0' TERM; echo $$ > ${pid}.werf; wait`, {
    signal: cancellation.signal,
  });
  running.catch(() => undefined);
  await expect.poll(() => existsSync(`${pid}.werf`) && readFileSync(`${pid}.werf`, 'utf8')).toMatch(/\d/);
  cancellation.abort(new Error('cancelled'));
  await expect(running).rejects.toThrow('cancelled');
  expect(() => process.kill(Number(readFileSync(`${pid}.werf`, 'utf8')), 0)).toThrow('ESRCH');
  expect(existsSync(join(folder, 'ci-env'))).toBe(false);
  await whenEnded(Number(readFileSync(pid, 'utf8')));
  await expect(run('exit 0', { signal: cancellation.signal })).rejects.toThrow('cancelled');
});
