// Samples of all events, for docs/telemetry.md: recorded runs of a real werf, as the action reports and passes them on.
import { describeCommand } from '../../src/command/options.ts';
import {
  commandExited,
  commandStarted,
  type EventType,
  type Execution,
  type TelemetryEvent,
} from '../../src/telemetry/event.ts';
import { eventOfSpan, passWerfEvent } from '../../src/telemetry/gate.ts';
import { decodeTraceRequest } from '../../src/telemetry/otlp.ts';
import { readRunContext } from '../../src/telemetry/run-context.ts';
import { readEvents, readRequest, readRun } from '../../test/support/recordings.ts';

const RECORDING = 'build-rebuilt';
/** What every recorded run had besides the variables that `run.json` names. */
const RUNNER = { CI: 'true', GITHUB_ACTIONS: 'true' };

/** One event of each type, whole. */
export function eventSamples(): Readonly<Record<EventType, TelemetryEvent>> {
  const run = readRun(RECORDING);
  const env = { ...RUNNER, ...Object.fromEntries(run.env.map((line) => line.split(/=(.*)/s).slice(0, 2))) };
  const events = readRecordedEvents();
  const recorded = (type: EventType) => {
    const event = events.find(({ eventType }) => eventType === type);
    if (event === undefined) throw new Error(`${RECORDING} has no ${type}`);
    return event;
  };
  const start = recorded('CommandStarted');
  const { executionID, projectID } = start;
  const { command, options } = describeCommand(run.argv.slice(1), env, 'linux');
  const attributes = { ...readRunContext(env, 'linux', 'x64'), version: start.attributes.version ?? '' };
  const execution: Execution = { executionID, projectID, command, attributes };
  const exit = recorded('CommandExited');
  const { exitCode = 0, durationMs = 0 } = exit.eventData as { exitCode?: number; durationMs?: number };
  return {
    CommandStarted: commandStarted(execution, start.ts, options),
    CommandExited: commandExited(execution, exit.ts, exitCode, durationMs),
    BuildStarted: recorded('BuildStarted'),
    BuildFinished: recorded('BuildFinished'),
    ImageBuildFinished: recorded('ImageBuildFinished'),
    StageBuildFinished: recorded('StageBuildFinished'),
    UnshallowFailed: unshallowFailed(recorded('BuildStarted')),
  };
}

/** An event as JSON: a line for each of its fields, and for each option. */
export function formatEvent(event: TelemetryEvent): string {
  const lines = Object.entries(event).map(([name, value]) => `  ${JSON.stringify(name)}: ${spaced(value)}`);
  return `{\n${lines.join(',\n')}\n}`;
}

function readRecordedEvents(): readonly TelemetryEvent[] {
  const requests = [...new Set(readEvents(RECORDING).map(({ request }) => request))];
  return requests.flatMap((request) => decodeTraceRequest(readRequest(RECORDING, request))).flatMap(pass);
}

function pass(span: Parameters<typeof eventOfSpan>[0]): readonly TelemetryEvent[] {
  const event = passWerfEvent(eventOfSpan(span));
  return event === undefined ? [] : [event];
}

/** No run was recorded in which it happened, so what the gate gets is made up. */
function unshallowFailed({ attributes, ...event }: TelemetryEvent): TelemetryEvent {
  const eventData = { errorMessage: 'unable to fetch', gitlabRunnerVersion: '', gitlabServerVersion: '' };
  const span = { ...event, eventType: 'UnshallowFailed' };
  const [passed] = pass(
    new Map<string, string | number>([
      ...Object.entries(span).flatMap(([name, value]) =>
        typeof value === 'object' ? [] : [[name, value] as [string, string | number]],
      ),
      ['eventData', JSON.stringify(eventData)],
      ['attributes', JSON.stringify(attributes)],
    ]),
  );
  if (passed === undefined) throw new Error('UnshallowFailed does not pass the gate');
  return passed;
}

/** Compact JSON with blanks, so that a reader can break it; a list of objects takes a line for each. */
function spaced(value: unknown, indent = '    '): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => `${indent}  ${spaced(item)}`);
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${spaced(field, '  ')}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
