// Pure: what werf's releases and channels are called in the TUF repository, in the tool cache and on this platform.

import { createHash } from 'node:crypto';
import { PUBLISHED_REPOSITORY, type TufRepository } from '../inputs/published-root.ts';
import { parseVersion } from '../inputs/release-request.ts';
import { StepError } from '../system/errors.ts';

/** A platform by Go's names. */
export interface Platform {
  readonly os: 'linux' | 'darwin' | 'windows';
  readonly arch: 'amd64' | 'arm64';
}

/**
 * The platform by Go's names, as trdl's targets use them.
 * @param os Node's name, such as `win32`
 * @param arch Node's name, such as `x64`
 * @throws StepError where werf is not published for it
 */
export function releasePlatform(os: NodeJS.Platform, arch: string): Platform {
  if ((os === 'linux' || os === 'darwin') && arch === 'x64') return { os, arch: 'amd64' };
  if ((os === 'linux' || os === 'darwin') && arch === 'arm64') return { os, arch: 'arm64' };
  if (os === 'win32' && arch === 'x64') return { os: 'windows', arch: 'amd64' };
  throw new StepError(
    `werf is not published for this runner's platform ${os}/${arch}. Published: linux and darwin on x64 and arm64, win32 on x64. Use such a runner, or name a werf binary with werf-path`,
  );
}

/** The name of werf's executable file on a platform. */
export function executableName(platform: Platform): string {
  return platform.os === 'windows' ? 'werf.exe' : 'werf';
}

/** The target that holds a channel's version. */
export function channelTarget(group: string, channel: string): string {
  return `channels/${group}/${channel}`;
}

/** The name under which a channel's file is kept beside the metadata. */
export function keptChannelName(group: string, channel: string): string {
  return keptTargetName(channelTarget(group, channel));
}

/** The name under which a small target is kept beside the metadata. */
export function keptTargetName(target: string): string {
  return target.replaceAll('/', '-');
}

/** The targets that can hold a release's executable, in the order in which trdl looks them up. */
export function releaseTargets(version: string, platform: Platform): readonly string[] {
  const { os, arch } = platform;
  return [`${os}-${arch}`, `${os}-any`, `any-${arch}`, 'any-any'].map(
    (folder) => `releases/${version}/${folder}/bin/${executableName(platform)}`,
  );
}

/**
 * The newest release for a platform whose version starts with a prefix, such as `2.75`; undefined where there is none. Parts
 * are compared as numbers, so `2.7` is no start of `2.70.1`. Pre-releases don't count, and a fix is newer than what it
 * mends: `1.2.10+fix2`, then `+fix1`, then `1.2.10`.
 * @param targets the paths of all targets of the repository
 */
export function newestRelease(targets: readonly string[], prefix: string, platform: Platform): string | undefined {
  const published = new Set(targets);
  const versions = new Set(targets.map((path) => /^releases\/([^/]+)\//.exec(path)?.[1] ?? ''));
  return [...versions]
    .filter(
      (version) =>
        version.startsWith(`${prefix}.`) &&
        parseVersion(version) === version &&
        !version.split('+', 1)[0]?.includes('-') &&
        releaseTargets(version, platform).some((path) => published.has(path)),
    )
    .sort(compareReleases)
    .at(-1);
}

function compareReleases(a: string, b: string): number {
  const [ofA, ofB] = [a, b].map((version) => [...version.matchAll(/\d+/g)].map(Number)) as [number[], number[]];
  const index = [0, 1, 2, 3].find((part) => ofA[part] !== ofB[part]);
  return index === undefined ? (a < b ? -1 : 1) : (ofA[index] ?? -1) - (ofB[index] ?? -1);
}

/**
 * A version as `@actions/tool-cache` tells versions apart. It cleans them by semver, which drops build metadata, so
 * that `1.2.339+fix1` and `1.2.339` would be one entry: here it becomes a part of the pre-release.
 */
export function toolCacheVersion(version: string): string {
  const [precedence = '', build] = version.split('+', 2);
  if (build === undefined) return precedence;
  return `${precedence}${precedence.includes('-') ? '.' : '-'}build.${build}`;
}

/** What a repository is called in the names of folders: other roots of the same URL are another one. */
export function repositoryId({ url, rootVersion, rootSha512 }: TufRepository): string {
  return createHash('sha256').update(`${url}\n${rootVersion}\n${rootSha512}`).digest('hex').slice(0, 16);
}

/**
 * The folders of the tool cache in which a release is. The last is for the platform, because a cache may be shared, and for
 * the repository, where that is not werf's own: what another one signed as the same version may be another binary, which
 * must not take the place of one that a job runs.
 */
export function toolCacheFolders(
  version: string,
  { os, arch }: Platform,
  repository: TufRepository,
): readonly [string, string, string] {
  const id = repositoryId(repository);
  const own = id === repositoryId(PUBLISHED_REPOSITORY) ? '' : `-${id}`;
  return ['werf', toolCacheVersion(version), `${os}-${arch}${own}`];
}

/**
 * The version that a channel's file holds; white space around it does not count.
 * @param source where the text came from, for the error
 * @throws StepError where it holds anything else
 */
export function parseChannel(text: string, source: string): string {
  const version = parseVersion(text.trim());
  if (version === undefined) {
    throw new StepError(`${source} holds no version: ${JSON.stringify(text.trim().slice(0, 80))}`);
  }
  return version;
}
