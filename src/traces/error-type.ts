// Pure: what kind of failure werf's final error tells.
import { type CauseKind, finalError } from '../reports/failure/final-error.ts';
import { lastErrorLine } from '../werf/error-text.ts';
import { isSignal, KILLED } from '../werf/exit-code.ts';
import type { ErrorType } from './attributes.ts';

const TYPE_OF: Readonly<Record<CauseKind, ErrorType>> = {
  'not-ready': 'not_ready',
  timeout: 'timeout',
  refused: 'rejected',
  unwatched: 'rejected',
  webhook: 'rejected',
  'unknown-kind': 'rejected',
  immutable: 'validation',
  adoption: 'validation',
  invalid: 'validation',
  plan: 'validation',
  template: 'chart',
  config: 'config',
  build: 'build',
  registry: 'registry',
  cluster: 'cluster',
  unanswered: 'cluster',
  lock: 'locked',
  other: '_OTHER',
};

/** The errors that have no chain of contexts: of `plan --exit-code`, and of a command line that werf does not take. */
const PLAIN_ERRORS: ReadonlyArray<readonly [RegExp, ErrorType]> = [
  [/^Error: (?:changes planned|no resource changes planned)\b/, 'changes'],
  [/^Error: (?:unknown (?:command|flag|shorthand flag)\b|flag needs an argument\b|invalid argument ")/, 'usage'],
];

/**
 * What kind of failure it was. werf has no structured form of it, so its words decide, as `finalError` reads them; of
 * several errors the first one. What is not recognised is `_OTHER`.
 * @param exitCode one that is a failure: werf's, or 128 + the signal that ended it
 * @param errorText the end of what it wrote to stderr, without colours
 */
export function errorTypeOf(exitCode: number, errorText: string): ErrorType {
  if (exitCode === KILLED) return 'killed';
  const error = finalError(errorText);
  const line = error?.whole ?? lastErrorLine(errorText);
  if (/^(?:panic|fatal error): /.test(line)) return 'panic';
  const plain = PLAIN_ERRORS.find(([pattern]) => pattern.test(line))?.[1];
  const [cause] = error?.causes ?? [];
  const type = plain ?? (cause === undefined ? '_OTHER' : TYPE_OF[cause.kind]);
  return type === '_OTHER' && isSignal(exitCode) ? 'terminated' : type;
}
