// Effect: a command that runs, of which git and the binary are still asked what its events say.
import type { CommandUse } from '../command/options.ts';
import type { Host } from '../system/host.ts';
import { untilAborted } from '../system/time-limit.ts';
import type { EventQueue } from './delivery/event-queue.ts';
import { commandExited, commandStarted, type Execution } from './event.ts';
import { isVersion } from './gate.ts';
import { readOriginUrl } from './origin.ts';
import { originOfWorkflow, projectIdOf } from './project-id.ts';
import type { EndedCommand, StartedCommand } from './reported-command.ts';
import { readRunContext } from './run-context.ts';

/** How long git and `werf version` may still take after the command's end, in milliseconds: time is left to send. */
const CONTEXT_TIMEOUT_MS = 500;

const ignore = () => undefined;

/** Reports the start and the end of one command. */
export class RunningCommand {
  readonly #queue: EventQueue;
  readonly #asking = new AbortController();
  readonly #completed: Promise<void>;
  /** What is known so far; fixed once `#completed` has resolved. */
  #execution: Execution;

  /**
   * Holds the event of the start at once, so that it is kept whatever happens, and finds out the rest meanwhile.
   * @param ending aborts when telemetry may hold the step no longer
   */
  constructor(
    { env, platform, arch }: Host,
    queue: EventQueue,
    started: StartedCommand,
    executionID: string,
    { command, options }: CommandUse,
    ending: AbortSignal,
  ) {
    this.#queue = queue;
    const projectID = projectIdOf(originOfWorkflow(env) ?? '');
    const attributes = readRunContext(started.userEnv, platform, arch);
    this.#execution = { executionID, projectID, command, attributes };
    const complete = queue.hold(commandStarted(this.#execution, started.startedAt, options));
    const signal = AbortSignal.any([this.#asking.signal, ending]);
    const learn = (news: Partial<Execution>) => {
      if (!signal.aborted) this.#execution = { ...this.#execution, ...news };
    };
    // A question that fails costs its answer alone.
    const answers = [
      readOriginUrl({ cwd: started.workingDirectory, env, platform, signal }).then((origin) => {
        if (origin !== undefined) learn({ projectID: projectIdOf(origin) });
      }, ignore),
      started.version.then((version) => {
        if (version !== undefined && isVersion(version)) learn({ attributes: { ...attributes, version } });
      }, ignore),
    ];
    this.#completed = Promise.race([Promise.all(answers), untilAborted(signal)]).then(() => {
      this.#asking.abort();
      complete(commandStarted(this.#execution, started.startedAt, options));
    });
  }

  get projectId(): string {
    return this.#execution.projectID;
  }

  /** Resolves when all that is known of the start has been found out. */
  get completed(): Promise<void> {
    return this.#completed;
  }

  /** Adds the event of the end, after the one of the start. */
  async end({ endedAt, exitCode, durationMs }: EndedCommand): Promise<void> {
    const timeout = setTimeout(() => this.#asking.abort(), CONTEXT_TIMEOUT_MS);
    await this.#completed;
    clearTimeout(timeout);
    this.#queue.add(commandExited(this.#execution, endedAt, exitCode, durationMs));
  }
}
