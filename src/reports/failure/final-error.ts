// Pure: werf's final error, from the end of what it wrote to stderr to its causes.
import { isStackTrace } from '../../werf/error-text.ts';
import { type Chain, readChain, type Step } from './chain.ts';

/** What kind of failure an error tells of; `other` where its text is not known. */
export type CauseKind =
  | 'not-ready'
  | 'timeout'
  | 'refused'
  | 'unanswered'
  | 'unwatched'
  | 'webhook'
  | 'unknown-kind'
  | 'immutable'
  | 'adoption'
  | 'invalid'
  | 'template'
  | 'config'
  | 'build'
  | 'registry'
  | 'cluster'
  | 'plan'
  | 'lock'
  | 'other';

export interface Cause {
  readonly kind: CauseKind;
  /** `Kind/name` of the resource that the error names. */
  readonly resource: string | undefined;
  /** Its namespace, where the error tells. */
  readonly namespace: string | undefined;
  /** The Kind that the cluster does not know. */
  readonly unknownKind: string | undefined;
  readonly image: string | undefined;
  /** Whether the rollback met it that `--auto-rollback` asks for. */
  readonly inRollback: boolean;
  /** What was waited for, of a `timeout`. */
  readonly goal: 'ready' | 'present' | 'absent';
  /** The error's own words, without the known prefixes of werf's chain. */
  readonly text: string;
}

export interface FinalError {
  /** As werf printed it, from `Error: ` on. */
  readonly whole: string;
  readonly namespace: string | undefined;
  /** One for each error that it lists; never empty. */
  readonly causes: readonly Cause[];
}

/** The outermost links of werf's chains: a line that starts with one is werf's own error and no tool's within it. */
const OUTERMOST =
  /^Error: (?:release |unable to |pull bundle: |unknown (?:flag|command|shorthand)|\d+ errors? occurred:|(?:no )?(?:resource )?changes planned)/;
const ERROR = /^Error: /;

const ADVICE = /Use --debug .{0,200}to get more details about this error\.?\s*$/s;

/**
 * The error that a failed werf ends with; undefined where there is none, as after a panic of werf.
 * @param tail what `errorText` gave
 */
export function finalError(tail: string): FinalError | undefined {
  const lines = tail.split('\n');
  const own = lines.findLastIndex((line) => OUTERMOST.test(line));
  const begin = own === -1 ? lines.findLastIndex((line) => ERROR.test(line)) : own;
  if (begin === -1 || lines.slice(begin).some(isStackTrace)) return undefined;
  const whole = lines.slice(begin).join('\n').replace(ADVICE, '').trimEnd();
  const { outer, texts } = listed(whole);
  const causes = withoutEchoes(texts.map((text) => causeOf(readChain(text), outer.steps)));
  const namespace =
    outer.namespace ?? texts.map((text) => readChain(text).namespace).find((name) => name !== undefined);
  return { whole, namespace, causes };
}

/** What werf's plan for a failure meets is often the same once more. */
function withoutEchoes(causes: readonly Cause[]): readonly Cause[] {
  const said = new Set<string>();
  return causes.filter(({ resource, text }) => {
    const isEcho = resource === undefined && said.has(text);
    said.add(text);
    return !isEcho;
  });
}

const COUNT = /^(\d+) errors? occurred:\s*$/;
const ITEM = /^\s*\* (.*)$/s;

/** Takes a list of errors apart, and those within its items. */
function listed(whole: string): { readonly outer: Chain; readonly texts: readonly string[] } {
  const outer = readChain(whole);
  const lines = outer.rest.split('\n');
  if (!COUNT.test(lines[0] ?? '')) return { outer, texts: [whole] };
  const items: string[] = [];
  for (const line of lines.slice(1)) {
    const item = ITEM.exec(line)?.[1];
    if (item !== undefined) items.push(item);
    else if (items.length > 0 && line.trim() !== '') items.push(`${items.pop() ?? ''}\n${line}`);
  }
  // A nested list was flattened into this one, and leaves the line that introduced it.
  const texts = items.map((item) => item.trimEnd()).filter((item) => !COUNT.test(readChain(item).rest));
  return { outer, texts: texts.length === 0 ? [whole] : texts };
}

/** `NAMESPACE/KIND/NAME`, or `KIND/NAME` with its namespace behind it where that is not the release's. */
const RESOURCE = /^(?:([^/]*)\/)?([^/]+\/[^/]+?)(?: \(namespace=([^()\s]+)\))?$/;
/** These two are known by their ends as well, whatever stands before them. */
const NOT_READY = /(?:^|: )waiting for resource "([^"]+)" readiness failed\s*$/;
const WAITED =
  /(?:^|: )(?:track|poll) resource "([^"]+)": (?:context deadline exceeded|timed out waiting for the condition)\s*$/;
/** How werf 2 says that a hook failed of a release that it deletes. */
const JOB_FAILED = /^job ([a-z0-9][a-z0-9.-]*) failed: (\S.*)$/s;
const NO_KIND = /\bno matches for kind "([^"]+)"/;
const IMMUTABLE = /^immutable fields? changed? in resource "([^"]+)", but recreation is not requested: /;
const TIMEOUT = /(?:context deadline exceeded|timed out waiting for the condition)\s*$/;
const PLAN = /^plan artifact /;
/** How the API server says that a webhook did not answer; werf 2.70 tries for two minutes, and then says only that. */
const NO_ANSWER = /\bfailed calling webhook "/;
/** How the API server says that it will not. */
const FORBIDDEN = /\bis forbidden: /;
/** How it says that a user may not. */
const NO_RIGHT = /\bis forbidden: User "(?:[^"\\]|\\.)*" cannot /;
/** How it says that it does not know who asks, as with a token that has expired. */
const UNKNOWN_USER = /(?:^|: )(?:Unauthorized|the server has asked for the client to provide credentials)\s*$/;
/**
 * How Go's client says that a request to the API server was lost, and how the API server, or what stands before it, says
 * that it has trouble of its own: https://pkg.go.dev/k8s.io/apimachinery/pkg/api/errors#NewGenericServerResponse
 */
const UNANSWERED = new RegExp(
  [
    // That the address ends is seen to once, and not behind each part of it: a hostile one has thousands.
    '(?:^|: )(?:Get|Post|Put|Patch|Delete) "https?://(?=[^"]*": )[^"]*?/(?:api/v1|apis|version)\\b',
    '(?:^|: )(?:etcdserver: |Internal error occurred: |Timeout: request did not complete within )',
    '\\bthe server is currently unable to handle the request\\b',
    '\\bthe server was unable to return a response in the time allotted\\b',
    '\\bthe server has received too many requests\\b',
    '\\bhas prevented the request from succeeding\\b',
  ].join('|'),
);
const REFUSED =
  /(?:^|: )(?:[A-Za-z][A-Za-z0-9.]* "[^"]+" is (?:forbidden|invalid): |admission webhook "[^"]*" denied the request)/;

function causeOf(chain: Chain, outerSteps: ReadonlySet<Step>): Cause {
  const steps = new Set([...outerSteps, ...chain.steps]);
  const [, job, whyJobFailed] = JOB_FAILED.exec(chain.rest) ?? [];
  const text = whyJobFailed?.trim() ?? ownWords(chain.rest);
  const patterns = [NOT_READY, WAITED, IMMUTABLE];
  const resource =
    job === undefined
      ? (patterns.map((pattern) => pattern.exec(chain.rest)?.[1]).find((name) => name !== undefined) ?? chain.resource)
      : `Job/${job}`;
  const [, before, name, behind] = RESOURCE.exec(resource ?? '') ?? [];
  return {
    kind: kindOf(chain.rest, steps),
    resource: name,
    namespace: before || behind,
    unknownKind: NO_KIND.exec(chain.rest)?.[1],
    image: chain.image,
    inRollback: steps.has('rollback'),
    goal: goalOf(chain.rest, steps),
    text,
  };
}

function goalOf(rest: string, steps: ReadonlySet<Step>): Cause['goal'] {
  const chain = WAITED.test(rest) ? rest : '';
  if (steps.has('presence') || /\bpresence\b/.test(chain)) return 'present';
  return steps.has('absence') || /\babsence\b/.test(chain) ? 'absent' : 'ready';
}

/** What Kubernetes says of an immutable field stands behind one more chain. */
function ownWords(rest: string): string {
  const immutable = IMMUTABLE.exec(rest)?.[0];
  return immutable === undefined ? rest.trim() : readChain(rest.slice(immutable.length)).rest.trim();
}

function kindOf(rest: string, steps: ReadonlySet<Step>): CauseKind {
  const waits = steps.has('track') || steps.has('presence') || steps.has('absence');
  if (NOT_READY.test(rest) || JOB_FAILED.test(rest)) return 'not-ready';
  if ((waits && TIMEOUT.test(rest)) || WAITED.test(rest)) return 'timeout';
  if (NO_KIND.test(rest)) return 'unknown-kind';
  if (IMMUTABLE.test(rest)) return 'immutable';
  if (NO_ANSWER.test(rest) || (steps.has('webhook') && TIMEOUT.test(rest))) return 'webhook';
  if (steps.has('lock') && FORBIDDEN.test(rest)) return 'refused';
  if (steps.has('plan') || PLAN.test(rest)) return 'plan';
  if (waits && FORBIDDEN.test(rest)) return 'unwatched';
  if (UNKNOWN_USER.test(rest) && !isOfImages(steps)) return 'cluster';
  const isRefused = REFUSED.test(rest) || NO_RIGHT.test(rest);
  const isLost = UNANSWERED.test(rest) && !isRefused && !waits && !steps.has('cluster');
  if (isLost && !isOfImages(steps)) return 'unanswered';
  const known: readonly (readonly [Step, CauseKind])[] = [
    ['cluster', 'cluster'],
    ['registry', 'registry'],
    ['bundle', 'registry'],
    ['images', 'build'],
    ['adoption', 'adoption'],
    ['validation', 'invalid'],
    ['template', 'template'],
    ['config', 'config'],
    ['lock', 'lock'],
    ['apply', 'refused'],
  ];
  return known.find(([step]) => steps.has(step))?.[1] ?? (isRefused ? 'refused' : 'other');
}

/** Whether it is a registry that answers, in words that may be the same. */
function isOfImages(steps: ReadonlySet<Step>): boolean {
  return steps.has('registry') || steps.has('bundle') || steps.has('images');
}
