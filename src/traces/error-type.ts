// Pure: what kind of failure werf's final error tells.
import { lastErrorLine } from '../werf/error-text.ts';
import type { ErrorType } from './attributes.ts';

/** 128 + SIGKILL. */
const KILLED = 137;

/** The plan of `release install: …` and `release plan install: …`, up to where the cluster or an application speaks. */
const RELEASE_RULES: ReadonlyArray<readonly [RegExp, ErrorType]> = [
  [/^render chart\b|^(?:get|load|construct|build) (?:chart|values)\b/, 'chart'],
  [/^construct kube client|\bcheck kubernetes connectivity\b/, 'cluster'],
  [/^build resource infos\b|^(?:remotely |locally )?validate\b|^(?:\w+ )?plan artifact\b/, 'validation'],
  [/\btrack resource (?:presence|absence): poll resource "[^"]*": timed out\b/, 'timeout'],
  [/\btrack resource "[^"]*": context deadline exceeded\b/, 'timeout'],
  [/\btrack resource (?:readiness|presence|absence)\b/, 'not_ready'],
  [/\bexecute operation: (?:create|apply|update|recreate|delete) resource\b/, 'rejected'],
];

/** The final error without `Error: `. The first rule that fits decides. */
const RULES: ReadonlyArray<readonly [RegExp, ErrorType]> = [
  [/^changes planned\b|^no resource changes planned\b/, 'changes'],
  [
    /^unknown (?:command|flag|shorthand flag)\b|^(?:accepts|requires) .*\barg|^flag needs an argument\b|^invalid argument "/,
    'usage',
  ],
  [
    /^unable to load werf config\b|^giterminism\b|^the .* giterminism\b|^unable to (?:get|read|parse) werf config\b/,
    'config',
  ],
  [/\bfailed to build image\b|\berror building\b/, 'build'],
  [
    /^pull bundle\b|\bunable to (?:fetch tags|get stages ids|push|pull|publish|select stages)\b|\bregistry\b/,
    'registry',
  ],
  [/^unable to process images?\b|\bphase build on image\b/, 'build'],
  [/\bkubernetes connectivity\b|\bkube(?: |-)?(?:client|config)\b/, 'cluster'],
];

/**
 * What kind of failure it was. werf has no structured form of it: its errors are chains of contexts, outermost first, whose
 * words have stood for long (they are recorded in the tests). What is not recognised is `_OTHER`.
 * @param exitCode one that is a failure: werf's, or 128 + the signal that ended it
 * @param errorText the end of what it wrote to stderr, without colours
 */
export function errorTypeOf(exitCode: number, errorText: string): ErrorType {
  if (exitCode === KILLED) return 'killed';
  const line = lastErrorLine(errorText);
  if (/^(?:panic|fatal error): /.test(line)) return 'panic';
  const error = line.replace(/^Error: /, '');
  const [, release] = /^release (?:plan )?\w+: (.*)$/s.exec(error) ?? [];
  const found = firstFit(release === undefined ? RULES : RELEASE_RULES, release ?? error);
  if (found !== undefined) return found;
  return exitCode > 128 && exitCode < 160 ? 'terminated' : '_OTHER';
}

function firstFit(rules: ReadonlyArray<readonly [RegExp, ErrorType]>, text: string): ErrorType | undefined {
  return rules.find(([pattern]) => pattern.test(text))?.[1];
}
