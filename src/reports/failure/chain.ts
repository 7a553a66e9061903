// Pure: the prefixes that werf chains before the cause of an error, from the outermost step inwards.

/** What the prefixes of a chain told on the way. */
export interface Chain {
  /** What is left when all known prefixes are gone. */
  readonly rest: string;
  /** The names of the steps that were met, see `STEPS`. */
  readonly steps: ReadonlySet<Step>;
  /** What the innermost prefix named, such as `shop/Deployment/web` or `Service/web`. */
  readonly resource: string | undefined;
  readonly image: string | undefined;
  readonly release: string | undefined;
  readonly namespace: string | undefined;
}

export type Step =
  | 'wrapper'
  | 'rollback'
  | 'track'
  | 'presence'
  | 'absence'
  | 'apply'
  | 'webhook'
  | 'mapping'
  | 'infos'
  | 'template'
  | 'cluster'
  | 'validation'
  | 'adoption'
  | 'lock'
  | 'config'
  | 'images'
  | 'registry'
  | 'bundle'
  | 'plan';

/** A quoted name in Go's quoting. */
const NAME = '"((?:[^"\\\\]|\\\\.)*)"';

/**
 * Known prefixes, each a whole link of the chain. Texts of others, such as Kubernetes' or a registry's, hold colons
 * too: a chain is only ever read from its left end, link by link, up to the first that is not known.
 */
const LINKS: readonly (readonly [pattern: RegExp, step: Step])[] = (
  [
    ['Error: ', 'wrapper'],
    ['release (?:plan )?(?:install|uninstall|rollback|delete|show|get|list): ', 'wrapper'],
    [`failed (?:[a-z]+ of )?release "(?<release>[^"]*)" \\(namespace: "(?<namespace>[^"]*)"\\): `, 'wrapper'],
    ['(?:execute|run) rollback plan: ', 'rollback'],
    ['(?:execute|run) (?:[a-z]+ ){0,4}(?:plan|command): ', 'wrapper'],
    ['wait for operations completion: ', 'wrapper'],
    ['execute operation: ', 'wrapper'],
    ['track resource readiness: ', 'track'],
    ['track resource presence: ', 'presence'],
    ['track resource absence: ', 'absence'],
    ['track [a-z][a-z ]{0,40}: ', 'wrapper'],
    ['(?:track|poll) resource "(?<resource>[^"]*)": ', 'wrapper'],
    ['execution canceled: (?=context canceled: watch error: )', 'wrapper'],
    ['context canceled: (?=watch error: )', 'wrapper'],
    ['watch error: ', 'wrapper'],
    ['unrecoverable watch error for [^:]{1,200}: ', 'wrapper'],
    ['failed to (?:list|watch) [^:"]{1,200}: ', 'wrapper'],
    ['create release namespace: ', 'apply'],
    ['(?:create|update) release: (?=(?:create|update) release ")', 'wrapper'],
    [`(?:create|update) release "[^"]*" \\(namespace: "[^"]*", revision: [^)]{1,20}\\): `, 'apply'],
    ['(?:create|update): failed to (?:create|update): ', 'wrapper'],
    ['(?:create|recreate|update|apply|blind apply|replace|patch|delete) resource: ', 'apply'],
    ['server-side (?:dry-run )?apply resource "(?<resource>[^"]*)": ', 'apply'],
    ['(?:create|update|apply|replace|patch|delete|get) resource "(?<resource>[^"]*)": ', 'apply'],
    ['retr(?:y|yable) on webhook error(?: due to)?: ', 'webhook'],
    ['server-side (?:dry-run )?apply: ', 'wrapper'],
    ['convert GVK to GVR: ', 'mapping'],
    ['get resource mapping for "[^"]*": ', 'mapping'],
    ['retry mapper [^:"]{0,60}: ', 'mapping'],
    ['build resources: ', 'wrapper'],
    ['construct [a-z]+ resource: ', 'validation'],
    ['build resource infos: ', 'infos'],
    ['wait for resource pool: ', 'wrapper'],
    ['build (?:installable|deletable) resource info: ', 'infos'],
    ['determine (?:install|delete) type for resource "(?<resource>[^"]*)": ', 'infos'],
    ['render chart: ', 'template'],
    ['render resources for chart "[^"]*": ', 'template'],
    ['(?:validate|load) chart at "[^"]*": ', 'template'],
    ['build rendered values for chart "[^"]*": ', 'template'],
    ['check chart dependencies for chart "[^"]*": ', 'template'],
    ['merge override values for chart at "[^"]*": ', 'template'],
    ['convert rendered templates to [a-z ]{1,40} for chart at "[^"]*": ', 'template'],
    ['build release history: ', 'wrapper'],
    ['query releases for release "[^"]*": ', 'wrapper'],
    ['query: failed to query with labels: ', 'wrapper'],
    ['construct kube (?:config|client factory): ', 'cluster'],
    ['get rest config: ', 'cluster'],
    ['check kubernetes cluster version to check kubernetes connectivity: ', 'cluster'],
    ['(?:remotely|locally) validate resources: ', 'validation'],
    ['validate adoptable resources: ', 'adoption'],
    ['validate [a-z][a-z ]{0,40}resources: ', 'validation'],
    ['adopt "(?<resource>[^"]*)": ', 'adoption'],
    ['lock release: ', 'lock'],
    ['acquire release lock: ', 'lock'],
    ['unable to prepare kubernetes cm/\\S+ in ns/\\S+: ', 'lock'],
    ['get resource: (?=get resource ")', 'wrapper'],
    ['get resource "[^"]*" from client cache: ', 'wrapper'],
    ['unable to load werf config: ', 'config'],
    ['unable to process images(?: in parallel)?: ', 'images'],
    ['unable to process image "(?<image>[^"]*)"(?: with parallel task \\d+)?: ', 'images'],
    ['unable to calculate images tree: ', 'images'],
    ['unable to map dockerfile to images sets: ', 'images'],
    ['phase [a-z ]+ on image (?<image>\\S+) stage \\S+ handler failed: ', 'images'],
    ['(?:failed to build|error building) (?:image for )?stage \\S+(?: with digest [0-9a-f]+)?: ', 'images'],
    ['error building dockerfile with [a-z-]+: ', 'images'],
    [`unable to build Dockerfile ${NAME}:\\s+`, 'images'],
    ['unable to get stages ids from \\S+ by digest \\S+ for stage \\S+: ', 'registry'],
    ['error getting project \\S+ stage \\S+ images from storage: ', 'registry'],
    ['unable to fetch tags for repo "[^"]*": ', 'registry'],
    ['pull bundle: ', 'bundle'],
    ['validate plan artifact: ', 'plan'],
    ['read plan artifact from .{1,300}?: (?=decode|artifact|open|decrypt|unmarshal|read)', 'plan'],
    ['decode artifact data json: ', 'plan'],
  ] as const
).map(([pattern, step]) => [new RegExp(pattern, 'ys'), step] as const);

/**
 * Takes the known prefixes off a text's left end. What would leave nothing is no prefix.
 * @param text one error, without the words `N errors occurred`
 */
export function readChain(text: string): Chain {
  const steps = new Set<Step>();
  const named: Record<string, string> = {};
  let at = 0;
  for (let link = nextLink(text, at); link !== undefined; link = nextLink(text, at)) {
    steps.add(link.step);
    for (const [name, value] of Object.entries(link.groups)) if (value !== undefined) named[name] = value;
    at = link.end;
  }
  const { resource, image, release, namespace } = named;
  return { rest: text.slice(at), steps, resource, image, release, namespace };
}

interface Link {
  readonly step: Step;
  readonly end: number;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

function nextLink(text: string, at: number): Link | undefined {
  for (const [pattern, step] of LINKS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null && pattern.lastIndex < text.length && match[0] !== '') {
      return { step, end: pattern.lastIndex, groups: match.groups ?? {} };
    }
  }
  return undefined;
}
