// Pure: the names of the inputs.

/** The names of all inputs, as in action.yml. */
export const INPUT_NAMES = [
  'command',
  'working-directory',
  'werf-path',
  'version',
  'version-file',
  'group',
  'channel',
  'trdl-url',
  'trdl-root-version',
  'trdl-root-sha512',
  'ci-env',
  'kubeconfig',
  'github-token',
  'comment-on-pr',
  'comment-id',
  'telemetry',
  'telemetry-url',
  'telemetry-log-file',
  'traces',
  'output-file',
  'allowed-exit-codes',
  'summary',
  'workflow-commands',
] as const;

export type InputName = (typeof INPUT_NAMES)[number];
