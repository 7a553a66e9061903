import { describe, expect, test } from 'vitest';
import type { CommandFacts } from '../../../src/traces/command-span.ts';
import { type EndedPhase, type StepFacts, stepSpan } from '../../../src/traces/step-span.ts';

const START = 1_795_412_430_000;
const ENV = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_RUN_ID: '77',
  GITHUB_JOB: 'deploy',
  GITHUB_ACTION: 'werf',
};
const command = (result: CommandFacts['result'], errorText = ''): CommandFacts => ({
  command: 'werf build',
  result,
  exitCode: result === 'success' ? 0 : 1,
  startedAt: START,
  durationMs: 5,
  errorText,
});
const phase = (name: EndedPhase['name'], failed = false, details = {}): EndedPhase => ({
  name,
  startTime: START,
  endTime: START + 100,
  failed,
  details,
});
const span = (facts: Partial<StepFacts>, phases: readonly EndedPhase[] = [phase('ready')], env = ENV) =>
  stepSpan({
    facts: { commands: [], cancelled: false, ...facts },
    phases,
    env,
    runId: 'an-id',
    startTime: START,
    endTime: START + 9,
  });
const RESULT = 'cicd.pipeline.task.run.result';

test('the span of a step', () => {
  const phases = [phase('install', false, { version: '2.77.1', cached: false }), phase('ci-env'), phase('ready')];
  expect(span({ commands: [command('success')] }, phases)).toEqual({
    name: 'run-werf',
    type: 'step',
    startTime: START,
    endTime: START + 9,
    attributes: {
      'cicd.pipeline.task.name': 'deploy/werf',
      'cicd.pipeline.task.run.id': 'an-id',
      'cicd.pipeline.task.run.url.full': 'https://github.com/acme/shop/actions/runs/77/attempts/1',
      [RESULT]: 'success',
    },
    errorType: undefined,
    children: [
      expect.objectContaining({
        name: 'get ready',
        type: 'ready',
        attributes: {},
        children: [
          expect.objectContaining({
            name: 'install werf',
            type: 'install',
            attributes: { 'werf.version': '2.77.1', 'werf.install.cached': false },
          }),
          expect.objectContaining({ name: 'werf ci-env github', type: 'ci-env' }),
        ],
      }),
    ],
  });
});

describe('how a step ended', () => {
  const failedReady = [phase('ready', true)];
  const failedInstall = [phase('install', true), phase('ready', true)];
  const crash = command('failure', 'panic: oh');

  test.each<[string, Partial<StepFacts>, readonly EndedPhase[] | undefined, string, string | undefined]>([
    ['well', { commands: [command('success')] }, undefined, 'success', undefined],
    ['with no command', {}, undefined, 'success', undefined],
    ['by a command', { commands: [command('success'), crash] }, undefined, 'failure', 'panic'],
    ['before werf', {}, failedReady, 'error', '_OTHER'],
    ['in the install', { failure: '_OTHER' }, failedInstall, 'error', 'install'],
    ['in the install, whichever is told first', {}, failedInstall.toReversed(), 'error', 'install'],
    ['in ci-env', {}, [phase('ci-env', true), phase('ready', true)], 'error', 'ci_env'],
    ['without werf', { failure: 'not_started' }, undefined, 'error', 'not_started'],
    ['otherwise', { commands: [command('success')], failure: '_OTHER' }, undefined, 'failure', '_OTHER'],
    ['by a cancellation', { commands: [command('cancelled')], cancelled: true }, undefined, 'cancellation', undefined],
    ['by one of the install', { cancelled: true }, failedInstall, 'cancellation', undefined],
    // The runner says so of the whole job, whatever came of the command.
    ['by one after a failure', { commands: [crash], cancelled: true }, undefined, 'cancellation', undefined],
  ])('%s', (_, facts, phases, result, errorType) => {
    const { attributes, errorType: type } = span(facts, phases);
    expect({ result: attributes[RESULT], type }).toEqual({ result, type: errorType });
  });

  test('as do the parts of getting ready, but for a cancellation', () => {
    const typesOf = (cancelled: boolean) => {
      const [ready] = span({ cancelled }, failedInstall).children ?? [];
      return [ready, ...(ready?.children ?? [])].map((part) => part?.errorType);
    };
    expect(typesOf(false)).toEqual(['install', 'install']);
    expect(typesOf(true)).toEqual([undefined, undefined]);
  });
});

test.each([
  [{ GITHUB_JOB: 'deploy', GITHUB_ACTION: '__acme_run-werf_2' }, 'deploy/acme_run-werf_2'],
  [{ GITHUB_JOB: 'deploy' }, 'deploy'],
  [{}, 'run-werf'],
])('the task of %j is %s', (env, name) => {
  expect(span({}, [], env as typeof ENV).attributes['cicd.pipeline.task.name']).toBe(name);
});
