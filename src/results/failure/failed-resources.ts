// Pure: the output `failed-resources`.
import { byteLength, shortenCharacters } from '../../system/text.ts';
import type { Problem } from './problems.ts';

/** The most that the output takes, in bytes of UTF-8. GitHub takes 1 MiB for all outputs of a job. */
const MAX_BYTES = 64_000;
/** Bytes kept for the entry on what is left out. */
const OMITTED_BYTES = 100;
/** Characters of one reason. */
const MAX_REASON_CHARACTERS = 4000;

/** No resource: its name has no kind. */
export const OMITTED = '(omitted)';

/** Those that failed; where none did, as after a timeout or a cancellation, those that werf still waited for. */
export function failedResources(problems: readonly Problem[]): readonly Problem[] {
  const failed = problems.filter(({ state }) => state === 'FAILED');
  return failed.length > 0 ? failed : problems;
}

/**
 * The resources that failed; where none did, as after a timeout or a cancellation, those that werf still waited for.
 * Each has `resource`, `state`, `reason`, and `namespace` where that is not the release's. What exceeds 64 kB is left
 * out, and one more entry named `(omitted)` has in `omitted` how many that are.
 * @param problems in the order of `problemsOf`; empty after a success
 */
export function failedResourcesJson(problems: readonly Problem[]): string {
  const listed = failedResources(problems);
  const entries: string[] = [];
  let rest = MAX_BYTES - OMITTED_BYTES - 2;
  for (const { resource, namespace, state, reason } of listed) {
    const shown = shortenCharacters(reason, MAX_REASON_CHARACTERS);
    const entry = JSON.stringify({ resource, ...(namespace !== undefined && { namespace }), state, reason: shown });
    rest -= byteLength(entry) + 1;
    if (rest < 0) break;
    entries.push(entry);
  }
  const omitted = listed.length - entries.length;
  if (omitted > 0) entries.push(JSON.stringify({ resource: OMITTED, state: '', reason: '', omitted }));
  return `[${entries.join(',')}]`;
}
