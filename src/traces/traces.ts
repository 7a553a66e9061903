// Composition: the user's own trace of a step, where the input `traces` asks for one.
import { commandName } from '../command/name.ts';
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import type { Host } from '../system/host.ts';
import type { PhaseDetails, RunPhase } from '../system/phase.ts';
import { within } from '../system/time-limit.ts';
import { pullRequestEvent } from '../system/workflow-event.ts';
import { SPAN_NAME } from './attributes.ts';
import { commandSpan } from './command-span.ts';
import { previousAttempt, rootSpanIdOf, runAttempt, traceIdOf } from './ids.ts';
import { resourceAttributes } from './resource.ts';
import { type TraceSettings, traceSettings } from './settings.ts';
import { type EndedPhase, type StepFacts, stepSpan } from './step-span.ts';
import { type OpenSpan, openTracer, type StepTracer } from './tracer.ts';

export interface StepTraces {
  readonly traceId: string;
  /** Notes how long a part of getting werf ready takes, and whether it fails. */
  readonly phase: RunPhase;
  /**
   * Begins the span of a command.
   * @param startTime in milliseconds since the epoch
   * @returns variables for its werf; an undefined one is taken away
   */
  command(words: CommandWords, startTime: number): Environment;
  /** Called once werf runs: loads what sending takes, and asks git when the commit was made. */
  prepareToSend(workingDirectory: string): void;
  /**
   * Sends the trace, for at most 2 seconds; less where that was in vain before in this job. Only the first call counts.
   * Never rejects.
   * @param facts with as many commands as were begun, or fewer
   * @param version what werf says of itself
   */
  finish(facts: StepFacts, version?: Promise<string | undefined>): Promise<void>;
}

/** How long sending may hold the step, in milliseconds: with what surrounds it, 2 seconds (the action's contract). */
const EXPORT_TIMEOUT_MS = 1_900;
/** The same after a cancellation, when the runner's patience is nearly over. */
const CANCELLED_EXPORT_TIMEOUT_MS = 900;
/** How long git and werf may still take for answers that are there within milliseconds, in milliseconds. */
const ANSWER_TIMEOUT_MS = 200;

/**
 * Opens the trace of a step, and says in the log where it goes.
 * @param startTime of the step, in milliseconds since the epoch
 * @param cancelled aborts where the step is cancelled
 * @returns undefined where no trace is made: the user turned them off by a variable, or named no collector
 */
export async function openTraces(
  host: Host,
  startTime: number,
  cancelled: AbortSignal,
): Promise<StepTraces | undefined> {
  const { settings, off, notices, secrets } = traceSettings(host.env);
  for (const secret of secrets) host.log.mask(secret);
  for (const notice of notices) host.log.notice(notice);
  if (off !== undefined) host.log.info(`Traces: off (${off}).`);
  if (settings === undefined) return undefined;
  try {
    const event = await pullRequestEvent(host.env, host.log);
    const tracer = openStepTracer(host, settings, startTime, event?.headCommit);
    return createTraces(host, settings, tracer, startTime, cancelled);
  } catch (error) {
    host.log.notice(`No trace is sent: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

function openStepTracer(host: Host, settings: TraceSettings, startTime: number, headCommit?: string): StepTracer {
  const { env, log, random } = host;
  const run = runAttempt(env);
  const previous = run && previousAttempt(run);
  const tracer = openTracer(
    {
      resource: resourceAttributes(env, settings.resource, headCommit),
      sampler: settings.sampler,
      parent: { TRACEPARENT: env['TRACEPARENT'], TRACESTATE: env['TRACESTATE'] },
      traceId: run && traceIdOf(run),
      link: previous && { traceId: traceIdOf(previous), spanId: rootSpanIdOf(previous) },
      random,
    },
    SPAN_NAME.step,
    startTime,
  );
  if (tracer.parentIsBroken) log.notice('TRACEPARENT is not heeded: it is not a traceparent of W3C Trace Context.');
  const fate = tracer.sampled ? `to ${settings.endpoint.host}` : 'but not kept, as the sampler decided';
  log.info(`Traces: on (input traces), ${fate}. Trace id: ${tracer.traceId}`);
  return tracer;
}

function createTraces(
  host: Host,
  settings: TraceSettings,
  tracer: StepTracer,
  startTime: number,
  cancelled: AbortSignal,
): StepTraces {
  const { env, log } = host;
  const phases: EndedPhase[] = [];
  const commands: OpenSpan[] = [];
  const ending = new AbortController();
  let commitTime: Promise<number | undefined> | undefined;
  let finished = false;

  const send = async (facts: StepFacts, version?: Promise<string | undefined>) => {
    const begun = host.elapsed();
    const [knownTime, knownVersion] = await Promise.all([
      within(ANSWER_TIMEOUT_MS, orUnknown(commitTime)),
      within(ANSWER_TIMEOUT_MS, orUnknown(version)),
    ]);
    const parts = { facts, phases, env, runId: host.uuid(), startTime, endTime: host.now() };
    tracer.step.complete(stepSpan(parts));
    for (const [index, command] of facts.commands.entries()) {
      commands[index]?.complete(commandSpan({ ...command, commitTime: knownTime, version: knownVersion }));
    }
    const { sendTrace } = await loadSending();
    const hold = (cancelled.aborted ? CANCELLED_EXPORT_TIMEOUT_MS : EXPORT_TIMEOUT_MS) - (host.elapsed() - begun);
    const cancellation = { signal: cancelled, rest: CANCELLED_EXPORT_TIMEOUT_MS };
    await sendTrace(host, settings, tracer, { all: Math.max(0, hold), cancellation });
  };

  return {
    traceId: tracer.traceId,
    phase: async (name, part, describe) => {
      const start = host.now();
      const note = (failed: boolean, details: PhaseDetails = {}) =>
        phases.push({ name, startTime: start, endTime: host.now(), failed, details });
      try {
        const result = await part();
        note(false, describe?.(result));
        return result;
      } catch (error) {
        note(true);
        throw error;
      }
    },
    command: (words, start) => {
      const span = tracer.start(commandName(words), start);
      commands.push(span);
      return span.variables;
    },
    prepareToSend: (workingDirectory) => {
      if (!tracer.sampled || commitTime !== undefined) return;
      commitTime = import('../programs/git.ts')
        .then(({ timeOfHead }) =>
          timeOfHead({ cwd: workingDirectory, env, platform: host.platform, signal: ending.signal }),
        )
        // Here, because it is asked for only after werf has ended.
        .catch(() => undefined);
      loadSending().catch(() => undefined);
    },
    finish: async (facts, version) => {
      if (finished) return;
      finished = true;
      try {
        if (tracer.sampled) await send(facts, version);
      } catch (error) {
        log.notice(`The trace of this step could not be sent: ${error instanceof Error ? error.message : error}`);
      } finally {
        ending.abort('ended');
      }
    },
  };
}

/** An answer that is not to be had is not worth a trace. */
const orUnknown = async <T>(answer: Promise<T> | undefined) => answer?.catch(() => undefined);

const loadSending = () => import('./send-trace.ts');
