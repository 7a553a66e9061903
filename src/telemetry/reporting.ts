// Composition: what telemetry does while werf runs. Loaded on demand, with all that it needs.
import { type CommandOption, describeCommand, isKnownCommand, isKnownOption } from '../command/options.ts';
import { readRunContext } from '../context/ci.ts';
import { readOriginUrl } from '../context/git.ts';
import { originOfWorkflow, projectIdOf } from '../context/project.ts';
import type { runHelper } from '../helper-process.ts';
import type { Host } from '../host.ts';
import { commandExited, commandStarted, type Execution, type TelemetryEvent } from './event.ts';
import { openEventLog } from './event-log.ts';
import { type Adopt, adoptExecution } from './executions.ts';
import { eventOfSpan, hashImage, isVersion, passGate } from './gate.ts';
import { decodeTraceRequest } from './otlp.ts';
import type { Relay } from './relay.ts';
import { createReporter, type Delivery } from './reporter.ts';
import type { Outcome, Sender } from './sender.ts';
import { newSpanIds } from './span-ids.ts';
import { openSpool, type Spool } from './spool.ts';
import type { EndedCommand, StartedCommand, TelemetrySettings } from './step-telemetry.ts';
import { isUnreachable, rememberUnreachable } from './unreachable.ts';

export interface ReportingParts {
  readonly host: Host;
  readonly settings: TelemetrySettings;
  readonly relay: Relay | undefined;
  readonly spoolPath: string | undefined;
  /** Runs helper commands; handed in, because the step has loaded it already. */
  readonly runHelper: typeof runHelper;
  /** Aborts when telemetry may hold the step no longer. */
  readonly ending: AbortSignal;
}

export interface Reporting {
  /** Reports a command's start. Resolves, without waiting for its delivery, to its projectID; undefined where none is reported. */
  started(command: StartedCommand, executionId: string, token: string): Promise<string | undefined>;
  /** Reports the end of the command that was started last. */
  ended(command: EndedCommand): Promise<void>;
  /** Tries to deliver all that waits. */
  flush(): Promise<void>;
  /** Lets go of everything, and says what became of the events. */
  close(): Promise<Delivery>;
}

/** How long `werf version` may still take after the command's end, in milliseconds, so that time is left to send. */
const VERSION_HOLD = 500;
const NAMES = { isKnownCommand, isKnownOption };

interface RunningCommand {
  readonly execution: Execution;
  /** Completes the event of the start without waiting for the version any longer. */
  readonly giveUpOnVersion: () => void;
  readonly completed: Promise<void>;
  /** The execution with all that is known in the end. */
  known: Execution;
}

export function openReporting(parts: ReportingParts): Reporting {
  const { host, settings, relay, spoolPath, ending } = parts;
  const { endpoint, logFile } = settings;
  const { env, platform, arch, log } = host;
  const eventLog = logFile === undefined ? undefined : openEventLog(logFile);
  const spool = endpoint === undefined ? undefined : tryToOpenSpool(spoolPath, log.debug);
  let sender: Promise<Sender> | undefined;
  let last: Outcome | undefined;
  let running: RunningCommand | undefined;

  const send = async (body: Uint8Array): Promise<Outcome> => {
    if (endpoint === undefined) return { kind: 'rejected', reason: 'WERF_TELEMETRY_TRACE_URL is not a URL' };
    if (isUnreachable(host, endpoint))
      return { kind: 'unavailable', reason: 'it was before in this job', answered: true };
    sender ??= import('./sender.ts').then(({ createSender }) => createSender(endpoint, env, host.now));
    return (await sender).send(body, ending);
  };
  const reporter = createReporter({ log: eventLog, spool, send, newSpanIds: () => newSpanIds(host), debug: log.debug });
  const flush = async () => {
    last = await reporter.flush(ending);
  };
  const flushUnlessUnavailable = () => {
    if (last?.kind !== 'unavailable') void flush();
  };

  const relayed = (adopt: Adopt) => (body: Uint8Array) => {
    for (const event of readEvents(body, log.debug)) {
      const adopted = adopt(event);
      if (adopted !== undefined) reporter.add(adopted);
    }
    flushUnlessUnavailable();
  };

  return {
    started: async ({ words, startedAt, userEnv, workingDirectory, version }, executionID, token) => {
      running = undefined;
      const { command, reported, options } = describeCommand(words, userEnv, platform);
      if (!reported) {
        await relay?.accept(token, () => undefined);
        return undefined;
      }
      const helperOptions = { cwd: workingDirectory, env, platform, signal: ending };
      const origin =
        (await readOriginUrl((args) => parts.runHelper('git', args, helperOptions))) ?? originOfWorkflow(env);
      const projectID = origin === undefined ? '' : projectIdOf(origin);
      const attributes = readRunContext(userEnv, platform, arch);
      running = beginCommand({ executionID, projectID, command, attributes }, startedAt, options, version);
      await relay?.accept(token, relayed(adoptExecution(command, executionID)));
      return projectID;
    },
    ended: async ({ endedAt, exitCode, durationMs }) => {
      if (running === undefined) return;
      await relay?.settled();
      const timeout = setTimeout(running.giveUpOnVersion, VERSION_HOLD);
      await running.completed;
      clearTimeout(timeout);
      reporter.add(commandExited(running.known, endedAt, exitCode, durationMs));
      flushUnlessUnavailable();
    },
    flush,
    close: async () => {
      await (await sender?.catch(() => undefined))?.close();
      await reporter.idle();
      const delivery = reporter.delivery();
      eventLog?.close();
      spool?.close();
      if (delivery !== 'spooled') spool?.remove();
      if (endpoint !== undefined && last?.kind === 'unavailable' && !last.answered) rememberUnreachable(host, endpoint);
      return delivery;
    },
  };

  function beginCommand(
    execution: Execution,
    startedAt: number,
    options: readonly CommandOption[],
    version: Promise<string | undefined>,
  ): RunningCommand {
    const complete = reporter.hold(commandStarted(execution, startedAt, options));
    const given = Promise.withResolvers<undefined>();
    const command: RunningCommand = {
      execution,
      known: execution,
      giveUpOnVersion: () => given.resolve(undefined),
      completed: Promise.race([version, given.promise]).then((text) => {
        if (text !== undefined && isVersion(text)) {
          command.known = { ...execution, attributes: { ...execution.attributes, version: text } };
        }
        complete(commandStarted(command.known, startedAt, options));
        flushUnlessUnavailable();
      }),
    };
    return command;
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
    return decodeTraceRequest(body).flatMap((span) => passGate(eventOfSpan(span), NAMES, hashImage) ?? []);
  } catch (error) {
    debug(`A request of werf's telemetry cannot be read: ${String(error)}`);
    return [];
  }
}
