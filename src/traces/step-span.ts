// Pure: what is known of a step in the end -> its span.
import type { Environment } from '../system/environment.ts';
import type { PhaseDetails, PhaseName } from '../system/phase.ts';
import { type ErrorType, type Result, SPAN, SPAN_NAME } from './attributes.ts';
import { type CommandFacts, errorTypeOfCommand } from './command-span.ts';
import { known, runUrl } from './resource.ts';
import type { SpanContent } from './span.ts';

/** A part of getting werf ready that ended. */
export interface EndedPhase {
  readonly name: PhaseName;
  /** In milliseconds since the epoch. */
  readonly startTime: number;
  readonly endTime: number;
  readonly failed: boolean;
  readonly details: PhaseDetails;
}

/** How a step ended. */
export interface StepFacts {
  readonly commands: readonly CommandFacts[];
  /** Why it failed, where no command of werf did. */
  readonly failure?: 'not_started' | '_OTHER' | undefined;
  readonly cancelled: boolean;
}

export interface StepSpanParts {
  readonly facts: StepFacts;
  readonly phases: readonly EndedPhase[];
  readonly env: Environment;
  readonly runId: string;
  readonly startTime: number;
  readonly endTime: number;
}

const PHASE_NAMES: Readonly<Record<PhaseName, string>> = {
  ready: SPAN_NAME.ready,
  install: SPAN_NAME.install,
  'ci-env': SPAN_NAME.ciEnv,
};
const PHASE_ERRORS: Readonly<Record<PhaseName, ErrorType>> = {
  ready: '_OTHER',
  install: 'install',
  'ci-env': 'ci_env',
};

/** The span of the step, with getting ready below it; the commands have spans of their own. */
export function stepSpan({ facts, phases, env, runId, startTime, endTime }: StepSpanParts): SpanContent {
  const { result, errorType } = verdict(facts, phases);
  return {
    name: SPAN_NAME.step,
    type: 'step',
    startTime,
    endTime,
    attributes: known({
      [SPAN.taskName]: taskName(env),
      [SPAN.taskRunId]: runId,
      [SPAN.taskRunUrl]: runUrl(env),
      [SPAN.taskResult]: result,
    }),
    errorType,
    children: readySpans(phases, facts.cancelled),
  };
}

interface Verdict {
  readonly result: Result;
  readonly errorType?: ErrorType | undefined;
}

function verdict({ commands, failure, cancelled }: StepFacts, phases: readonly EndedPhase[]): Verdict {
  if (cancelled) return { result: 'cancellation' };
  const failedCommand = commands.find((command) => command.result === 'failure');
  if (failedCommand !== undefined) return { result: 'failure', errorType: errorTypeOfCommand(failedCommand) };
  const unready = errorOfReady(phases);
  if (unready !== undefined) return { result: 'error', errorType: unready };
  if (failure !== undefined) return { result: failure === 'not_started' ? 'error' : 'failure', errorType: failure };
  return { result: 'success' };
}

/** Getting ready fails with the part of it that failed. */
function errorOfReady(phases: readonly EndedPhase[]): ErrorType | undefined {
  const failed = phases.filter((phase) => phase.failed);
  const part = failed.find(({ name }) => name !== 'ready') ?? failed[0];
  return part === undefined ? undefined : PHASE_ERRORS[part.name];
}

function readySpans(phases: readonly EndedPhase[], cancelled: boolean): readonly SpanContent[] {
  const spanOf = ({ name, startTime, endTime, failed, details }: EndedPhase): SpanContent => ({
    name: PHASE_NAMES[name],
    type: name,
    startTime,
    endTime,
    attributes: known({ [SPAN.werfVersion]: details.version, [SPAN.installCached]: details.cached }),
    // What a cancellation interrupted has not failed by itself.
    errorType: failed && !cancelled ? (name === 'ready' ? errorOfReady(phases) : PHASE_ERRORS[name]) : undefined,
  });
  const parts = phases.filter(({ name }) => name !== 'ready').map(spanOf);
  return phases.filter(({ name }) => name === 'ready').map((ready) => ({ ...spanOf(ready), children: parts }));
}

/** Job and step, such as `deploy/werf`. A step without an id of its own has one of the runner's, such as `__self`. */
function taskName({ GITHUB_JOB: job = '', GITHUB_ACTION: step = '' }: Environment): string {
  return [job, step.replace(/^__/, '')].filter((part) => part !== '').join('/') || SPAN_NAME.step;
}
