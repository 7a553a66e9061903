// Pure: the run context as werf 2.77.1 detects it, from the environment and the platform.
import type { Environment } from '../system/environment.ts';

/** What of the context is the same for every command of a step. A field that is not known is absent. */
export interface RunContext {
  /** The processor by Go's name, such as `amd64` or `arm64`. */
  readonly arch?: string;
  /** The system by Go's name: `linux`, `darwin` or `windows`. */
  readonly os?: string;
  /** The value of `TRDL_USE_WERF_GROUP_CHANNEL`, such as `2 stable`. Absent for anything but a known pair. */
  readonly groupChannel?: string;
  /** Present where `CI` is `1`, `true` or `yes`. */
  readonly ci?: true;
  /** The CI system, such as `github-actions`. */
  readonly ciName?: string;
}

/** Node's platform names -> Go's (`go tool dist list`), for the platforms that werf is released for. */
const GO_OS: ReadonlyMap<string, string> = new Map([
  ['linux', 'linux'],
  ['darwin', 'darwin'],
  ['win32', 'windows'],
]);
const GO_ARCH: ReadonlyMap<string, string> = new Map([
  ['x64', 'amd64'],
  ['arm64', 'arm64'],
  ['ia32', '386'],
  ['arm', 'arm'],
  ['ppc64', 'ppc64le'],
  ['s390x', 's390x'],
  ['riscv64', 'riscv64'],
]);

const isTrue = (value: string) => ['1', 'true', 'yes'].includes(value);
const isNotEmpty = (value: string) => value !== '';

/** In werf's order: where several are set, the last one wins. */
const CI_SYSTEMS: ReadonlyArray<readonly [variable: string, isSet: (value: string) => boolean, ciName: string]> = [
  ['GITLAB_CI', isTrue, 'gitlab'],
  ['JENKINS_URL', isNotEmpty, 'jenkins'],
  ['TRAVIS', isTrue, 'travis'],
  ['GITHUB_ACTIONS', isTrue, 'github-actions'],
  ['CIRCLECI', isTrue, 'circleci'],
  ['TEAMCITY_VERSION', isNotEmpty, 'teamcity'],
  ['BUDDY', isTrue, 'buddy'],
  ['GO_SERVER_URL', isNotEmpty, 'gocd'],
];

const CHANNELS = ['alpha', 'beta', 'ea', 'stable', 'rock-solid'];
const GROUP_CHANNELS: ReadonlySet<string> = new Set([
  ...['1.2', '2', '3'].flatMap((group) => CHANNELS.map((channel) => `${group} ${channel}`)),
  '3 dev',
]);

/** All that `ciName` can be. */
export const CI_NAMES: ReadonlySet<string> = new Set(CI_SYSTEMS.map(([, , ciName]) => ciName));

/** Go's name of the operating system, or undefined where werf is not released for it. */
export function goOs(platform: string): string | undefined {
  return GO_OS.get(platform);
}

/** Go's name of a processor architecture that Node names, or undefined where it has none. */
export function goArch(arch: string): string | undefined {
  return GO_ARCH.get(arch);
}

/** Whether `goOs` can give the name. */
export const isGoOs = (name: string): boolean => [...GO_OS.values()].includes(name);
/** Whether `goArch` can give the name. */
export const isGoArch = (name: string): boolean => [...GO_ARCH.values()].includes(name);

/** Whether a value of `TRDL_USE_WERF_GROUP_CHANNEL` names a group and a channel that werf publishes. */
export function isGroupChannel(value: string): boolean {
  return GROUP_CHANNELS.has(value);
}

/**
 * Reads the context of the run.
 * @param platform Node's `process.platform`
 * @param arch Node's `process.arch`
 */
export function readRunContext(env: Environment, platform: string, arch: string): RunContext {
  const os = goOs(platform);
  const architecture = goArch(arch);
  const groupChannel = env['TRDL_USE_WERF_GROUP_CHANNEL'] ?? '';
  const ciName = CI_SYSTEMS.findLast(([variable, isSet]) => isSet(env[variable] ?? ''))?.[2];
  return {
    ...(architecture !== undefined && { arch: architecture }),
    ...(os !== undefined && { os }),
    ...(isGroupChannel(groupChannel) && { groupChannel }),
    ...(isTrue(env['CI'] ?? '') && { ci: true }),
    ...(ciName !== undefined && { ciName }),
  };
}
