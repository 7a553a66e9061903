// Pure: which of the events that werf reports itself belong to the step's command, and under which id they go on.
import type { TelemetryEvent } from './event.ts';

/** Takes an event of werf's and returns it as it goes on, or undefined where the action has reported it itself. */
export type Adopt = (event: TelemetryEvent) => TelemetryEvent | undefined;

/**
 * Joins werf's events to the ones of the action. The main execution is the first whose command is the step's: its own
 * start and exit are left out, because the action sends them, and its other events go on under the action's id. Events
 * of other werf processes, such as `werf host cleanup`, pass as they are.
 * @param command the step's command, as the action reports it
 * @param executionId the action's id for it
 */
export function adoptExecution(command: string, executionId: string): Adopt {
  let main: string | undefined;
  return (event) => {
    if (main === undefined && event.command === command) main = event.executionID;
    if (event.executionID !== main) return event;
    if (event.eventType === 'CommandStarted' || event.eventType === 'CommandExited') return undefined;
    return { ...event, executionID: executionId };
  };
}
