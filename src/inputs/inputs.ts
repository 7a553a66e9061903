// Pure: the inputs of action.yml -> one readonly object, or an error that names the input.
import { isAbsolute, join } from 'node:path';
import type { Environment } from '../system/environment.ts';
import { inputError } from '../system/errors.ts';
import { redactUrl } from '../system/redact-url.ts';
import { type CommandLine, parseCommandLines } from './command-lines.ts';
import type { InputName } from './names.ts';
import type { TufRepository } from './published-root.ts';
import type { ReleaseRequest } from './release-request.ts';
import { DEFAULT_TRACE_URL, parseTraceUrl } from './trace-url.ts';

export interface Inputs {
  /** In the order in which they run; the values of variables are still to be put in. */
  readonly commands: readonly CommandLine[];
  /** Absolute. */
  readonly workingDirectory: string;
  /** Absolute; undefined where the binary is looked for. */
  readonly werfPath: string | undefined;
  /** The release to install; undefined where none is named. */
  readonly release: ReleaseRequest | undefined;
  /** The file that names the release; absolute; undefined where none was given. */
  readonly versionFile: string | undefined;
  /** Where releases are installed from; undefined for werf's own repository. */
  readonly tufRepository: TufRepository | undefined;
  /** Whether `werf ci-env` runs; undefined where that goes by the commands and the project. */
  readonly ciEnv: boolean | undefined;
  /** A kubeconfig, plain or base64, not checked yet; empty where none was given. Secret. */
  readonly kubeconfig: string;
  /** Empty where there is none. Secret. */
  readonly githubToken: string;
  /** Whether the run's pull request gets a comment. */
  readonly commentOnPr: boolean;
  /** Which comment that is; empty where that goes by the project, the environment, the release and the namespace. */
  readonly commentId: string;
  /** Undefined where `WERF_TELEMETRY_TRACE_URL` is not a URL: then telemetry fails, and the step does not. */
  readonly telemetryEndpoint: URL | undefined;
  /** Absolute; undefined where none was asked for. */
  readonly telemetryLogFile: string | undefined;
  /** Whether the user's own collector gets a trace of the step. */
  readonly traces: boolean;
  /** Absolute; undefined where none was asked for. */
  readonly outputFile: string | undefined;
  /** The exit codes of werf that do not fail the step. */
  readonly allowedExitCodes: ReadonlySet<number>;
  /** Whether the job summary is written. */
  readonly summary: boolean;
  /** Whether lines that werf prints may be workflow commands. */
  readonly workflowCommands: boolean;
}

/**
 * Reads all inputs but `telemetry`, which consent.ts judges because it must not fail a step.
 * @param input an input's value by name, trimmed, empty where it was not given
 * @param workspace the folder that `working-directory` and `werf-path` start from; the paths of files that are written
 *   start from the working directory, as a shell's redirection does there
 * @throws StepError for an input that makes no sense
 */
export async function readInputs(
  input: (name: InputName) => string,
  env: Environment,
  workspace: string,
): Promise<Inputs> {
  const workingDirectory = absolute(workspace, input('working-directory') || '.');
  const inWorkingDirectory = (path: string) => (path === '' ? undefined : absolute(workingDirectory, path));
  const werfPath = input('werf-path');
  const release = await readRelease(input);
  if (werfPath !== '' && release !== undefined) {
    throw inputError(
      'werf-path',
      werfPath,
      'either werf-path, or version, group and channel, which ask for an install.',
    );
  }
  const versionFile = input('version-file');
  if (versionFile !== '' && (release !== undefined || werfPath !== '')) {
    throw inputError('version-file', versionFile, 'either version-file, or version, group and channel, or werf-path.');
  }
  return {
    commands: await readCommands(input('command')),
    workingDirectory,
    werfPath: werfPath === '' ? undefined : absolute(workspace, werfPath),
    release,
    versionFile: versionFile === '' ? undefined : absolute(workspace, versionFile),
    tufRepository: await readRepository(input),
    ciEnv: boolean('ci-env', input('ci-env')),
    kubeconfig: input('kubeconfig'),
    githubToken: input('github-token'),
    commentOnPr: boolean('comment-on-pr', input('comment-on-pr')) ?? false,
    commentId: input('comment-id'),
    telemetryEndpoint: telemetryEndpoint(input('telemetry-url'), env),
    telemetryLogFile: inWorkingDirectory(input('telemetry-log-file') || (env['WERF_TELEMETRY_LOG_FILE'] ?? '')),
    traces: boolean('traces', input('traces')) ?? false,
    outputFile: inWorkingDirectory(input('output-file')),
    allowedExitCodes: allowedExitCodes(input('allowed-exit-codes')),
    summary: boolean('summary', input('summary')) ?? true,
    workflowCommands: boolean('workflow-commands', input('workflow-commands')) ?? false,
  };
}

/** The words of an error are loaded only where there is one. */
async function readCommands(text: string): Promise<readonly CommandLine[]> {
  const { commands, refused } = parseCommandLines(text);
  if (refused.length > 0) throw (await import('./refused-lines.ts')).refusal(refused);
  return commands;
}

/** The rules for releases are loaded only where one is named. */
async function readRelease(input: (name: InputName) => string): Promise<ReleaseRequest | undefined> {
  const given = { version: input('version'), group: input('group'), channel: input('channel') };
  if (!isAnyGiven(given)) return undefined;
  return (await import('./release-request.ts')).releaseRequest(given);
}

async function readRepository(input: (name: InputName) => string): Promise<TufRepository | undefined> {
  const given = {
    trdlUrl: input('trdl-url'),
    trdlRootVersion: input('trdl-root-version'),
    trdlRootSha512: input('trdl-root-sha512'),
  };
  if (!isAnyGiven(given)) return undefined;
  return (await import('./release-request.ts')).tufRepository(given);
}

const isAnyGiven = (inputs: object) => Object.values(inputs).some((value) => value !== '');

function absolute(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}

function telemetryEndpoint(url: string, env: Environment): URL | undefined {
  if (url === '') return parseTraceUrl(env['WERF_TELEMETRY_TRACE_URL'] || DEFAULT_TRACE_URL);
  const endpoint = parseTraceUrl(url);
  if (endpoint === undefined) {
    throw inputError('telemetry-url', redactUrl(url), `a URL such as ${DEFAULT_TRACE_URL}, with https or http.`);
  }
  return endpoint;
}

/** 0 is always among them: the exit code 0 could not be told from success anyway. */
function allowedExitCodes(text: string): ReadonlySet<number> {
  const codes = text.split(/[\s,]+/).filter((code) => code !== '');
  const wrong = codes.find((code) => !/^\d{1,3}$/.test(code) || Number(code) > 255);
  if (wrong !== undefined) {
    throw inputError('allowed-exit-codes', text, 'whole numbers from 0 to 255 with blanks between, such as 0 2.');
  }
  return new Set([0, ...codes.map(Number)]);
}

/** A Boolean as YAML 1.2 writes it, in any case; undefined where none was given. */
function boolean(name: InputName, text: string): boolean | undefined {
  if (text === '') return undefined;
  const value = text.toLowerCase();
  if (value !== 'true' && value !== 'false') throw inputError(name, text, 'true or false.');
  return value === 'true';
}
