// Pure: which release of werf the inputs ask for, and where from.
import { inputError, StepError } from '../system/errors.ts';
import { redactUrl } from '../system/redact-url.ts';
import type { TufRepository } from './published-root.ts';

/** The inputs that name a release, as given: trimmed, empty where not given. */
export interface ReleaseInputs {
  readonly version: string;
  readonly group: string;
  readonly channel: string;
}

/** The inputs that name a TUF repository, as given: trimmed, empty where not given. */
export interface RepositoryInputs {
  readonly trdlUrl: string;
  readonly trdlRootVersion: string;
  readonly trdlRootSha512: string;
}

/** One exact release, the newest one whose version starts so, or the one that a channel names at the moment. */
export type ReleaseRequest =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'channel'; readonly group: string; readonly channel: string };

/** What is installed where nothing is named and no werf is on `PATH`. */
export const DEFAULT_RELEASE = { kind: 'channel', group: '2', channel: 'stable' } as const satisfies ReleaseRequest;

/** Semantic Versioning 2.0.0, its precedence part bounded in length: it becomes part of a path. */
const VERSION =
  /^(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
/** The first one or two numbers of a version. */
const PREFIX = /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8}))?$/;
const GROUP = /^\d{1,4}(?:\.\d{1,4})?$/;
const CHANNEL = /^[a-z][a-z0-9-]{0,31}$/;

/** What people call channels elsewhere, and what to write instead. */
const NO_CHANNELS: ReadonlyMap<string, string> = new Map([
  ['early-access', '. This one is called ea'],
  ['latest', '. None is called latest: stable is for most, alpha has the newest'],
]);

/**
 * What `version`, `group` and `channel` ask for; undefined where none is named.
 * @throws StepError for a value that is none, and for `version` together with one of the others
 */
export function releaseRequest(inputs: ReleaseInputs): ReleaseRequest | undefined {
  const { version, group, channel } = inputs;
  if (version !== '') {
    if (group !== '') throw togetherError('version', version, 'group', group);
    if (channel !== '') throw togetherError('version', version, 'channel', channel);
    return versionRequest('version', version);
  }
  if (group === '' && channel === '') return undefined;
  if (group !== '' && !GROUP.test(group)) {
    throw inputError('group', group, 'a release group such as 2 or 1.2');
  }
  if (channel !== '' && (!CHANNEL.test(channel) || NO_CHANNELS.has(channel))) {
    throw inputError(
      'channel',
      channel,
      `a release channel: alpha, beta, ea, stable or rock-solid${NO_CHANNELS.get(channel) ?? ''}`,
    );
  }
  return { kind: 'channel', group: group || DEFAULT_RELEASE.group, channel: channel || DEFAULT_RELEASE.channel };
}

/**
 * What the text of a version asks for: `2.75.3` for itself, `2.75` and `2` for the newest release that starts so.
 * @param input the input that it comes from, for the error
 * @throws StepError for a text that is neither
 */
export function versionRequest(input: string, text: string): ReleaseRequest {
  const version = parseVersion(text);
  if (version !== undefined) return { kind: 'version', version };
  const prefix = text.startsWith('v') ? text.slice(1) : text;
  if (PREFIX.test(prefix)) return { kind: 'prefix', prefix };
  throw inputError(
    input,
    text,
    "an exact version such as 2.75.3 or v2.75.3, or its first parts in quotation marks, '2.75'; for the newest release of a channel, use the inputs group and channel instead",
  );
}

/**
 * The TUF repository to install from: the mirror that `trdl-url`, `trdl-root-version` and `trdl-root-sha512` name together;
 * undefined where none of them is given. Plain HTTP is allowed: TUF trusts signatures, never the connection.
 * @throws StepError where one of the three is missing or makes no sense
 */
export function tufRepository(inputs: RepositoryInputs): TufRepository | undefined {
  const { trdlUrl, trdlRootVersion, trdlRootSha512 } = inputs;
  const given = { 'trdl-url': trdlUrl, 'trdl-root-version': trdlRootVersion, 'trdl-root-sha512': trdlRootSha512 };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === '' ? [name] : []));
  if (missing.length === 3) return undefined;
  if (missing.length > 0) {
    throw new StepError(
      `${missing.length > 1 ? 'Inputs' : 'Input'} ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing. Allowed: trdl-url, trdl-root-version and trdl-root-sha512 all three (as for "trdl add"), or none of them`,
    );
  }
  if (!/^[1-9]\d{0,8}$/.test(trdlRootVersion)) {
    throw inputError('trdl-root-version', trdlRootVersion, 'a positive whole number, as in the file name 12.root.json');
  }
  const rootSha512 = trdlRootSha512.toLowerCase();
  if (!/^[0-9a-f]{128}$/.test(rootSha512)) {
    throw inputError('trdl-root-sha512', trdlRootSha512, 'a SHA-512 hash: 128 hexadecimal digits');
  }
  return { url: repositoryUrl(trdlUrl), rootVersion: Number(trdlRootVersion), rootSha512 };
}

/**
 * A version without its leading `v`, or undefined where the text is no exact version. Also right for text from
 * outside, such as a channel's content: nothing with a slash, a blank or `..` passes.
 */
export function parseVersion(text: string): string | undefined {
  const version = text.startsWith('v') ? text.slice(1) : text;
  return version.length <= 128 && VERSION.test(version) ? version : undefined;
}

function repositoryUrl(text: string): string {
  const allowed = 'an http or https URL without user, query or fragment, such as https://tuf.example.com/werf';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Whatever stands before an @ may be a password, and this error is shown in the log.
  if (url !== undefined && (url.username !== '' || url.password !== '')) {
    throw inputError('trdl-url', `${url.protocol}//***@${url.host}`, allowed);
  }
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw inputError('trdl-url', redactUrl(text), allowed);
  }
  return url.href.replace(/\/+$/, '');
}

function togetherError(input: string, value: string, other: string, otherValue: string): StepError {
  return inputError(
    input,
    value,
    `either ${input}, or group and channel; ${other} is ${JSON.stringify(otherValue.slice(0, 80))}`,
  );
}
