// Pure: why werf could not use, or show, a saved plan, in plain words.
import type { PlanArtifact } from './plan-artifact.ts';

type Rule = readonly [pattern: RegExp, reason: (match: RegExpExecArray, artifact: PlanArtifact | undefined) => string];

/** A name of Kubernetes. What else a file may name a release is not repeated. */
const PLAIN_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

const AGAIN = 'Plan again, and use that plan.';
const FAILED_DRY_RUN =
  'The plan cannot be used: the API server refused a resource while it was made (a blind apply, or a recreation), and werf cannot read such a plan back. Mend that resource and plan again, or deploy without --use-plan.';

/** In this order; werf's own words are those of 2.62 to 2.77 and 3. */
const RULES: readonly Rule[] = [
  [
    /plan artifact release revision mismatch: expected (\d+), got (\d+)/,
    ([, expected, got], artifact) => {
      const release = PLAIN_NAME.test(artifact?.release ?? '') ? ` of release ${artifact?.release}` : '';
      return `The plan is out of date: it would make revision ${expected}${release}, and the next one is ${got} by now, because the release was deployed or rolled back since. ${AGAIN}`;
    },
  ],
  [
    /plan artifact expired: was valid for ([\d.hmsµn]+) until ([\dTZ:.+-]+)/,
    ([, lifetime, until]) =>
      `The plan has expired: it was valid for ${lifetime}, until ${until}. ${AGAIN} With --plan-lifetime it may be older.`,
  ],
  [
    /plan artifact (v\d{1,3}) is not supported by the current version/,
    ([, version]) =>
      `The plan was made by another version of werf: its format is ${version}. ${AGAIN} Use the same werf for both.`,
  ],
  [
    /artifact is encrypted but no secret key provided/,
    () => 'The plan is encrypted, and there is no key: WERF_SECRET_KEY has to be the one that it was made with.',
  ],
  [/decode artifact data json: .*\bdryApplyErr\b/, () => FAILED_DRY_RUN],
  [
    /(?:decode artifact data json|decrypt)/,
    (_, artifact) => {
      if (artifact?.isEncrypted === true)
        return 'The plan is encrypted with another key: WERF_SECRET_KEY has to be the one that it was made with.';
      if (artifact?.hasFailedDryRun === true) return FAILED_DRY_RUN;
      return `The plan was made by another version of werf${!/^v\d{1,3}$/.test(artifact?.apiVersion ?? '') ? '' : ` (its format is ${artifact?.apiVersion})`}, or is broken. ${AGAIN} Use the same werf for both.`;
    },
  ],
  [
    /open plan artifact file: .*(?:no such file|cannot find)/i,
    () => 'There is no plan at this path. An artifact is downloaded to the path that actions/download-artifact names.',
  ],
  [
    /create gzip reader|decode plan artifact json|unexpected EOF/,
    () => `The file is no plan that werf saved, or not a whole one. ${AGAIN}`,
  ],
  [
    /no installable resource information objects found/,
    () => 'werf cannot use a plan that only deletes. Deploy without --use-plan.',
  ],
];

/**
 * The reason; undefined where the error is about something else.
 * @param errorText what `errorText` gave of a command with `--use-plan` or `--show-plan`
 * @param artifact what the file says, where it can be read
 */
export function planTrouble(errorText: string, artifact: PlanArtifact | undefined): string | undefined {
  const line = errorText.split('\n').findLast((text) => text.startsWith('Error: '));
  if (line === undefined || !/plan artifact|artifact is encrypted|artifact data/.test(line)) return undefined;
  for (const [pattern, reason] of RULES) {
    const match = pattern.exec(line);
    if (match !== null) return reason(match, artifact);
  }
  return undefined;
}
