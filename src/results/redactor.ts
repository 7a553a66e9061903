// Composition: what takes out the secrets that this step knows, made when it is first needed.
import type { SecretSources } from './known-secrets.ts';
import type { Redact } from './redact.ts';

/** Gives the same function every time. */
export type GetRedact = () => Promise<Redact>;

/** Nothing is read or loaded before the first call. */
export function lateRedactor(sources: SecretSources): GetRedact {
  let redact: Promise<Redact> | undefined;
  const make = async () => {
    const { knownSecrets } = await import('./known-secrets.ts');
    const { redactor } = await import('./redact.ts');
    return redactor(await knownSecrets(sources));
  };
  return () => {
    redact ??= make();
    return redact;
  };
}
