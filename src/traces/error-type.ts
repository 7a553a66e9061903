// Pure: what kind of failure werf's final error tells.
import { type CauseKind, finalError } from '../reports/failure/final-error.ts';
import { CHANGES_WORDS, RELEASE_WORDS } from '../reports/plan-outcome.ts';
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

/** Of a command line that werf does not take. */
const USAGE = /^Error: (?:unknown (?:command|flag|shorthand flag)\b|flag needs an argument\b|invalid argument ")/;

/**
 * What kind of failure it was. werf has no structured form of it, so its words decide, as `finalError` reads them; of
 * several errors the first one. What is not recognised is `_OTHER`.
 * @param exitCode one that is a failure: werf's, or 128 + the signal that ended it
 * @param errorText the end of what it wrote to stderr, without colours
 */
export function errorTypeOf(exitCode: number, errorText: string): ErrorType {
  if (exitCode === KILLED) return 'killed';
  const error = finalError(errorText);
  const last = lastErrorLine(errorText);
  const line = error?.whole ?? last;
  if (/^(?:panic|fatal error): /.test(line)) return 'panic';
  // These two have no chain of contexts.
  if (CHANGES_WORDS.test(last) || RELEASE_WORDS.test(last)) return 'changes';
  if (USAGE.test(line)) return 'usage';
  const [cause] = error?.causes ?? [];
  const type = cause === undefined ? '_OTHER' : TYPE_OF[cause.kind];
  return type === '_OTHER' && isSignal(exitCode) ? 'terminated' : type;
}
