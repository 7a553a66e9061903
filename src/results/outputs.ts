// Pure: the step's outputs that come from werf's reports.

import { planOutputs } from '../reports/plan-outputs.ts';
import type { DeployReport, ImageReport } from '../reports/reports.ts';
import { byWorth } from '../reports/stage-times.ts';
import { byteLength } from '../system/text.ts';
import type { CommandOutcome } from './command-outcome.ts';
import { failedResourcesJson } from './failure/failed-resources.ts';
import type { OutputName } from './output-names.ts';

/** The most that the `images` output takes, in bytes of UTF-8. GitHub takes 1 MiB for all outputs of a job. */
const MAX_IMAGES_BYTES = 64_000;

/** The entry on what is left out. No name that werf allows: https://werf.io/docs/v2/reference/werf_yaml.html */
export const OMITTED_IMAGES = '(omitted)';

/** Bytes kept for the entry on omitted images. */
const OMITTED_BYTES = 130;

/** What may stand in a shell line without quotes; names of releases, namespaces and states all do. */
const PLAIN_WORD = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/;

export interface OutcomeOutputs {
  /** By the outputs' names, `images`, `release` and what else comes from werf. Empty where unknown. */
  readonly values: Readonly<Partial<Record<OutputName, string>>>;
  /** How many images did not fit the `images` output. */
  readonly omittedImages: number;
  /** How many resources did not fit the `changes` output. */
  readonly omittedChanges: number;
  /** How many resources are not in it, because werf printed them in a way that could not be read. */
  readonly unreadChanges: number;
}

/**
 * The outputs of a step. Images are those of all commands, a later command's taking the place of an earlier one's of the
 * same name; the release is the last one that a command reported, and the failed resources are the last command's.
 *
 * `images` is always one JSON object: `{"backend":{"reference":"repository@sha256:…","digest":"sha256:…","repository":"…",
 * "tag":"…","rebuilt":true}}`, with empty texts for what werf did not know, and `{}` where nothing was reported. Where it would exceed
 * 64 kB, images that were built are kept before those from the cache, then the slowest; and one more entry, named
 * `(omitted)`, has the same fields, all empty or false, and in `omitted` the number of images left out.
 */
export function outcomeOutputs(commands: readonly CommandOutcome[]): OutcomeOutputs {
  const images = new Map<string, ImageReport>();
  for (const { build } of commands) {
    for (const image of build?.images ?? []) images.set(image.name, image);
  }
  const { json, omitted } = imagesJson([...images.values()]);
  const problems = commands.at(-1)?.problems ?? [];
  const plans = planOutputs(commands.flatMap(({ plan }) => plan ?? []));
  const deploy = commands.findLast((command) => command.deploy !== undefined)?.deploy;
  return {
    values: {
      images: json,
      release: plainWord(deploy?.release),
      namespace: plainWord(deploy?.namespace),
      revision: revisionOf(deploy),
      'deploy-status': plainWord(deploy?.status),
      'failed-resources': failedResourcesJson(problems),
      ...plans.values,
    },
    omittedImages: omitted,
    omittedChanges: plans.omitted,
    unreadChanges: plans.unread,
  };
}

/** Empty where werf made none: a report of a skipped release has the number that the next one would get. */
function revisionOf(deploy: DeployReport | undefined): string {
  return deploy?.revision === undefined || deploy.status === 'skipped' ? '' : String(deploy.revision);
}

function imagesJson(images: readonly ImageReport[]): { json: string; omitted: number } {
  // Joined as text: in an object, a name such as `__proto__` would be lost and `1` would come first.
  const entries = images.map(entry);
  const bytes = entries.map((text) => byteLength(text) + 1);
  if (sum(bytes) + 1 <= MAX_IMAGES_BYTES) return { json: `{${entries.join(',')}}`, omitted: 0 };

  const kept = new Set<number>();
  let rest = MAX_IMAGES_BYTES - OMITTED_BYTES;
  for (const index of mostWanted(images)) {
    const size = bytes[index] ?? 0;
    if (size > rest) continue;
    kept.add(index);
    rest -= size;
  }
  const omitted = images.length - kept.size;
  const nothing = { reference: '', digest: '', repository: '', tag: '', rebuilt: false };
  const marker = `${JSON.stringify(OMITTED_IMAGES)}:${JSON.stringify({ ...nothing, omitted })}`;
  return { json: `{${[...entries.filter((_, index) => kept.has(index)), marker].join(',')}}`, omitted };
}

function entry({ name, reference = '', digest = '', repository = '', tag = '', rebuilt }: ImageReport): string {
  return `${JSON.stringify(name)}:${JSON.stringify({ reference, digest, repository, tag, rebuilt })}`;
}

/** Positions of images, those first that are worth most. */
function mostWanted(images: readonly ImageReport[]): readonly number[] {
  return [...images.entries()].sort(([, a], [, b]) => byWorth(a, b)).map(([index]) => index);
}

/** Reports come from outside, and outputs are put into shell lines: what a shell could read a meaning into is left out. */
function plainWord(text: string | undefined): string {
  return text !== undefined && PLAIN_WORD.test(text) ? text : '';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
