import { describe, expect, test } from 'vitest';
import { buildReport, deployReport } from '../../../src/reports/reports.ts';
import { type CommandFacts, commandSpan } from '../../../src/traces/command-span.ts';
import { goldenJson } from '../../support/reports.ts';

const FACTS: CommandFacts = {
  command: 'werf converge',
  result: 'success',
  exitCode: 0,
  startedAt: 1_795_412_430_000,
  durationMs: 4_000,
};

test('a command that succeeded', () => {
  const span = commandSpan({
    ...FACTS,
    pid: 77,
    version: 'v2.77.1',
    commitTime: 1_795_000_000,
    build: buildReport(goldenJson('converge-ok/build-report.json')),
    deploy: deployReport(goldenJson('converge-ok/deploy-report.json')),
  });
  expect(span).toMatchObject({
    name: 'werf converge',
    type: 'command',
    startTime: 1_795_412_430_000,
    endTime: 1_795_412_434_000,
    attributes: {
      'process.executable.name': 'werf',
      'process.exit.code': 0,
      'process.pid': 77,
      'werf.command.result': 'success',
      'werf.version': 'v2.77.1',
      'werf.commit.time': 1_795_000_000,
      'werf.build.images': 2,
      'werf.build.images_rebuilt': 0,
      'werf.build.stages': 2,
      'werf.build.stages_rebuilt': 0,
      'werf.release.name': 'shop-prod',
      'k8s.namespace.name': 'shop-prod',
      'werf.release.revision': 1,
      'werf.release.status': 'deployed',
      'werf.release.operations_completed': 1,
      'werf.release.operations_canceled': 0,
      'werf.release.operations_failed': 0,
    },
    errorType: undefined,
    events: [
      {
        name: 'werf.release.operation',
        attributes: {
          'werf.operation.action': 'create',
          'werf.operation.result': 'completed',
          'werf.object.name': 'ConfigMap/shop',
        },
      },
    ],
  });
  expect(span.children?.map(({ name }) => name)).toEqual(['build backend', 'build frontend']);
});

test('a command that failed says why, and what failed comes last', () => {
  const { errorType, attributes, events } = commandSpan({
    ...FACTS,
    result: 'failure',
    exitCode: 1,
    deploy: deployReport(goldenJson('converge-failed/deploy-report.json')),
    errorText: 'Error: release install: render chart: with a secret',
    failedObjects: [
      { name: 'Deployment/web', state: 'FAILED', reason: 'CrashLoopBackOff: back-off 40s, and a secret' },
      { name: 'Job/migrate', state: 'WAITING', reason: 'a secret without a word before it' },
    ],
  });
  expect(errorType).toBe('chart');
  expect(attributes['werf.command.result']).toBe('failure');
  expect(events?.map((event) => event.attributes)).toEqual([
    {
      'werf.operation.action': 'update',
      'werf.operation.result': 'completed',
      'werf.object.name': 'ConfigMap/shop',
    },
    {
      'werf.operation.action': 'create',
      'werf.operation.result': 'failed',
      'werf.object.name': 'ConfigMap/Bad_Name',
    },
    {
      'werf.object.name': 'Deployment/web',
      'werf.object.state': 'FAILED',
      'werf.object.reason': 'CrashLoopBackOff',
    },
    { 'werf.object.name': 'Job/migrate', 'werf.object.state': 'WAITING' },
  ]);
});

describe('no failure is', () => {
  test('a command that was cancelled', () => {
    const { errorType, attributes } = commandSpan({ ...FACTS, result: 'cancelled', exitCode: 130 });
    expect(errorType).toBeUndefined();
    expect(attributes).toMatchObject({ 'werf.command.result': 'cancellation', 'process.exit.code': 130 });
  });

  test('an exit code that is allowed', () => {
    const { errorType, attributes } = commandSpan({ ...FACTS, exitCode: 2 });
    expect(errorType).toBeUndefined();
    expect(attributes).toMatchObject({ 'werf.command.result': 'success', 'process.exit.code': 2 });
  });
});
