// Composition: where the output `stdout` starts, where that is inside of a line: behind a secret, never inside of one.
import { nextCharacter, type StdoutEnd } from '../werf/stdout-text.ts';
import { knownSecrets, type SecretSources } from './known-secrets.ts';
import { areTooMany } from './long-reasons.ts';
import { secretFinder } from './redact.ts';

/** Of a search for secrets: a second or two. */
const MAX_STEPS = 5_000_000;

/**
 * A place at or behind the one where the output was cut, in bytes. The runner masks a secret only where it stands whole.
 * @param values any of which may be a secret that only the runner knows; where they are too many, nothing is left of a
 *   single word
 * @throws where the search takes too long, so that nobody can say where it may start
 */
export async function startOutsideSecrets(
  { bytes, start, cut }: StdoutEnd,
  sources: SecretSources,
  values: readonly string[],
): Promise<number> {
  const searchesValues = !areTooMany(values);
  if (!searchesValues && cut === 'character') return bytes.length;
  const find = secretFinder([...(await knownSecrets(sources)), ...(searchesValues ? values : [])], MAX_STEPS);
  let place = start;
  for (const [from, to] of find(bytes).toSorted((a, b) => a[0] - b[0])) if (from < place && place < to) place = to;
  return nextCharacter(bytes, place);
}
