// Composition: what telemetry does while werf runs. Loaded on demand, with all that it needs.
import { describeCommand } from '../command/options.ts';
import type { Sender, SendResult } from '../net/otlp-sender.ts';
import { isUnreachable, rememberUnreachable } from '../net/unreachable.ts';
import type { Host } from '../system/host.ts';
import { untilAborted } from '../system/time-limit.ts';
import { type Adopt, adoptExecution } from './adopt.ts';
import { openEventLog } from './delivery/event-log.ts';
import { EventQueue } from './delivery/event-queue.ts';
import { FlushPacer } from './delivery/flush-pacer.ts';
import { openSpool, type Spool } from './delivery/spool.ts';
import type { TelemetryEvent } from './event.ts';
import { eventOfSpan, passWerfEvent } from './gate.ts';
import { decodeTraceRequest } from './otlp.ts';
import type { Relay } from './relay.ts';
import type { Delivery, EndedCommand, StartedCommand, TelemetrySettings } from './reported-command.ts';
import { RunningCommand } from './running-command.ts';
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

/**
 * Reports the commands of a step, one after the other. A trouble of the log, the spool or the endpoint shows in the
 * delivery and in the debug log.
 * @returns methods that are to be called one at a time
 */
export function openSession({ host, settings, relay, spoolPath, ending }: SessionParts): TelemetrySession {
  const { endpoint, logFile } = settings;
  const { platform, log } = host;
  const eventLog = logFile === undefined ? undefined : openEventLog(logFile);
  const spool = endpoint === undefined ? undefined : tryToOpenSpool(spoolPath, log.debug);
  const endpointSender = senderTo(endpoint, host, ending);
  const { send } = endpointSender;
  const queue = new EventQueue({ log: eventLog, spool, send, newSpanIds: () => newSpanIds(host), debug: log.debug });
  const pacer = new FlushPacer(queue, host.elapsed, ending);
  let running: RunningCommand | undefined;

  const relayed = (adopt: Adopt) => (body: Uint8Array) => {
    queue.addAll(readEvents(body, log.debug).flatMap((event) => adopt(event) ?? []));
    pacer.flushSoon();
  };

  return {
    started: async (started, executionID, token) => {
      running = undefined;
      const use = describeCommand(started.words, started.userEnv, platform);
      if (use.reported) {
        running = new RunningCommand(host, queue, started, executionID, use, ending);
        // Who waits for it in the end gets the error.
        running.completed.then(() => pacer.flushSoon()).catch(() => undefined);
      }
      await relay?.accept(token, use.reported ? relayed(adoptExecution(use.command, executionID)) : () => undefined);
      return use.reported;
    },
    ended: async (ended) => {
      if (running === undefined) return;
      await relay?.settled();
      await running.end(ended);
      pacer.flushSoon();
    },
    projectId: () => running?.projectId ?? '',
    flush: () => pacer.flush(),
    close: async () => {
      pacer.stop();
      await endpointSender.close();
      await queue.idle();
      const delivery = queue.delivery();
      eventLog?.close();
      spool?.close();
      if (!queue.isWaiting()) spool?.remove();
      const { lastResult } = pacer;
      const gaveNoAnswer = lastResult?.kind === 'unavailable' && !lastResult.answered;
      if (endpoint !== undefined && gaveNoAnswer) rememberUnreachable(host, endpoint, 'telemetry');
      return delivery;
    },
  };
}

/** Sends to an endpoint, whose sender is loaded for the first request. */
function senderTo(endpoint: URL | undefined, host: Host, ending: AbortSignal) {
  let sender: Promise<Sender> | undefined;
  let loaded: Sender | undefined;
  let wasUnreachable: boolean | undefined;
  const load = async () => {
    const { telemetrySender } = await import('./delivery/sender.ts');
    loaded = telemetrySender(endpoint as URL, host.env, host);
    return loaded;
  };
  return {
    send: async (body: Uint8Array): Promise<SendResult> => {
      if (endpoint === undefined) return { kind: 'rejected', reason: 'WERF_TELEMETRY_TRACE_URL is not a URL' };
      wasUnreachable ??= isUnreachable(host, endpoint);
      if (wasUnreachable) return { kind: 'unavailable', reason: 'it was before in this job', answered: true };
      sender ??= load();
      const ready = loaded ?? (await Promise.race([sender, untilAborted(ending)]));
      // The events are kept: a busy machine that has not loaded the sender by now leaves them to the post step.
      return (
        ready?.send(body, ending) ?? { kind: 'unavailable', reason: 'no time was left to send it', answered: true }
      );
    },
    close: async (): Promise<void> => {
      await loaded?.close();
    },
  };
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
