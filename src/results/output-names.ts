// Pure: the names of the outputs.

/** The names of all outputs, as in action.yml. */
export const OUTPUT_NAMES = [
  'exit-code',
  'duration-ms',
  'execution-id',
  'project-id',
  'telemetry',
  'telemetry-delivery',
  'trace-id',
  'werf-path',
  'werf-version',
  'images',
  'release',
  'namespace',
  'revision',
  'deploy-status',
  'failed-resources',
  'stdout',
  'changes',
  'has-changes',
  'comment-url',
] as const;

export type OutputName = (typeof OUTPUT_NAMES)[number];
