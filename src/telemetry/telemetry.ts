// Composition: the telemetry of a step, of which nothing heavy is loaded before werf runs.
import type { Environment } from '../system/environment.ts';
import type { Host } from '../system/host.ts';
import type { PrivateFolder } from '../system/private-folder.ts';
import { untilAborted, within } from '../system/time-limit.ts';
import { saveDestination } from './destination.ts';
import { spoolIn, startNotesIn } from './record-files.ts';
import { openRelay, type Relay } from './relay.ts';
import type { StepTelemetry, TelemetryResult, TelemetrySettings } from './reported-command.ts';
import type { TelemetrySession } from './session.ts';
import { removeStartNotes, writeStartNote } from './start-notes.ts';

/** How long telemetry may hold the step after werf's end, in milliseconds: with what follows, 1 second (the contract). */
const HOLD = 950;
/** How long what was aborted then may take to put its events into the spool, in milliseconds; mostly a few. */
const LAST_NOTES = 50;
const NO_RESULT: TelemetryResult = { delivery: 'none', executionId: '', projectId: '' };

/** Telemetry that is off: werf is told so in the one word that every version understands, and nothing is loaded. */
export const telemetryOff: StepTelemetry = {
  command: () => ({ variables: { WERF_TELEMETRY: '0' }, started: () => undefined, ended: () => undefined }),
  finish: async () => NO_RESULT,
};

/** Telemetry that is on. A trouble of its own goes to the debug log and to the delivery, and nowhere else. */
export async function startTelemetry(
  host: Host,
  settings: TelemetrySettings,
  folder: PrivateFolder,
): Promise<StepTelemetry> {
  const relay = await tryTo(host, 'relay', openRelay);
  const path = await tryTo(host, 'spool', async () => {
    const made = folder.path();
    saveDestination(host, settings);
    return made;
  });
  const spoolPath = path === undefined ? undefined : spoolIn(path);
  const startNotesPath = path === undefined ? undefined : startNotesIn(path);
  const ending = new AbortController();
  let session: Promise<TelemetrySession> | undefined;
  let work: Promise<unknown> = Promise.resolve();
  let begun = 0;
  let used = false;
  let lastExecutionId = '';
  let broken = false;
  let closed = false;

  /** Does one thing after the other, in the order of the calls, and none once something went wrong. */
  const next = (task: (session: TelemetrySession) => Promise<void>) => {
    work = work
      .then(async () => {
        session ??= import('./session.ts').then(({ openSession }) =>
          openSession({ host, settings, relay, spoolPath, ending: ending.signal }),
        );
        if (!broken && !closed) await task(await session);
      })
      .catch((error: unknown) => {
        broken = true;
        // Nobody would answer werf any more.
        relay?.close();
        host.log.debug(`Telemetry failed: ${String(error)}`);
      });
  };

  return {
    command: () => {
      const executionId = host.uuid();
      const token = Buffer.from(host.random(16)).toString('hex');
      const note = { index: begun, executionID: executionId, startedAt: host.now() };
      begun += 1;
      try {
        if (startNotesPath !== undefined) writeStartNote(startNotesPath, note);
      } catch (error) {
        host.log.debug(`The command cannot be noted for telemetry: ${String(error)}`);
      }
      return {
        variables: variablesOfWerf(relay, token),
        started: (command) => {
          used = true;
          next(async (session) => {
            lastExecutionId = (await session.started(command, executionId, token)) ? executionId : '';
          });
        },
        ended: (command) => next((session) => session.ended(command)),
      };
    },
    finish: async () => {
      if (!used) {
        relay?.close();
        if (startNotesPath !== undefined) removeStartNotes(startNotesPath);
        return NO_RESULT;
      }
      const deadline = setTimeout(() => ending.abort('too late'), HOLD);
      next((session) => session.flush());
      const ended = work.then(() => true);
      const inTime = await Promise.race([ended, untilAborted(ending.signal).then(() => within(LAST_NOTES, ended))]);
      clearTimeout(deadline);
      closed = true;
      // With a reason, because making the default one costs a millisecond.
      ending.abort('ended');
      relay?.close();
      const opened = await Promise.race([session?.catch(() => undefined), soon()]);
      if (opened !== undefined && startNotesPath !== undefined) removeStartNotes(startNotesPath);
      const delivery = (await opened?.close()) ?? 'failed';
      return {
        executionId: lastExecutionId,
        projectId: opened?.projectId() ?? '',
        delivery: broken || inTime !== true ? 'failed' : delivery,
      };
    },
  };
}

/**
 * What werf is told: to send its events to the relay. The job's `OTEL_*` stay as they are, because a `werf.yaml` may read
 * them: what werf's exporter makes of them ends at the relay.
 */
function variablesOfWerf(relay: Relay | undefined, token: string): Environment {
  if (relay === undefined) return { WERF_TELEMETRY: '0' };
  return { WERF_TELEMETRY: '1', WERF_TELEMETRY_TRACE_URL: relay.url(token), WERF_TELEMETRY_LOG_FILE: undefined };
}

async function tryTo<Result>(host: Host, what: string, task: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await task();
  } catch (error) {
    host.log.debug(`The telemetry ${what} cannot be opened: ${String(error)}`);
    return undefined;
  }
}

const soon = () => new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)));
