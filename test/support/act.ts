// Runs a workflow with act, as a runner would run it on this machine, in a checkout that holds only what users get.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
/** What a job has after its checkout. No `node_modules`, no `src`: the action has to run without. */
const CHECKED_OUT = ['action.yml', 'dist', 'sample', 'test/runner/workflows'];

export interface ActStep {
  /** What it printed in its main part. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Its red annotations. */
  readonly errors: readonly string[];
  readonly result: string | undefined;
  /** How its post part ended; undefined where it has none. */
  readonly postResult: string | undefined;
}

/** What a workflow runs for, and with. */
export interface Occasion {
  /** The event's name, such as `pull_request`, and its payload. */
  readonly event: string;
  readonly payload?: object;
  readonly vars?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** More of the environment of all jobs. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ActRun {
  /** `success` or `failure`, of the job that ended last; `skipped` where none ran. */
  readonly result: string;
  /** How each job ended, by its name, in the order in which they ended. */
  readonly jobs: ReadonlyArray<readonly [job: string, result: string]>;
  /** A step by its id, or its number from 0. */
  step(id: string): ActStep;
  /** The files left in `RUNNER_TEMP`. Only a job that failed can tell: act clears up after the others. */
  readonly leftInTemp: readonly string[];
}

/** What starts a workflow. */
export interface WorkflowEvent {
  /** Such as `pull_request`. */
  readonly name: string;
  readonly payload: unknown;
}

export interface ActRunner {
  /** A folder for this runner's files. Programs in its `bin` are first on the `PATH` of all jobs. */
  readonly folder: string;
  /**
   * Runs a workflow of test/runner/workflows. Jobs of one runner share its tool cache.
   * @param vars the repository's variables
   * @param event what starts it; a push where not given
   */
  run(workflow: string, vars?: Readonly<Record<string, string>>, event?: WorkflowEvent): Promise<ActRun>;
  /** Runs a workflow that is no file of the checkout. */
  runText(workflow: string, occasion: Occasion): Promise<ActRun>;
  /** What the jobs, or act itself, asked of the network beyond loopback. */
  readonly asked: readonly string[];
  remove(): Promise<void>;
}

/** What act says of a job, a JSON object a line. */
interface Entry {
  readonly job?: string;
  readonly stepID?: readonly string[];
  readonly stage?: string;
  readonly msg?: string;
  readonly raw_output?: boolean;
  readonly command?: string;
  readonly name?: string;
  readonly arg?: string;
  readonly content?: string;
  readonly stepResult?: string;
  readonly jobResult?: string;
}

/**
 * @param act path of the binary
 * @param files more files of the checkout, by their paths
 */
export async function startActRunner(act: string, files: Readonly<Record<string, string>> = {}): Promise<ActRunner> {
  const folder = mkdtempSync(join(tmpdir(), 'run-werf-act-'));
  const checkout = join(folder, 'checkout');
  const home = join(folder, 'home');
  mkdirSync(home);
  checkOut(checkout, files);
  const network = await startClosedProxy();
  const env = {
    PATH: [join(folder, 'bin'), dirname(process.execPath), process.env['PATH']].join(delimiter),
    HOME: home,
    TMPDIR: folder,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    ACT_DISABLE_VERSION_CHECK: '1',
    HTTP_PROXY: network.url,
    HTTPS_PROXY: network.url,
    NO_PROXY: '127.0.0.1',
  };
  const platforms = ['ubuntu-latest', 'self-hosted', 'linux'].flatMap((label) => [
    '--platform',
    `${label}=-self-hosted`,
  ]);
  const args = [...platforms, '--no-cache-server', '--json', '--directory', checkout];
  return {
    folder,
    asked: network.asked,
    run: async (workflow, vars = {}, event = { name: 'push', payload: {} }) => {
      const variables = Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}=${value}`]);
      const path = `test/runner/workflows/${workflow}`;
      const payload = join(folder, 'event.json');
      writeFileSync(payload, JSON.stringify(event.payload));
      const started = [event.name, '--eventpath', payload];
      const entries = await actEntries(act, [...started, ...args, ...variables, '--workflows', path], folder, env);
      return readRun(entries, join(home, 'cache/act'));
    },
    runText: async (workflow, { event, payload = {}, vars = {}, secrets = {}, env: jobEnv = {} }) => {
      const path = join(folder, 'workflow.yml');
      const payloadPath = join(folder, 'payload.json');
      writeFileSync(path, workflow);
      writeFileSync(payloadPath, JSON.stringify(payload));
      const pairs = (option: string, values: Readonly<Record<string, string>>) =>
        Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`]);
      const parameters = [...pairs('--var', vars), ...pairs('--secret', secrets), ...pairs('--env', jobEnv)];
      const command = [event, ...args, ...parameters, '--eventpath', payloadPath, '--workflows', path];
      return readRun(await actEntries(act, command, folder, env), join(home, 'cache/act'));
    },
    remove: async () => {
      await network.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function checkOut(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  for (const path of CHECKED_OUT) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  const git = (...args: string[]) => {
    const { status, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  };
  git('init', '--quiet', '--initial-branch', 'main');
  git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  git('add', '--all', '--force');
  git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'Checkout');
}

/** A proxy that lets nothing through, and so shows what would have left this machine. */
async function startClosedProxy() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, asked, close };
}

async function actEntries(
  act: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly Entry[]> {
  const child = spawn(act, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const entries = stdout.split('\n').filter((line) => line.startsWith('{'));
  // Jobs whose conditions do not hold are said nothing of.
  if (entries.length === 0 && child.exitCode !== 0) throw new Error(`act ran no job: ${stderr}`);
  return entries.map((line) => JSON.parse(line));
}

function readRun(entries: readonly Entry[], cache: string): ActRun {
  const result = entries.findLast(({ jobResult }) => jobResult !== undefined)?.jobResult ?? 'skipped';
  if (result === 'skipped' && entries.some(({ stepID }) => stepID !== undefined))
    throw new Error(`act's job did not end: ${entries.map(({ msg }) => msg).join('\n')}`);
  return {
    result,
    jobs: entries.flatMap(({ job = '', jobResult }) => (jobResult === undefined ? [] : [[job, jobResult] as const])),
    step: (id) => readStep(entries.filter(({ stepID }) => stepID?.[0] === id)),
    leftInTemp: globSync(join(cache, '*/tmp/**/*'), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name)),
  };
}

function readStep(entries: readonly Entry[]): ActStep {
  const main = entries.filter(({ stage }) => stage === 'Main');
  const resultOf = (part: readonly Entry[]) => part.findLast(({ stepResult }) => stepResult !== undefined)?.stepResult;
  return {
    log: main
      .filter(({ raw_output }) => raw_output === true)
      .map(({ msg }) => msg)
      .join(''),
    outputs: Object.fromEntries(
      main.filter(({ command }) => command === 'set-output').map(({ name = '', arg = '' }) => [name, arg]),
    ),
    summary: main
      .filter(({ command }) => command === 'summary')
      .map(({ content }) => content)
      .join(''),
    errors: main.filter(({ command }) => command === 'error').map(({ msg = '' }) => msg),
    result: resultOf(main),
    postResult: resultOf(entries.filter(({ stage }) => stage === 'Post')),
  };
}
