// A step whose telemetry is looked at, on a machine that may be too busy to send it in the second that it has.
import type { Collector, ReceivedEvent } from './collector.ts';
import type { Job, StepResult } from './runner.ts';

/** A step that got no core for its second has not even kept its events, and says that they failed. */
const TRIES = 3;

/**
 * Runs a step, again where its telemetry failed, and its post step where events were left to it: what came is then all that
 * there is. A step whose werf ends at once loads all that sends in telemetry's second, which a busy machine may not do.
 * @returns the step; with the delivery `delivered` where the post step says so
 */
export async function stepWithPost(
  job: Job,
  inputs: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
): Promise<StepResult> {
  let step = await job.step(inputs, env);
  for (let tries = 1; tries < TRIES && step.outputs['telemetry-delivery'] === 'failed'; tries += 1) {
    step = await job.step(inputs, env);
  }
  if (step.outputs['telemetry-delivery'] !== 'spooled') return step;
  const { stdout } = await job.post(step, inputs, { ...env, RUNNER_DEBUG: '1' });
  const [, delivery = 'spooled'] = /Telemetry of the main step: (\w+)/.exec(stdout) ?? [];
  return { ...step, outputs: { ...step.outputs, 'telemetry-delivery': delivery } };
}

/** The events that came, each once: the post step also sends what came, but whose answer was too late. */
export const eventsAt = (collector: Collector): readonly ReceivedEvent[] => [
  ...new Map(collector.events().map((event) => [event.spanId, event])).values(),
];
