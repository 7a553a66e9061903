// Composition: a werf that is installed for the step and for later ones.
import { dirname } from 'node:path';
import type { Inputs } from '../inputs/inputs.ts';
import { PUBLISHED_REPOSITORY } from '../inputs/published-root.ts';
import { DEFAULT_RELEASE, type ReleaseRequest } from '../inputs/release-request.ts';
import { startEarlyHash } from '../install/early-hash.ts';
import { INSTALL_TIMEOUTS } from '../install/install-timeouts.ts';
import { releasePlatform } from '../install/release-files.ts';
import { isUnreachable, rememberUnreachable } from '../net/unreachable.ts';
import type { Environment } from '../system/environment.ts';
import type { Host } from '../system/host.ts';
import type { PhaseDetails } from '../system/phase.ts';

/** A werf that was found or installed. */
export interface FoundBinary {
  readonly path: string;
  /** The variable that says of which channel an installed one is; undefined takes it away. */
  readonly channel?: Environment;
  readonly save?: (() => Promise<void>) | undefined;
  /** Of one that was installed. */
  readonly details?: PhaseDetails;
}

interface InstallContext {
  readonly host: Host;
  readonly inputs: Inputs;
  /** Aborts where the step is cancelled. */
  readonly cancelled: AbortSignal;
}

const GROUP_CHANNEL = 'TRDL_USE_WERF_GROUP_CHANNEL';

/**
 * Installs a release, that of the default channel where none is named, and puts it on the `PATH` of later steps.
 * @throws StepError where it cannot be had
 */
export async function installFor(
  { host, inputs, cancelled }: InstallContext,
  request: ReleaseRequest = DEFAULT_RELEASE,
): Promise<FoundBinary> {
  const { env, log, platform: os, arch, elapsed } = host;
  const platform = releasePlatform(os, arch);
  const repository = inputs.tufRepository ?? PUBLISHED_REPOSITORY;
  // Before what takes time to load: hashing a kept werf takes the longest of all.
  const early = startEarlyHash(request, repository, platform, env);
  const url = new URL(repository.url);
  const outage = {
    isKnown: () => isUnreachable(host, url),
    remember: () => rememberUnreachable(host, url, 'repository'),
  };
  const { installWerf } = await import('../install/install.ts');
  const installed = await installWerf({
    request,
    repository,
    platform,
    env,
    log,
    elapsed,
    signal: cancelled,
    timeouts: INSTALL_TIMEOUTS,
    early,
    outage,
  }).finally(() => early?.end());
  const { path, version, groupChannel, cached, notice, save } = installed;
  if (request.kind === 'prefix') log.info(`The newest ${request.prefix} that the repository signed is ${version}.`);
  log.info(`werf ${version} ${cached ? 'from the cache' : `from ${repository.url}`}, verified: ${path}`);
  if (notice !== undefined) log.notice(notice);
  host.addPath(dirname(path));
  // An exact version is of no channel, though an earlier step may have installed one.
  if (groupChannel !== undefined || env[GROUP_CHANNEL]) host.exportVariable(GROUP_CHANNEL, groupChannel ?? '');
  return { path, channel: { [GROUP_CHANNEL]: groupChannel }, save, details: { version, cached } };
}
