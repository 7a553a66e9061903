// Runs the built action as a runner does: its protocol of variables and files, its signals, and its post step.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import {
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../..');
const ACTION: {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly main: string; readonly post: string };
} = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));

/** The Node that runs the action: the tests' own, or the one that scripts/action-tests.ts names. */
export const actionNode = () => process.env['ACTION_NODE'] || process.execPath;

export interface StepResult {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  /** What the step put into the environment of later steps. */
  readonly exported: Readonly<Record<string, string>>;
  /** The folders that it put on the `PATH` of later steps. */
  readonly addedPaths: readonly string[];
  readonly durationMs: number;
}

export interface RunningStep {
  readonly process: ChildProcess;
  readonly result: Promise<StepResult>;
  /** Resolves when the text has appeared on stdout. */
  printed(text: string): Promise<void>;
}

export interface Job {
  /** The workspace, empty at first. */
  readonly workspace: string;
  /** `RUNNER_TEMP`. */
  readonly temp: string;
  step(inputs?: Readonly<Record<string, string>>, env?: NodeJS.ProcessEnv): Promise<StepResult>;
  start(inputs?: Readonly<Record<string, string>>, env?: NodeJS.ProcessEnv): RunningStep;
  /** Runs the post step of a step that ran before. */
  post(
    step: Pick<StepResult, 'state'>,
    inputs?: Readonly<Record<string, string>>,
    env?: NodeJS.ProcessEnv,
  ): Promise<StepResult>;
  startPost(
    step: Pick<StepResult, 'state'>,
    inputs?: Readonly<Record<string, string>>,
    env?: NodeJS.ProcessEnv,
  ): RunningStep;
  /** Makes a file or a folder the user's as whom the steps run. */
  give(path: string): void;
  remove(): void;
}

export interface JobOptions {
  /** Runs the steps as a user without rights, where the tests run as root. */
  readonly unprivileged?: boolean;
  /** The number of the user that its steps run as, where this process may choose. */
  readonly user?: number | undefined;
  /** A program, with its arguments, that starts Node; none where not given. */
  readonly launcher?: readonly string[];
  /** Where the action is, with its `dist/`; this repository where not given. */
  readonly action?: string;
}

/** The user that has no rights, for tests that run as root. */
const NOBODY = 65_534;

/** Refuses connections. Where a test names no endpoint, werf's own would be asked for, and sent what never happened. */
const NOWHERE = 'http://127.0.0.1:9';

/** A job on a runner of its own. */
export function createJob({ unprivileged = false, user: asked, launcher = [], action = ROOT }: JobOptions = {}): Job {
  const uid = asked ?? (unprivileged && process.getuid?.() === 0 ? NOBODY : undefined);
  const user = uid === undefined ? {} : { uid, gid: uid };
  const own = (...paths: readonly string[]) => {
    if (uid !== undefined) for (const path of paths) lchownSync(path, uid, uid);
  };
  const folder = mkdtempSync(join(tmpdir(), 'run-werf-job-'));
  const workspace = join(folder, 'workspace');
  const temp = join(folder, 'temp');
  mkdirSync(workspace);
  mkdirSync(temp);
  own(folder, workspace, temp);
  let steps = 0;

  const launch = (script: string, inputs: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv): RunningStep => {
    steps += 1;
    const files = commandFiles(join(folder, `step-${steps}`));
    own(join(folder, `step-${steps}`), ...Object.values(files));
    const command = [...launcher, actionNode(), join(action, script)];
    return launchProgram(
      command,
      { cwd: workspace, ...user },
      {
        PATH: process.env['PATH'],
        HOME: join(folder, 'home'),
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_WORKSPACE: workspace,
        RUNNER_TEMP: temp,
        RUNNER_TOOL_CACHE: join(folder, 'tools'),
        WERF_TELEMETRY_TRACE_URL: NOWHERE,
        ...inputVariables(inputs),
        ...files,
        ...env,
      },
    );
  };
  const start: Job['start'] = (inputs = {}, env = {}) => launch(ACTION.runs.main, inputs, env);
  const startPost: Job['startPost'] = ({ state }, inputs = {}, env = {}) => {
    const saved = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
    return launch(ACTION.runs.post, inputs, { ...saved, ...env });
  };
  return {
    workspace,
    temp,
    start,
    step: (inputs, env) => start(inputs, env).result,
    startPost,
    post: (step, inputs, env) => startPost(step, inputs, env).result,
    give: (path) => {
      own(path);
      if (!lstatSync(path).isDirectory()) return;
      for (const entry of readdirSync(path, { recursive: true })) own(join(path, String(entry)));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** An action's inputs as the runner hands them on, with the defaults of action.yml. */
export function inputVariables(inputs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const unknown = Object.keys(inputs).find((name) => !Object.hasOwn(ACTION.inputs, name));
  if (unknown !== undefined) throw new Error(`action.yml has no input ${unknown}`);
  return Object.fromEntries(
    Object.entries(ACTION.inputs).map(([name, { default: value }]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      // An expression is the runner's to evaluate; here there is no token.
      inputs[name] ?? value?.replace(/^\$\{\{.*\}\}$/, '') ?? '',
    ]),
  );
}

function commandFiles(folder: string): Record<string, string> {
  mkdirSync(folder);
  return Object.fromEntries(
    ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'].map((name) => {
      const path = join(folder, name);
      writeFileSync(path, '');
      return [name, path];
    }),
  );
}

function launchProgram(
  [program = '', ...args]: readonly string[],
  options: Pick<SpawnOptions, 'cwd' | 'uid' | 'gid'>,
  env: NodeJS.ProcessEnv,
): RunningStep {
  const startedAt = performance.now();
  const child = spawn(program, args, { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const result = new Promise<StepResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      const read = (name: string) => readFile(env[name] ?? '');
      resolve({
        exitCode,
        signal,
        ...output,
        outputs: parseCommandFile(read('GITHUB_OUTPUT')),
        state: parseCommandFile(read('GITHUB_STATE')),
        exported: parseCommandFile(read('GITHUB_ENV')),
        summary: read('GITHUB_STEP_SUMMARY'),
        addedPaths: read('GITHUB_PATH')
          .split('\n')
          .filter((path) => path !== ''),
        durationMs: performance.now() - startedAt,
      });
    });
  });
  const printed = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (output.stdout.includes(text)) resolve();
      };
      listeners.add(check);
      check();
      result.then(
        () => reject(new Error(`the step ended without printing ${text}: ${output.stdout}${output.stderr}`)),
        reject,
      );
    });
  return { process: child, result, printed };
}

/** The content of a file of the runner's; empty where a test has put something else in its place. */
function readFile(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path, 'utf8') : '';
}

/** The runner's file format: `name=value`, or `name<<delimiter`, lines, `delimiter`. */
export function parseCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const heredoc = /^([^=]+?)<<(.+)$/.exec(line);
    if (heredoc !== null) {
      const end = lines.indexOf(heredoc[2] ?? '', at + 1);
      values[heredoc[1] ?? ''] = lines.slice(at + 1, end).join('\n');
      at = end;
    } else if (line.includes('=')) {
      values[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1);
    }
  }
  return values;
}
