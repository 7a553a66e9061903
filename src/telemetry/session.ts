// Composition: what telemetry does while werf runs. Loaded on demand, with all that it needs.
import { type CommandOption, describeCommand } from '../command/options.ts';
import type { Sender, SendResult } from '../net/otlp-sender.ts';
import type { Host } from '../system/host.ts';
import { untilAborted } from '../system/time-limit.ts';
import { type Adopt, adoptExecution } from './adopt.ts';
import { openEventLog } from './delivery/event-log.ts';
import { createEventQueue } from './delivery/event-queue.ts';
import { openSpool, type Spool } from './delivery/spool.ts';
import { isUnreachable, rememberUnreachable } from './delivery/unreachable.ts';
import { commandExited, commandStarted, type Execution, type TelemetryEvent } from './event.ts';
import { eventOfSpan, isVersion, passWerfEvent } from './gate.ts';
import { readOriginUrl } from './origin.ts';
import { decodeTraceRequest } from './otlp.ts';
import { originOfWorkflow, projectIdOf } from './project-id.ts';
import type { Relay } from './relay.ts';
import type { Delivery, EndedCommand, StartedCommand, TelemetrySettings } from './reported-command.ts';
import { readRunContext } from './run-context.ts';
import { newSpanIds } from './span-ids.ts';

export interface SessionParts {
  readonly host: Host;
  readonly settings: TelemetrySettings;
  readonly relay: Relay | undefined;
  readonly spoolPath: string | undefined;
  /** Aborts when telemetry may hold the step no longer. */
  readonly ending: AbortSignal;
}

export interface TelemetrySession {
  /** Reports a command's start, without waiting for its delivery. Resolves to whether it is one that is reported. */
  started(command: StartedCommand, executionId: string, token: string): Promise<boolean>;
  /** Reports the end of the command that was started last. */
  ended(command: EndedCommand): Promise<void>;
  /** Tries to deliver all that waits. */
  flush(): Promise<void>;
  /** The projectID of the command that was started last; empty where it has none. */
  projectId(): string;
  /** Lets go of everything, and says what became of the events. */
  close(): Promise<Delivery>;
}

/** How long git and `werf version` may still take after the command's end, in milliseconds: time is left to send. */
const CONTEXT_HOLD = 500;
/** In milliseconds: what comes within this time after a flush began goes out together, one request for a burst. */
const FLUSH_INTERVAL = 100;

interface RunningCommand {
  /** What is known of it so far; fixed once `completed` has resolved. */
  readonly execution: () => Execution;
  /** Completes the event of the start with what is known by then. */
  readonly stopAsking: () => void;
  readonly completed: Promise<void>;
}

/**
 * Reports the commands of a step, one after the other. A trouble of the log, the spool or the endpoint shows in the
 * delivery and in the debug log.
 * @returns methods that are to be called one at a time
 */
export function openSession({ host, settings, relay, spoolPath, ending }: SessionParts): TelemetrySession {
  const { endpoint, logFile } = settings;
  const { env, platform, arch, log } = host;
  const eventLog = logFile === undefined ? undefined : openEventLog(logFile);
  const spool = endpoint === undefined ? undefined : tryToOpenSpool(spoolPath, log.debug);
  let sender: Promise<Sender> | undefined;
  let wasUnreachable: boolean | undefined;
  let last: SendResult | undefined;
  let running: RunningCommand | undefined;

  const send = async (body: Uint8Array): Promise<SendResult> => {
    if (endpoint === undefined) return { kind: 'rejected', reason: 'WERF_TELEMETRY_TRACE_URL is not a URL' };
    wasUnreachable ??= isUnreachable(host, endpoint);
    if (wasUnreachable) return { kind: 'unavailable', reason: 'it was before in this job', answered: true };
    sender ??= import('./delivery/sender.ts').then(({ telemetrySender }) => telemetrySender(endpoint, env, host));
    return (await sender).send(body, ending);
  };
  const queue = createEventQueue({ log: eventLog, spool, send, newSpanIds: () => newSpanIds(host), debug: log.debug });
  let flushedAt = Number.NEGATIVE_INFINITY;
  let nextFlush: NodeJS.Timeout | undefined;
  const flush = async () => {
    clearTimeout(nextFlush);
    nextFlush = undefined;
    flushedAt = host.elapsed();
    last = await queue.flush(ending);
  };
  // Asked again when the time has come: the request under way may have failed meanwhile.
  const flushIfAvailable = () => {
    nextFlush = undefined;
    if (last?.kind !== 'unavailable') void flush();
  };
  const flushSoon = () => {
    if (last?.kind === 'unavailable' || nextFlush !== undefined) return;
    const pause = flushedAt + FLUSH_INTERVAL - host.elapsed();
    if (pause <= 0) void flush();
    else nextFlush = setTimeout(flushIfAvailable, pause).unref();
  };

  const relayed = (adopt: Adopt) => (body: Uint8Array) => {
    queue.addAll(readEvents(body, log.debug).flatMap((event) => adopt(event) ?? []));
    flushSoon();
  };

  return {
    started: async (started, executionID, token) => {
      running = undefined;
      const { command, reported, options } = describeCommand(started.words, started.userEnv, platform);
      if (reported) running = beginCommand(started, executionID, command, options);
      await relay?.accept(token, reported ? relayed(adoptExecution(command, executionID)) : () => undefined);
      return reported;
    },
    ended: async ({ endedAt, exitCode, durationMs }) => {
      if (running === undefined) return;
      const { execution, stopAsking, completed } = running;
      await relay?.settled();
      const timeout = setTimeout(stopAsking, CONTEXT_HOLD);
      await completed;
      clearTimeout(timeout);
      queue.add(commandExited(execution(), endedAt, exitCode, durationMs));
      flushSoon();
    },
    projectId: () => running?.execution().projectID ?? '',
    flush,
    close: async () => {
      clearTimeout(nextFlush);
      await (await sender?.catch(() => undefined))?.close();
      await queue.idle();
      const delivery = queue.delivery();
      eventLog?.close();
      spool?.close();
      if (!queue.isWaiting()) spool?.remove();
      if (endpoint !== undefined && last?.kind === 'unavailable' && !last.answered) rememberUnreachable(host, endpoint);
      return delivery;
    },
  };

  /** Holds the event of the start at once, so that it is kept whatever happens, and finds out the rest meanwhile. */
  function beginCommand(
    { startedAt, userEnv, workingDirectory, version }: StartedCommand,
    executionID: string,
    command: string,
    options: readonly CommandOption[],
  ): RunningCommand {
    const asking = new AbortController();
    const signal = AbortSignal.any([asking.signal, ending]);
    const context = readRunContext(userEnv, platform, arch);
    let execution: Execution = {
      executionID,
      projectID: projectIdOf(originOfWorkflow(env) ?? ''),
      command,
      attributes: context,
    };
    const complete = queue.hold(commandStarted(execution, startedAt, options));
    const learn = (news: Partial<Execution>) => {
      if (!signal.aborted) execution = { ...execution, ...news };
    };
    const answers = [
      readOriginUrl({ cwd: workingDirectory, env, platform, signal }).then((origin) => {
        if (origin !== undefined) learn({ projectID: projectIdOf(origin) });
      }),
      version.then((text) => {
        if (text !== undefined && isVersion(text)) learn({ attributes: { ...context, version: text } });
      }),
    ];
    return {
      execution: () => execution,
      stopAsking: () => asking.abort(),
      completed: Promise.race([Promise.all(answers), untilAborted(signal)]).then(() => {
        asking.abort();
        complete(commandStarted(execution, startedAt, options));
        flushSoon();
      }),
    };
  }
}

function tryToOpenSpool(path: string | undefined, debug: (message: string) => void): Spool | undefined {
  try {
    return path === undefined ? undefined : openSpool(path);
  } catch (error) {
    debug(`The telemetry spool cannot be opened: ${String(error)}`);
    return undefined;
  }
}

function readEvents(body: Uint8Array, debug: (message: string) => void): readonly TelemetryEvent[] {
  try {
    return decodeTraceRequest(body).flatMap((span) => passWerfEvent(eventOfSpan(span)) ?? []);
  } catch (error) {
    debug(`A request of werf's telemetry cannot be read: ${String(error)}`);
    return [];
  }
}
