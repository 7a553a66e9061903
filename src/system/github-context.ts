// Effect: the toolkit's context, which reads the event's file while it loads; only for `workflow-event.ts`.
export { context } from '@actions/github';
