// The privacy proof: a job full of canaries, in every place where a secret or a name may stand. None of them may be in
// anything that leaves, in any guise.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { accept, encodeEvents, type ReceivedRequest, startCollector } from '../support/collector.ts';
import { writeGatedWerf } from '../support/gated-werf.ts';
import { knock } from '../support/knock.ts';
import { leaksOf } from '../support/leaks.ts';
import { createJob } from '../support/runner.ts';

const RUNS = 6;
/** Image names leave as SHA-256, which is how builds of one image can be told to be the same. */
const LEAVES_HASHED = new Set(['image', 'image of a stage']);

const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
const core = fc.array(letters, { minLength: 14, maxLength: 14 }).map((chars) => chars.join(''));

interface Scenario {
  readonly core: string;
  /** Whether the endpoint fails in the step, so that the post step sends. */
  readonly postSends: boolean;
  /** Whether the command is one that werf has. */
  readonly knownCommand: boolean;
  /** Whether the working directory has an origin, so that the projectID is not of the workflow's repository. */
  readonly hasOrigin: boolean;
  readonly digits: number;
}

const scenario: fc.Arbitrary<Scenario> = fc.record({
  core,
  postSends: fc.boolean(),
  knownCommand: fc.boolean(),
  hasOrigin: fc.boolean(),
  digits: fc.integer({ min: 1e11, max: 9e11 }),
});

test('no canary leaves in any guise', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async (chosen) => {
      const { canaries, sent, types } = await playJob(chosen);
      const wanted = ['CommandStarted', 'UnshallowFailed', 'ImageBuildFinished', 'CommandExited'];
      expect(types).toEqual(expect.arrayContaining(chosen.knownCommand ? wanted : ['CommandStarted', 'CommandExited']));
      expect(sent.some(({ headers }) => 'content-encoding' in headers)).toBe(false);
      const bytes = Buffer.concat(sent.map(allBytes));
      for (const [place, canary] of canaries) {
        const guises = leaksOf(canary, bytes).filter((guise) => guise !== 'SHA-256' || !LEAVES_HASHED.has(place));
        expect(guises, `the canary of ${place} leaked`).toEqual([]);
      }
      const coreGuises = leaksOf(chosen.core, bytes);
      expect(coreGuises, 'a part of some canary leaked').toEqual([]);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

const allBytes = ({ method, url, rawHeaders, body }: ReceivedRequest) =>
  Buffer.concat([Buffer.from(`${method} ${url}\n${rawHeaders.join('\n')}\n`), body]);

/** Plays a job with a canary in every place; gives the canaries by place, and what was sent. */
async function playJob({ core, postSends, knownCommand, hasOrigin, digits }: Scenario) {
  const canaries = new Map<string, string>([['a number', String(digits)]]);
  /** A canary of its own for a place; letters only, so that it can stand anywhere. */
  const canary = (place: string) => {
    const count = canaries.size;
    const own = `${core}${String.fromCharCode(97 + Math.floor(count / 26), 97 + (count % 26))}`;
    canaries.set(place, own);
    return own;
  };

  let answers = !postSends;
  const job = createJob();
  const collector = await startCollector((response, ...rest) => {
    if (answers) accept(response, ...rest);
    else response.writeHead(503).end();
  });
  try {
    if (hasOrigin) writeOrigin(job.workspace, canary);
    const werf = writeGatedWerf(job, `v2.77.1 ${canary('werf version')}`);
    const inputs = { command: commandLine(knownCommand, digits, canary), 'werf-path': werf.path };
    const env = {
      ...environment(canary),
      WERF_TELEMETRY_TRACE_URL: `http://${canary('URL user')}:${canary('URL password')}@127.0.0.1:${collector.port}/v1/traces?token=${canary('URL query')}#${canary('URL fragment')}`,
    };
    const step = job.start(inputs, env);
    const { WERF_TELEMETRY_TRACE_URL: url = '' } = await werf.started(step);
    const body = encodeEvents(werfEvents(canary), canary('around the events'));
    const headers = { 'user-agent': canary('user agent of werf'), [`x-${canary('header of werf')}`]: 'x' };
    expect(await knock({ url, headers, body })).toBe(200);
    await vi.waitUntil(() => collector.requests.length > 0, { timeout: 20_000 });
    await werf.release();
    const result = await step.result;
    expect(result.outputs['telemetry-delivery']).toBe(postSends ? 'spooled' : 'delivered');
    answers = true;
    await job.post(result, inputs, env);
    return { canaries, sent: collector.requests, types: collector.events().map(({ event }) => event.eventType) };
  } finally {
    await collector.close();
    job.remove();
  }
}

type Canary = (place: string) => string;

function commandLine(knownCommand: boolean, digits: number, canary: Canary): string {
  return [
    knownCommand ? 'build' : canary('command'),
    `--repo ${canary('repo host')}.example/${canary('repo path')}`,
    `--env=${canary('value with =')}`,
    `--set key=${canary('set value')} --set ${canary('set key')}=1`,
    `--${canary('unknown option')} --${canary('unknown option with value')}=x`,
    `--repo-${canary('end of an option')} x`,
    // Not -h, which asks for help: that is not reported.
    `-x${canary('short options')}`,
    `--parallel-tasks-limit ${digits}`,
    `'${canary('quoted argument')} with blanks'`,
    canary('argument'),
    `--values=/home/${canary('path')}/values.yaml`,
    `-- ${canary('argument after --')} --${canary('option after --')}`,
  ].join(' ');
}

function environment(canary: Canary): NodeJS.ProcessEnv {
  const named = [
    ...['WERF_REPO', 'WERF_ENV', 'WERF_SET_DOCKER', 'WERF_KUBECONFIG_BASE64', 'WERF_UNKNOWN', 'WERF_LOG_VERBOSE'],
    ...['WERF_TELEMETRY_EXTRA_ATTRIBUTE_A', 'WERF_ADD_LABEL_A', 'WERF_SECRET_KEY'],
    ...[
      'OTEL_EXPORTER_OTLP_HEADERS',
      'OTEL_EXPORTER_OTLP_TRACES_HEADERS',
      'OTEL_RESOURCE_ATTRIBUTES',
      'OTEL_SERVICE_NAME',
    ],
    ...['GITHUB_TOKEN', 'GITHUB_ACTOR', 'GITHUB_REF', 'GITHUB_SHA', 'GITHUB_WORKFLOW', 'GITHUB_JOB', 'GITHUB_RUN_ID'],
    ...['GITHUB_REPOSITORY_OWNER', 'GITHUB_HEAD_REF', 'GITHUB_EVENT_NAME', 'ACTIONS_RUNTIME_TOKEN', 'RUNNER_NAME'],
    ...['GITLAB_CI', 'JENKINS_URL', 'TRAVIS', 'CIRCLECI', 'TEAMCITY_VERSION', 'BUDDY', 'GO_SERVER_URL', 'CI'],
    ...['TRDL_USE_WERF_GROUP_CHANNEL', 'TRDL_HOME_DIR', 'TRDL_DEBUG'],
    ...['HOSTNAME', 'USER', 'HOME', 'AWS_SECRET_ACCESS_KEY', 'npm_config_user_agent'],
  ];
  const upper = (place: string) => canary(place).toUpperCase();
  return {
    ...Object.fromEntries(named.map((name) => [name, canary(name)])),
    GITHUB_SERVER_URL: `https://${canary('GITHUB_SERVER_URL')}.example`,
    GITHUB_REPOSITORY: `${canary('owner')}/${canary('repository')}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${canary('OTEL endpoint')}.invalid`,
    [`WERF_${upper('name of a WERF variable')}`]: 'x',
    [`WERF_SET_${upper('end of a WERF variable')}`]: 'a=b',
    [`OTEL_${upper('name of an OTEL variable')}`]: 'x',
    [upper('name of a variable')]: 'x',
  };
}

function writeOrigin(folder: string, canary: Canary): void {
  const authority = `${canary('origin user')}:${canary('origin password')}@${canary('origin host')}.example:8443`;
  const path = `${canary('origin owner')}/${canary('origin repository')}.git`;
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  git('init', '--quiet', '--initial-branch', canary('branch'));
  git('remote', 'add', 'origin', `https://${authority}/${path}?a=${canary('origin query')}`);
  git('config', 'user.email', `${canary('e-mail')}@example.org`);
}

/** Events as werf could send them, with a canary wherever it has text, and more. */
function werfEvents(canary: Canary): readonly Readonly<Record<string, unknown>>[] {
  const base = {
    ts: 1_795_413_153_541,
    executionID: '11111111-2222-4333-8444-555555555555',
    userID: canary('userID'),
    projectID: canary('projectID'),
    command: 'werf build',
    attributes: {
      arch: canary('arch'),
      os: canary('os'),
      version: `v2.77.1-${canary('version')}`,
      groupChannel: canary('groupChannel'),
      ciName: canary('ciName'),
      extra: { [canary('extra key')]: canary('extra value') },
      [canary('attribute')]: canary('attribute value'),
    },
    schemaVersion: 2,
    [canary('field')]: canary('field value'),
  };
  const data: Readonly<Record<string, unknown>> = { [canary('data')]: canary('data value') };
  const event = (eventType: string, eventData: Readonly<Record<string, unknown>>, changes = {}) => ({
    ...base,
    eventType,
    eventData: { ...data, ...eventData },
    ...changes,
  });
  const other = { executionID: '99999999-2222-4333-8444-555555555555', command: 'werf host cleanup' };
  return [
    event('BuildStarted', { imagesCount: canary('imagesCount'), containerBackend: canary('containerBackend') }),
    event('UnshallowFailed', {
      errorMessage: `fatal: ${canary('errorMessage')}`,
      gitlabRunnerVersion: canary('gitlabRunnerVersion'),
      gitlabServerVersion: `17.0 ${canary('gitlabServerVersion')}`,
    }),
    event('ImageBuildFinished', { image: canary('image'), configType: canary('configType') }),
    event('StageBuildFinished', {
      image: canary('image of a stage'),
      stage: `${canary('stage')}-RUN`,
      baseImageSource: canary('baseImageSource'),
    }),
    event(
      'CommandStarted',
      { commandOptions: [{ name: canary('option of werf'), value: canary('its value') }] },
      other,
    ),
    event(canary('event type'), {}),
    event('BuildStarted', {}, { executionID: canary('executionID') }),
    event('BuildStarted', {}, { command: `werf ${canary('command of werf')}` }),
  ];
}

test('the search finds what it looks for', () => {
  const secret = 'hunterhunter';
  const hidden: readonly string[] = [
    secret,
    secret.toUpperCase(),
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret).toString('hex').toUpperCase(),
    ...['', 'x', 'xy'].map((before) => Buffer.from(`${before}${secret}!`).toString('base64')),
    Buffer.from(secret).toString('hex').replace(/../g, '%$&'),
  ];
  for (const text of hidden) expect(leaksOf(secret, Buffer.from(`some ${text} text`)), text).not.toEqual([]);
  expect(leaksOf(secret, Buffer.from('some hunter text'))).toEqual([]);
});
