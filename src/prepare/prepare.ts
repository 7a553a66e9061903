// Composition: gets werf ready: which binary, and the environment that its commands run in.
import { basename, dirname } from 'node:path';
import { requireVariables, wordsOf } from '../inputs/command-values.ts';
import type { ReleaseRequest } from '../inputs/release-request.ts';
import type { HelperOptions } from '../programs/child-process.ts';
import { untrustedRepository } from '../programs/git-repository.ts';
import { type Environment, withVariables } from '../system/environment.ts';
import { within } from '../system/time-limit.ts';
import { VERSION_TIMEOUT_MS, type WerfVersion, werfVersion } from '../werf/version.ts';
import { usesHistory } from './history.ts';
import type { FoundBinary } from './installed-werf.ts';
import { checkWorkingDirectory, requireBinary } from './locate.ts';
import { mayCome, type ReadyCommand, readyCommands } from './ready-commands.ts';
import type { ReadyContext } from './ready-context.ts';
import { isShallowClone } from './shallow-clone.ts';

/** A werf that is ready to run. */
export interface ReadyWerf {
  /** Absolute path of the binary. */
  readonly path: string;
  readonly version: WerfVersion;
  /** In the order in which they run. */
  readonly commands: readonly ReadyCommand[];
  /** Saves what was installed to GitHub's cache, once nothing waits for it any more. Never throws. */
  readonly save?: (() => Promise<void>) | undefined;
}

/**
 * What is between the runner and this action: with these, any program could write the job's cache, or tell the post step
 * what to do.
 */
const RUNNERS_OWN: Environment = {
  ACTIONS_RUNTIME_TOKEN: undefined,
  ACTIONS_RUNTIME_URL: undefined,
  ACTIONS_CACHE_URL: undefined,
  ACTIONS_RESULTS_URL: undefined,
  GITHUB_STATE: undefined,
};

/**
 * Gets werf ready, in the order in which each part needs the one before it.
 * @throws StepError where something of it is not to be had
 */
export async function getReady(context: ReadyContext): Promise<ReadyWerf> {
  const { host, inputs, cancelled } = context;
  checkWorkingDirectory(inputs.workingDirectory);
  const kubeconfig = await useKubeconfig(context);
  const found = withVariables(host.env, RUNNERS_OWN, kubeconfig);
  // Asked again once all is there; what surely never comes fails the step before anything is installed.
  requireVariables(inputs.commands, found, host.platform, mayCome);
  const { path, channel = {}, save } = await getBinary(context);
  const env = withVariables(found, channel);
  const version = werfVersion(path, inputs.workingDirectory, env, host.platform, cancelled);
  const virtualMerge = await useVirtualMerge(context, env, version);
  await noticeCheckout(context, env);
  const userEnv = withVariables(host.env, channel);
  const commands = await readyCommands({ ...context, werf: path, env, userEnv, virtualMerge });
  return { path, version, commands, save };
}

async function useKubeconfig({ host, inputs, folder }: ReadyContext): Promise<Environment> {
  if (inputs.kubeconfig === '') return {};
  const { writeKubeconfig } = await import('./kubeconfig-file.ts');
  const { variables } = await writeKubeconfig(inputs.kubeconfig, folder.path(), host.log);
  if (inputs.commands.length > 0) return variables;
  // What would win over it in later steps is emptied, where the job sets it.
  for (const [name, value] of Object.entries(variables))
    if (value !== undefined || host.env[name]) host.exportVariable(name, value ?? '');
  return variables;
}

async function getBinary(context: ReadyContext): Promise<FoundBinary> {
  const { host, inputs } = context;
  if (inputs.werfPath !== undefined) {
    const path = requireBinary(inputs.werfPath, host.platform);
    // Under another name, later steps would not find it by the word werf.
    if (/^werf(?:\.exe)?$/.test(basename(path))) host.addPath(dirname(path));
    else if (inputs.commands.length === 0) host.log.notice((await import('./on-path.ts')).notOnPath(path));
    return { path };
  }
  const named = inputs.release ?? (await versionFromFile(inputs.versionFile));
  if (named !== undefined) return installed(context, named);
  const { findOnPath, REPOSITORY_UNUSED } = await import('./on-path.ts');
  const path = await findOnPath();
  if (path === undefined) return installed(context);
  if (inputs.tufRepository !== undefined) host.log.notice(REPOSITORY_UNUSED);
  return { path };
}

async function versionFromFile(path: string | undefined): Promise<ReleaseRequest | undefined> {
  if (path === undefined) return undefined;
  const { readVersionFile } = await import('./version-file.ts');
  return readVersionFile(path);
}

function installed(context: ReadyContext, request?: ReleaseRequest): Promise<FoundBinary> {
  return context.phase(
    'install',
    () => install(context, request),
    ({ details = {} }) => details,
  );
}

/** Loaded with all that an install needs. */
async function install(context: ReadyContext, request: ReleaseRequest | undefined): Promise<FoundBinary> {
  const { installFor } = await import('./installed-werf.ts');
  return installFor(context, request);
}

async function useVirtualMerge(context: ReadyContext, env: Environment, version: WerfVersion): Promise<Environment> {
  const { host, inputs, cancelled } = context;
  // Told from the environment first, so that nothing is loaded or asked for on any other event.
  if (env['GITHUB_EVENT_NAME'] !== 'pull_request' || env['WERF_VIRTUAL_MERGE'] || inputs.commands.length === 0)
    return {};
  const { readVirtualMerge } = await import('./merge-commit.ts');
  const askVersion = () => within(VERSION_TIMEOUT_MS, version.ask(), cancelled);
  return readVirtualMerge(helperOptions(context, env), host.log, askVersion);
}

/** The words are loaded only where there is something to say. */
async function noticeCheckout(context: ReadyContext, env: Environment): Promise<void> {
  const { host, inputs } = context;
  const commands = inputs.commands.map((line) => wordsOf(line, env, host.platform));
  const options = helperOptions(context, env);
  if (commands.length > 0 && (await untrustedRepository(options)) !== undefined) {
    host.log.notice((await import('./checkout-notices.ts')).UNTRUSTED_NOTICE);
  }
  if (usesHistory(commands) && (await isShallowClone(options))) {
    host.log.notice((await import('./checkout-notices.ts')).historyNotice(commands));
  }
}

function helperOptions({ host, inputs, cancelled }: ReadyContext, env: Environment): HelperOptions {
  return { cwd: inputs.workingDirectory, env, platform: host.platform, signal: cancelled };
}
