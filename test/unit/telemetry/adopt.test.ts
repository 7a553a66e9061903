import { describe, expect, test } from 'vitest';
import { adoptExecution } from '../../../src/telemetry/adopt.ts';
import type { EventType, TelemetryEvent } from '../../../src/telemetry/event.ts';

const ACTION = '00000000-0000-4000-8000-00000000000a';
const MAIN = '00000000-0000-4000-8000-000000000001';
const CLEANUP = '00000000-0000-4000-8000-000000000002';

function event(executionID: string, command: string, eventType: EventType): TelemetryEvent {
  return {
    ts: 1_658_231_825_280,
    executionID,
    userID: '',
    projectID: 'b4c2d019070529344a6967d8c73d578101c6554fcdcae3d00bb93a9692523cb1',
    command,
    attributes: { os: 'linux', extra: {} },
    eventType,
    eventData: eventType === 'BuildStarted' ? { imagesCount: 2 } : {},
    schemaVersion: 2,
  };
}

const REPORTED_BY_WERF_ALONE: readonly EventType[] = [
  'UnshallowFailed',
  'BuildStarted',
  'BuildFinished',
  'ImageBuildFinished',
  'StageBuildFinished',
];

describe('the main execution', () => {
  test.each<EventType>(['CommandStarted', 'CommandExited'])('its %s is left out', (eventType) => {
    expect(adoptExecution('werf converge', ACTION)(event(MAIN, 'werf converge', eventType))).toBeUndefined();
  });

  test.each(REPORTED_BY_WERF_ALONE)("its %s goes on under the action's id, and unchanged else", (eventType) => {
    const given = event(MAIN, 'werf converge', eventType);
    expect(adoptExecution('werf converge', ACTION)(given)).toEqual({ ...given, executionID: ACTION });
    expect(given.executionID).toBe(MAIN);
  });

  test("is the first of the step's command: a later one of the same command is another", () => {
    const adopt = adoptExecution('werf converge', ACTION);
    expect(adopt(event(MAIN, 'werf converge', 'CommandStarted'))).toBeUndefined();
    const other = event(CLEANUP, 'werf converge', 'CommandStarted');
    expect(adopt(other)).toEqual(other);
    expect(adopt(event(MAIN, 'werf converge', 'BuildStarted'))?.executionID).toBe(ACTION);
    expect(adopt(event(MAIN, 'werf converge', 'CommandExited'))).toBeUndefined();
  });

  test('may come after another command', () => {
    const adopt = adoptExecution('werf converge', ACTION);
    const cleanup = event(CLEANUP, 'werf host cleanup', 'CommandStarted');
    expect(adopt(cleanup)).toEqual(cleanup);
    expect(adopt(event(MAIN, 'werf converge', 'CommandStarted'))).toBeUndefined();
  });

  test('may show itself by an event that is not its first', () => {
    const adopt = adoptExecution('werf converge', ACTION);
    expect(adopt(event(MAIN, 'werf converge', 'BuildStarted'))?.executionID).toBe(ACTION);
    expect(adopt(event(MAIN, 'werf converge', 'CommandExited'))).toBeUndefined();
  });

  test('is counted anew for each command of the step', () => {
    const first = adoptExecution('werf build', ACTION);
    const second = adoptExecution('werf build', ACTION);
    expect(first(event(MAIN, 'werf build', 'CommandStarted'))).toBeUndefined();
    expect(second(event(CLEANUP, 'werf build', 'CommandStarted'))).toBeUndefined();
  });
});

describe('other werf processes', () => {
  test.each<EventType>(['CommandStarted', 'CommandExited', ...REPORTED_BY_WERF_ALONE])(
    'their %s passes as it is',
    (eventType) => {
      const adopt = adoptExecution('werf converge', ACTION);
      adopt(event(MAIN, 'werf converge', 'CommandStarted'));
      const given = event(CLEANUP, 'werf host cleanup', eventType);
      expect(adopt(given)).toEqual(given);
    },
  );
});
