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

/** What an output is where a step has nothing to say in it; empty for all others. JSON, so that `fromJSON` reads it. */
export const OUTPUT_DEFAULTS: Readonly<Partial<Record<OutputName, string>>> = {
  'telemetry-delivery': 'none',
  images: '{}',
  changes: '{}',
  'failed-resources': '[]',
};
