// Effect: `werf ci-env github`, which tells werf's commands about the job.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type HelperResult, runHelper } from '../programs/child-process.ts';
import type { PipeMaker } from '../programs/output-pipes.ts';
import type { Environment } from '../system/environment.ts';
import { StepError } from '../system/errors.ts';
import { readRegularFile, writePrivateFile } from '../system/files.ts';
import type { Log } from '../system/host.ts';
import { isInside } from '../system/inside.ts';
import { shortenBytes } from '../system/text.ts';
import { pullRequestEvent } from '../system/workflow-event.ts';
import { errorText } from '../werf/error-text.ts';
import { OutputTail } from '../werf/output-tail.ts';
import { isRegistryRefusal, registryHint, unreachableHint } from '../werf/registry-hint.ts';
import { ciEnvSecrets, parseCiEnv } from './ci-env-file.ts';
import { dockerConfigCopies } from './docker-config.ts';

export interface CiEnvOptions {
  /** werf's path. */
  readonly werf: string;
  /** The working directory of the commands. */
  readonly cwd: string;
  /** The environment of the commands: what is set in it, ci-env leaves as it is where werf does. */
  readonly env: Environment;
  /** Options that have werf read the project of the commands, such as `--dir=docs`. */
  readonly projectOptions: readonly string[];
  /** Whether it logs in to ghcr.io, where the environment does not say. */
  readonly login: boolean;
  /** The input `github-token`; empty where there is none. */
  readonly githubToken: string;
  /** A private folder that the post step removes. */
  readonly folder: string;
  readonly pipes: PipeMaker;
  readonly platform: NodeJS.Platform;
  readonly log: Log;
  /** Ends werf and whatever it started. */
  readonly signal: AbortSignal;
}

export interface CiEnv {
  /** For the commands, over their environment. */
  readonly variables: Readonly<Record<string, string>>;
  /** Folders outside of the private one that the post step removes too. */
  readonly cleanup: readonly string[];
}

/** Milliseconds that werf gets to end by itself after a cancellation, before it is killed. */
const KILL_GRACE_MS = 3_000;
/** Bytes of werf's output that are kept, from the end, and that are shown of it. */
const MAX_OUTPUT_BYTES = 16_000;
const MAX_MESSAGE_BYTES = 2_000;
/** Bytes of the file with its variables; all of an environment takes less. */
const MAX_FILE_BYTES = 4_000_000;

/** Before 1.2.300 or so, werf knows nothing but that the login needs the actor's name, which it needs for nothing else. */
const NO_LOGIN: Environment = { WERF_LOGIN_TO_REGISTRY: '0', GITHUB_ACTOR: undefined };

/**
 * Runs `werf ci-env github` and reads its variables. The token goes to this helper alone: what the commands need of it,
 * ci-env gives them (a Docker configuration, `WERF_REPO_GITHUB_TOKEN`).
 * @throws StepError with werf's own message where it fails; the signal's reason on cancellation
 */
export async function runCiEnv(options: CiEnvOptions): Promise<CiEnv> {
  const { env, folder, githubToken, log, projectOptions } = options;
  if (githubToken !== '') log.mask(githubToken);
  const file = join(folder, 'ci-env');
  // werf would create it with mode 0755, and would leave what stands behind the end of its own text.
  writePrivateFile(file, '');
  try {
    await runWerf(options, ['ci-env', 'github', '--as-env-file', '--output-file-path', file, ...projectOptions]);
    const written = readRegularFile(file, MAX_FILE_BYTES);
    if (written === undefined) throw new StepError('werf ci-env github wrote no file of variables.');
    const variables = parseCiEnv(written.toString('utf8'));
    for (const secret of ciEnvSecrets(variables)) log.mask(secret);
    const copies = dockerConfigCopies(variables, env);
    return { variables, cleanup: copies.filter((path) => !isInside(folder, path)) };
  } finally {
    await rm(file, { force: true });
  }
}

/** ci-env logs in to a registry, which can take long: a cancellation has to end it. */
async function runWerf(options: CiEnvOptions, argv: string[]): Promise<void> {
  const { werf, cwd, env, githubToken, folder, platform, signal } = options;
  const output = new OutputTail(MAX_OUTPUT_BYTES);
  signal.throwIfAborted();
  // A wrapper of werf's may write to /dev/stderr here too.
  const pipes = await options.pipes.take();
  const running = runHelper(werf, argv, {
    cwd,
    env: {
      ...env,
      ...(githubToken === '' ? {} : { GITHUB_TOKEN: githubToken }),
      ...(options.login || env['WERF_LOGIN_TO_REGISTRY'] ? {} : NO_LOGIN),
      // The helper is no command of the user's, so it is not reported.
      WERF_TELEMETRY: '0',
      // Its copy of the Docker configuration holds the token: here the post step finds it even after a cancellation.
      WERF_TMP_DIR: folder,
    },
    platform,
    signal,
    grace: KILL_GRACE_MS,
    mustSucceed: true,
    onOutput: (text) => output.push(Buffer.from(text)),
    pipes,
  });
  // Those of the next one, while this one runs.
  options.pipes.prepare();
  const result = await running;
  signal.throwIfAborted();
  if (result?.exitCode !== 0) throw await failure(result, errorText(output), options);
}

async function failure(
  result: HelperResult | undefined,
  output: string,
  { werf, cwd, env, githubToken: token, log }: CiEnvOptions,
): Promise<StepError> {
  if (result?.error !== undefined) {
    const { notStarted } = await import('../werf/not-started.ts');
    return notStarted(werf, cwd, result.error);
  }
  const shown = shortenBytes((token === '' ? output : output.replaceAll(token, '***')).trim(), MAX_MESSAGE_BYTES);
  const how = result?.killedBy ? `was ended by ${result.killedBy}` : `failed with exit code ${result?.exitCode}`;
  const isFromFork = isRegistryRefusal(output, env) && (await pullRequestEvent(env, log))?.isFromFork === true;
  const hint = unreachableHint(output) ?? registryHint(output, { env, isFromFork });
  return new StepError(
    [
      `werf ci-env github ${how}: ${shown || 'it printed nothing'}`,
      hint ?? 'Mend this, or turn it off with "ci-env: false"',
    ].join('\n'),
  );
}
