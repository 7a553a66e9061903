// Composition: the telemetry of a step, of which nothing heavy is loaded before werf runs.
import type { Environment } from '../system/environment.ts';
import type { Host } from '../system/host.ts';
import type { PrivateFolder } from '../system/private-folder.ts';
import { untilAborted, within } from '../system/time-limit.ts';
import { saveDestination } from './destination.ts';
import { spoolIn, startNotesIn } from './record-files.ts';
import { openRelay, type Relay } from './relay.ts';
import type { CommandTelemetry, StepTelemetry, TelemetryResult, TelemetrySettings } from './reported-command.ts';
import type { TelemetrySession } from './session.ts';
import { removeStartNotes, writeStartNote } from './start-notes.ts';

/** How long telemetry may hold the step after werf's end, in milliseconds: with what follows, 1 second (the contract). */
const FINISH_TIMEOUT_MS = 950;
/** How long what was aborted then may take to put its events into the spool, in milliseconds; mostly a few. */
const SPOOL_GRACE_MS = 50;
const NO_RESULT: TelemetryResult = { delivery: 'none', executionId: '', projectId: '' };

/** Telemetry that is off: werf is told so in the one word that every version understands, and nothing is loaded. */
export const TELEMETRY_OFF: StepTelemetry = {
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
  return new ReportedStep(host, settings, relay, path);
}

class ReportedStep implements StepTelemetry {
  readonly #host: Host;
  readonly #settings: TelemetrySettings;
  readonly #relay: Relay | undefined;
  readonly #spoolPath: string | undefined;
  readonly #startNotesPath: string | undefined;
  /** Aborts when telemetry may hold the step no longer. */
  readonly #ending = new AbortController();
  /** Loaded with the first command that runs. */
  #session: Promise<TelemetrySession> | undefined;
  #work: Promise<unknown> = Promise.resolve();
  #commandCount = 0;
  #lastExecutionId = '';
  #hasFailed = false;
  #hasEnded = false;
  #result: Promise<TelemetryResult> | undefined;

  constructor(host: Host, settings: TelemetrySettings, relay: Relay | undefined, folder: string | undefined) {
    this.#host = host;
    this.#settings = settings;
    this.#relay = relay;
    this.#spoolPath = folder === undefined ? undefined : spoolIn(folder);
    this.#startNotesPath = folder === undefined ? undefined : startNotesIn(folder);
  }

  command(): CommandTelemetry {
    const executionId = this.#host.uuid();
    const token = Buffer.from(this.#host.random(16)).toString('hex');
    this.#noteStart(executionId);
    return {
      variables: variablesOfWerf(this.#relay, token),
      started: (command) =>
        this.#next(async (session) => {
          this.#lastExecutionId = (await session.started(command, executionId, token)) ? executionId : '';
        }),
      ended: (command) => this.#next((session) => session.ended(command)),
    };
  }

  finish(): Promise<TelemetryResult> {
    this.#result ??= this.#finish();
    return this.#result;
  }

  async #finish(): Promise<TelemetryResult> {
    if (this.#session === undefined) {
      this.#relay?.close();
      this.#removeStartNotes();
      return NO_RESULT;
    }
    const wasInTime = await this.#flushInTime();
    this.#hasEnded = true;
    // With a reason, because making the default one costs a millisecond.
    this.#ending.abort('ended');
    this.#relay?.close();
    const session = await Promise.race([this.#session.catch(() => undefined), soon()]);
    if (session !== undefined) this.#removeStartNotes();
    const delivery = (await session?.close()) ?? 'failed';
    return {
      executionId: this.#lastExecutionId,
      projectId: session?.projectId() ?? '',
      delivery: this.#hasFailed || !wasInTime ? 'failed' : delivery,
    };
  }

  /** Does one thing after the other, in the order of the calls, and none once something went wrong. */
  #next(task: (session: TelemetrySession) => Promise<void>): void {
    this.#session ??= this.#openSession();
    const session = this.#session;
    this.#work = this.#work
      .then(async () => {
        const opened = await session;
        if (!this.#hasFailed && !this.#hasEnded) await task(opened);
      })
      .catch((error: unknown) => {
        this.#hasFailed = true;
        // Nobody would answer werf any more.
        this.#relay?.close();
        this.#host.log.debug(`Telemetry failed: ${String(error)}`);
      });
  }

  async #openSession(): Promise<TelemetrySession> {
    const { openSession } = await import('./session.ts');
    return openSession({
      host: this.#host,
      settings: this.#settings,
      relay: this.#relay,
      spoolPath: this.#spoolPath,
      ending: this.#ending.signal,
    });
  }

  /** Tries to deliver all that waits, and says whether that was over before telemetry had held the step long enough. */
  async #flushInTime(): Promise<boolean> {
    const deadline = setTimeout(() => this.#ending.abort('too late'), FINISH_TIMEOUT_MS);
    this.#next((session) => session.flush());
    const ended = this.#work.then(() => true);
    const late = untilAborted(this.#ending.signal).then(() => within(SPOOL_GRACE_MS, ended));
    const wasInTime = await Promise.race([ended, late]);
    clearTimeout(deadline);
    return wasInTime === true;
  }

  /** Notes that a command is about to start, for a step that is killed before it can keep its events. */
  #noteStart(executionID: string): void {
    const note = { index: this.#commandCount, executionID, startedAt: this.#host.now() };
    this.#commandCount += 1;
    try {
      if (this.#startNotesPath !== undefined) writeStartNote(this.#startNotesPath, note);
    } catch (error) {
      this.#host.log.debug(`The command cannot be noted for telemetry: ${String(error)}`);
    }
  }

  #removeStartNotes(): void {
    if (this.#startNotesPath !== undefined) removeStartNotes(this.#startNotesPath);
  }
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
