import { describe, expect, test } from 'vitest';
import { commandExited, commandStarted, type Execution } from '../../../src/telemetry/event.ts';

const execution: Execution = {
  executionID: '2f75d020-684e-4224-9013-35e95e1b7721',
  projectID: 'b4c2d019070529344a6967d8c73d578101c6554fcdcae3d00bb93a9692523cb1',
  command: 'werf converge',
  attributes: { arch: 'amd64', os: 'linux', version: 'dev', ci: true, ciName: 'gitlab' },
};

/** Without its blanks, and with the one field that the page spells in two ways as its list of fields has it. */
const compact = (sample: string) => sample.replaceAll(/\s+(?=["{}[\]])|(?<=[{[:,])\s+/g, '').replace('"CI":', '"ci":');

const SAMPLE_STARTED = `{
  "ts": 1658231825280,
  "executionID": "2f75d020-684e-4224-9013-35e95e1b7721",
  "projectID": "b4c2d019070529344a6967d8c73d578101c6554fcdcae3d00bb93a9692523cb1",
  "command": "werf converge",
  "attributes": {
    "arch": "amd64",
    "os": "linux",
    "version": "dev",
    "CI": true,
    "ciName": "gitlab"
  },
  "eventType": "CommandStarted",
  "eventData": {
    "commandOptions": [
      {
        "name": "repo",
        "asCli": false,
        "asEnv": false,
        "count": 0
      }
    ]
  },
  "schemaVersion": 1
}`;

const SAMPLE_EXITED = `{
  "ts": 1658231836102,
  "executionID": "2f75d020-684e-4224-9013-35e95e1b7721",
  "projectID": "b4c2d019070529344a6967d8c73d578101c6554fcdcae3d00bb93a9692523cb1",
  "command": "werf converge",
  "attributes": {
    "arch": "amd64",
    "os": "linux",
    "version": "dev",
    "ci": true,
    "ciName": "gitlab"
  },
  "eventType": "CommandExited",
  "eventData": {
    "exitCode": 0,
    "durationMs": 10827
  },
  "schemaVersion": 1
}`;

describe("the telemetry page's samples", () => {
  test('CommandStarted, to the byte', () => {
    const options = [{ name: 'repo', asCli: false, asEnv: false, count: 0 }];
    expect(JSON.stringify(commandStarted(execution, 1_658_231_825_280, options))).toBe(compact(SAMPLE_STARTED));
  });

  test('CommandExited, to the byte', () => {
    expect(JSON.stringify(commandExited(execution, 1_658_231_836_102, 0, 10_827))).toBe(compact(SAMPLE_EXITED));
  });
});

test('options are absent where there are none, as with werf', () => {
  expect(JSON.stringify(commandStarted(execution, 0, []).eventData)).toBe('{}');
});

test('attributes come in the order of the page, whatever order they were found in', () => {
  const attributes = {
    ciName: 'gitlab',
    ci: true,
    groupChannel: '2 stable',
    version: 'v2.77.1',
    os: 'linux',
    arch: 'arm64',
  } as const;
  expect(JSON.stringify(commandStarted({ ...execution, attributes }, 0, []).attributes)).toBe(
    '{"arch":"arm64","os":"linux","groupChannel":"2 stable","version":"v2.77.1","ci":true,"ciName":"gitlab"}',
  );
});

test('attributes that are not known are absent', () => {
  const { attributes } = commandExited({ ...execution, attributes: {} }, 0, 1, 0);
  expect(attributes).toEqual({});
  expect(Object.keys(attributes)).toEqual([]);
});

test('what belongs to schema version 2 does not get in', () => {
  const foreign = { ...execution, userID: '', attributes: { os: 'linux', extra: {} } } as const;
  expect(JSON.stringify(commandExited(foreign, 1, 2, 3))).toBe(
    JSON.stringify({
      ts: 1,
      executionID: execution.executionID,
      projectID: execution.projectID,
      command: 'werf converge',
      attributes: { os: 'linux' },
      eventType: 'CommandExited',
      eventData: { exitCode: 2, durationMs: 3 },
      schemaVersion: 1,
    }),
  );
});
