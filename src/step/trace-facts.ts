// Pure: what the step tells its trace of how it ended.
import type { CommandOutcome } from '../results/command-outcome.ts';
import type { CommandResult } from '../results/command-result.ts';
import { failedResources } from '../results/failure/failed-resources.ts';
import type { Problem } from '../results/failure/problems.ts';
import type { CommandFacts } from '../traces/command-span.ts';
import type { RolloutFacts } from '../traces/release-span.ts';
import type { StepFacts } from '../traces/step-span.ts';
import type { CommandResults } from './commands.ts';

/**
 * @param outcomes of the commands that ran; none where they could not be shown
 * @param failed whether something of the step failed, though no command did
 */
export function traceFacts(
  { results, error }: CommandResults,
  outcomes: readonly CommandOutcome[],
  failed: boolean,
  cancelled: boolean,
): StepFacts {
  const commands = results.flatMap((result, index) => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [commandFacts(result, outcome)];
  });
  const otherFailure = failed || outcomes.length < results.length ? '_OTHER' : undefined;
  return { commands, failure: error === undefined ? otherFailure : 'not_started', cancelled };
}

function commandFacts(result: CommandResult, outcome: CommandOutcome): CommandFacts {
  const { command, result: ended, exitCode, durationMs, build, deploy, errorTail, problems = [] } = outcome;
  return {
    command,
    // The step goes on, as after a success.
    result: ended === 'allowed' ? 'success' : ended,
    exitCode,
    startedAt: result.startedAt,
    durationMs,
    pid: result.pid,
    build,
    deploy,
    errorText: errorTail,
    failedObjects: failedResources(problems).map(nameState),
    rollout: rolloutFacts(result, problems),
  };
}

const nameState = ({ resource, state, reason }: Problem) => ({ name: resource, state, reason });

/** A rollout on the clock of the trace; undefined where werf did not come to one. */
function rolloutFacts(result: CommandResult, problems: readonly Problem[]): RolloutFacts | undefined {
  const { rollout, startedAt, startedElapsed } = result;
  if (rollout?.startedMs === undefined) return undefined;
  const time = (elapsed: number) => startedAt + Math.round(elapsed - startedElapsed);
  return {
    release: rollout.release,
    namespace: rollout.namespace,
    startTime: time(rollout.startedMs),
    endTime: time(rollout.endedMs),
    lockWaitedMs: rollout.lock?.waitedMs,
    waiting: problems.flatMap((problem) => {
      const { goal, row } = problem;
      return row === undefined ? [] : [{ ...nameState(problem), goal, startTime: time(row.waitedSinceMs) }];
    }),
  };
}
