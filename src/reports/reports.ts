// Pure: werf's own build and deploy reports, from unknown JSON to small types that the rest can rely on.
import { type Fields, fieldsOf, isFields } from '../system/guards.ts';

/** What a build made or found, one entry for each image of the report. */
export interface BuildReport {
  readonly images: readonly ImageReport[];
}

export interface ImageReport {
  readonly name: string;
  /**
   * What `docker pull`, `cosign` and `skopeo` take: `repository@sha256:…`. The tag is left out, because skopeo refuses
   * a reference with both, and the digest alone decides. `repository:tag` where werf knows no digest.
   */
  readonly reference: string | undefined;
  readonly digest: string | undefined;
  /** Without a tag, such as `ghcr.io/acme/shop`. */
  readonly repository: string | undefined;
  /** The tag that werf gave it by its content. */
  readonly tag: string | undefined;
  /** Whether werf built any of it in this run; otherwise it came from the cache. */
  readonly rebuilt: boolean;
  /** Bytes, as the registry counts them. */
  readonly size: number | undefined;
  readonly seconds: number | undefined;
  /** From the base to the last stage. */
  readonly stages: readonly StageReport[];
}

export interface StageReport {
  readonly name: string;
  readonly rebuilt: boolean;
  /** Bytes. */
  readonly size: number | undefined;
  readonly seconds: number | undefined;
  /** When werf saved the stage, in milliseconds since the epoch; for one from the cache that was in an earlier run. */
  readonly savedAt: number | undefined;
}

/** What a rollout did to a release. Operations read like `create: ConfigMap/shop`. */
export interface DeployReport {
  readonly release: string | undefined;
  readonly namespace: string | undefined;
  readonly revision: number | undefined;
  /** Helm's word, such as `deployed` or `failed`. */
  readonly status: string | undefined;
  readonly completed: readonly string[];
  readonly canceled: readonly string[];
  readonly failed: readonly string[];
}

// The grammar of references: https://github.com/distribution/reference. What does not match is no reference, so that a
// workflow that puts one into a shell line meets nothing that a shell reads.
const PATH_PART = '[a-z0-9]+(?:[._-]+[a-z0-9]+)*';
const HOST = '(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?';
const REPOSITORY = `(?:${HOST}/)?${PATH_PART}(?:/${PATH_PART})*`;
const IS_REPOSITORY = new RegExp(`^${REPOSITORY}$`);
const IS_TAGGED = new RegExp(`^(${REPOSITORY}):([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$`);
const IS_DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
const MAX_REFERENCE_UNITS = 512;

/** Far above any real build; keeps sums and charts sane. */
const MAX_SECONDS = 365 * 24 * 60 * 60;

/**
 * A build report (werf's `WERF_SAVE_BUILD_REPORT`), or undefined where the value has another shape. Fields that are
 * missing or of another type are left out one by one, and so are images that are no objects.
 */
export function buildReport(value: unknown): BuildReport | undefined {
  const images = fieldsOf(value)['Images'];
  if (!isFields(images)) return undefined;
  return {
    images: Object.entries(images).flatMap(([name, image]) => {
      return isFields(image) ? [imageReport(name, image)] : [];
    }),
  };
}

/**
 * A deploy report (werf's `WERF_SAVE_DEPLOY_REPORT`), or undefined where the value has none of its fields. Fields that
 * are missing or of another type are left out one by one.
 */
export function deployReport(value: unknown): DeployReport | undefined {
  const fields = fieldsOf(value);
  const revision = count(fields['revision']);
  const report: DeployReport = {
    release: text(fields['release']),
    namespace: text(fields['namespace']),
    revision: revision !== undefined && Number.isInteger(revision) ? revision : undefined,
    status: text(fields['status']),
    completed: texts(fields['completedOperations']),
    canceled: texts(fields['canceledOperations']),
    failed: texts(fields['failedOperations']),
  };
  const known = Object.values(report).some((part) => (Array.isArray(part) ? part.length > 0 : part !== undefined));
  return known ? report : undefined;
}

/**
 * The report of a command that ended: werf 2 writes `deployed` into that of a rollback also where it failed.
 * @param command its name, such as `werf rollback`
 * @param exitCode of werf
 */
export function endedReport(
  report: DeployReport | undefined,
  command: string,
  exitCode: number,
): DeployReport | undefined {
  const isWrong = exitCode !== 0 && report?.status === 'deployed' && command === 'werf rollback';
  return isWrong ? { ...report, status: 'failed' } : report;
}

function imageReport(name: string, fields: Fields): ImageReport {
  const stages = fields['Stages'];
  const digest = text(fields['DockerImageDigest']);
  const validDigest = digest !== undefined && IS_DIGEST.test(digest) ? digest : undefined;
  return {
    name,
    ...imagePlace(text(fields['DockerRepo']), text(fields['DockerImageName']), validDigest),
    digest: validDigest,
    rebuilt: fields['Rebuilt'] === true,
    size: count(fields['Size']),
    seconds: seconds(fields['BuildTime']),
    stages: Array.isArray(stages) ? stages.flatMap(stageReport) : [],
  };
}

function stageReport(fields: unknown): readonly StageReport[] {
  if (!isFields(fields)) return [];
  return [
    {
      name: text(fields['Name']) ?? '',
      rebuilt: fields['Rebuilt'] === true,
      size: count(fields['Size']),
      seconds: seconds(fields['BuildTime']),
      savedAt: savedAt(fields),
    },
  ];
}

/** What a report says of where an image is; parts that are none are left out. */
function imagePlace(
  repository: string | undefined,
  tagged: string | undefined,
  digest: string | undefined,
): Pick<ImageReport, 'reference' | 'repository' | 'tag'> {
  const [name, base, tag] =
    (tagged !== undefined && tagged.length <= MAX_REFERENCE_UNITS && IS_TAGGED.exec(tagged)) || [];
  const isValid =
    repository !== undefined && repository.length <= MAX_REFERENCE_UNITS && IS_REPOSITORY.test(repository);
  const place = isValid ? repository : base;
  if (digest === undefined) return { reference: name, repository: place, tag };
  return { reference: place === undefined ? undefined : `${place}@${digest}`, repository: place, tag };
}

/**
 * werf names a stage `DIGEST-TIMESTAMP_MILLISEC`, the time being that of saving it after it was built
 * (https://werf.io/docs/v2/usage/build/process.html). `CreatedAt`, in nanoseconds, serves where a tag has another form:
 * Buildah knows it to the second only.
 */
function savedAt(fields: Fields): number | undefined {
  const tagTime = /-([0-9]{13})$/.exec(text(fields['DockerTag']) ?? '')?.[1];
  if (tagTime !== undefined) return Number(tagTime);
  const created = fields['CreatedAt'];
  return typeof created === 'number' && created > 0 && created < 1e19 ? Math.round(created / 1e6) : undefined;
}

/** werf writes seconds as a string with two decimals. */
function seconds(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^[0-9]{1,9}(?:\.[0-9]{1,9})?$/.test(value) ? Number(value) : value;
  const valid = count(number);
  return valid !== undefined && valid <= MAX_SECONDS ? valid : undefined;
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
