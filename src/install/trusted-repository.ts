// Effect: the releases and channels that a verified TUF repository vouches for.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { TargetFile, Updater } from 'tuf-js';
import type { TufRepository } from '../inputs/published-root.ts';
import { TooLongError } from '../net/http-errors.ts';
import { StepError } from '../system/errors.ts';
import { readRegularFile } from '../system/files.ts';
import { keptTargets } from './kept-targets.ts';
import {
  channelTarget,
  keptTargetName,
  newestRelease,
  type Platform,
  parseChannel,
  releaseTargets,
} from './release-files.ts';
import { messageOf, unreachable, untrusted } from './tuf-errors.ts';
import { MAX_CHANNEL_BYTES, type RepositoryFetcher } from './tuf-fetcher.ts';
import { keepMetadata, type MetadataFolders } from './tuf-store.ts';

/** A file that the repository vouches for. */
export interface ReleaseFile {
  /** Its length and hashes; `verify` checks a stream against them and throws where it differs. */
  readonly target: TargetFile;
  readonly url: string;
}

/** A repository whose metadata was verified and has not expired. */
export interface TrustedRepository {
  /** Why the repository could not be reached, where kept metadata serves instead. */
  readonly unreachable: string | undefined;
  /** The version that a channel names. @throws StepError where there is no such channel */
  channelVersion(group: string, channel: string): Promise<string>;
  /** The newest release whose version starts so, such as `2.75`. @throws StepError where there is none for the platform */
  newestVersion(prefix: string, platform: Platform): Promise<string>;
  /** The executable of a release. @throws StepError where there is no such release for the platform */
  release(version: string, platform: Platform): Promise<ReleaseFile>;
}

/**
 * What a repository vouches for, whose metadata was verified by an updater.
 * @param reason why the repository could not be reached, where kept metadata serves
 */
export function trustedRepository(
  repository: TufRepository,
  options: MetadataFolders,
  updater: Updater,
  fetcher: RepositoryFetcher,
  reason: string | undefined,
): TrustedRepository {
  const find = async (names: readonly string[]): Promise<ReleaseFile | undefined> => {
    for (const name of names) {
      const target = await updater.getTargetInfo(name);
      if (target === undefined) continue;
      if (!('sha256' in target.hashes || 'sha512' in target.hashes)) {
        throw untrusted(repository, new Error(`${name} has no SHA-256 or SHA-512`));
      }
      return { target, url: `${repository.url}/targets/${name}` };
    }
    return undefined;
  };
  return {
    unreachable: reason,
    async channelVersion(group, channel) {
      const name = channelTarget(group, channel);
      const file = await find([name]);
      if (file === undefined) {
        throw new StepError(
          `${repository.url} has no channel ${channel} in group ${group}. werf's groups are 1.2, 2 and 3; channels are alpha, beta, ea, stable and rock-solid`,
        );
      }
      const content = await channelContent(repository, file, fetcher, options, reason);
      return parseChannel(content, `${repository.url}: ${name}`);
    },
    async newestVersion(prefix, platform) {
      const targets = keptTargets(options.work);
      const version = newestRelease(targets, prefix, platform);
      if (version !== undefined) return version;
      const unquoted = newestRelease(targets, `${prefix}0`, platform);
      const hint =
        unquoted === undefined ? '' : ` To YAML, ${prefix}0 is the number ${prefix}: quote it, '${prefix}0'.`;
      throw new StepError(
        `${repository.url} has no release of werf ${prefix} for ${platform.os}-${platform.arch}.${hint} Name a published version, see https://github.com/werf/werf/releases`,
      );
    },
    async release(version, platform) {
      const file = await find(releaseTargets(version, platform));
      if (file === undefined) {
        throw new StepError(
          `${repository.url} has no werf ${version} for ${platform.os}-${platform.arch}. Name a published version, see https://github.com/werf/werf/releases`,
        );
      }
      return file;
    },
  };
}

/** A channel's text: a kept copy where it is the signed one, else the repository's. */
async function channelContent(
  repository: TufRepository,
  { target, url }: ReleaseFile,
  fetcher: RepositoryFetcher,
  options: MetadataFolders,
  reason: string | undefined,
): Promise<string> {
  const path = join(options.work, keptTargetName(target.path));
  const kept = readRegularFile(path, MAX_CHANNEL_BYTES);
  if (kept !== undefined && (await verifies(target, kept))) return kept.toString('utf8');
  let bytes: Buffer;
  try {
    bytes = await fetcher.downloadBytes(url, Math.min(target.length, MAX_CHANNEL_BYTES));
  } catch (error) {
    throw error instanceof TooLongError
      ? untrusted(repository, new Error(`${target.path} is ${error.message}`))
      : unreachable(repository, reason ?? messageOf(error), `${target.path} is not kept from an earlier run`);
  }
  if (!(await verifies(target, bytes))) {
    throw untrusted(repository, new Error(`${target.path} has another length or hash than the signed one`));
  }
  await writeFile(path, bytes, { mode: 0o600 });
  await keepMetadata(repository, options);
  return bytes.toString('utf8');
}

async function verifies(target: TargetFile, bytes: Buffer): Promise<boolean> {
  return target.verify(Readable.from([bytes])).then(
    () => true,
    () => false,
  );
}
