// Runs the built action as a Windows program, under wine, with what wine does otherwise than Windows taken into account.
import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { which } from '@actions/io';
import { tool } from '../../scripts/tools.ts';
import { inputVariables, parseCommandFile } from './runner.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PREFIX = join(ROOT, 'node_modules/.cache/tools/wine-prefix');
/** wine's own messages would stand between those of the step. Node 22 does not know the Windows that wine says it is. */
const WINE_ENV = { WINEPREFIX: PREFIX, WINEDEBUG: '-all', NODE_SKIP_PLATFORM_CHECK: '1' };

/**
 * Sets the environment and starts a script of the action. Variables with a hyphen do not come into wine from outside, and
 * a Ctrl-C cannot be sent into it: here it comes once a file is there.
 */
const STARTER = `
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const { script, env, cwd, cancelFile } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const name of Object.keys(process.env)) if (!/^(SystemRoot|SystemDrive|NODE_SKIP_PLATFORM_CHECK|COMSPEC)$/i.test(name)) delete process.env[name];
Object.assign(process.env, env);
process.chdir(cwd);
const timer = setInterval(() => {
  if (!existsSync(cancelFile)) return;
  clearInterval(timer);
  process.emit('SIGINT', 'SIGINT', 2);
}, 20);
timer.unref();
await import(pathToFileURL(script).href);
`;

export interface WindowsResult {
  readonly exitCode: number | null;
  /** What the step printed, on both streams. */
  readonly printed: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
}

export interface WindowsJob {
  /** The workspace, as Linux names it. */
  readonly workspace: string;
  readonly temp: string;
  /** A `werf.exe`: a copy of node, which runs `NAME.js` of its working directory where it is told NAME. */
  readonly werf: string;
  step(inputs: Readonly<Record<string, string>>, env?: Readonly<Record<string, string>>): Promise<WindowsResult>;
  post(step: WindowsResult, inputs: Readonly<Record<string, string>>): Promise<WindowsResult>;
  /** A Ctrl-C for the step that runs. */
  cancel(): void;
  remove(): void;
}

/** Why nothing can be run here; undefined where it can. */
export async function whyNoWine(): Promise<string | undefined> {
  if ((await which('wine')) === '') return 'there is no wine (Debian has it in the packages wine and wine64)';
  try {
    await tool('node-windows');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Starts wine's server once, so that no step waits for it. */
export async function startWine(): Promise<void> {
  mkdirSync(dirname(PREFIX), { recursive: true });
  execFileSync('wine', ['wineboot', '-i'], {
    env: { ...process.env, ...WINE_ENV, WINEARCH: 'win64' },
    stdio: 'ignore',
  });
}

/** Ends it, with all that still runs in it. */
export function endWine(): void {
  execFileSync('wineserver', ['-k'], { env: { ...process.env, ...WINE_ENV } });
}

/** A path of Linux as a program of Windows names it. */
export const windowsPath = (path: string) => `Z:${path.replaceAll('/', '\\')}`;

export async function createWindowsJob(): Promise<WindowsJob> {
  const node = await tool('node-windows');
  const folder = join(mkdtempSync(join(tmpdir(), 'run-werf-wine-')), 'a job');
  const workspace = join(folder, 'work space');
  const temp = join(folder, 'temp');
  const bin = join(folder, 'bin dir');
  for (const path of [workspace, temp, bin]) mkdirSync(path, { recursive: true });
  const werf = join(bin, 'werf.exe');
  copyFileSync(node, werf);
  writeFileSync(join(workspace, 'package.json'), '{ "type": "commonjs" }');
  writeFileSync(join(workspace, 'version.js'), `console.log('v2.77.1')`);
  writeFileSync(join(folder, 'start.mjs'), STARTER);
  const cancelFile = join(folder, 'cancel');
  let runs = 0;

  const run = async (script: string, env: Readonly<Record<string, string>>): Promise<WindowsResult> => {
    runs += 1;
    const files = Object.fromEntries(
      ['OUTPUT', 'ENV', 'STATE', 'PATH', 'STEP_SUMMARY'].map((name) => [
        `GITHUB_${name}`,
        join(folder, `${name}-${runs}`),
      ]),
    );
    for (const path of Object.values(files)) writeFileSync(path, '');
    rmSync(cancelFile, { force: true });
    const task = join(folder, `task-${runs}.json`);
    const variables = {
      PATHEXT: '.COM;.EXE;.BAT;.CMD',
      Path: `C:\\windows\\system32;${windowsPath(bin)}`,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_WORKSPACE: windowsPath(workspace),
      RUNNER_TEMP: windowsPath(temp),
      RUNNER_TOOL_CACHE: windowsPath(join(folder, 'tools')),
      ...Object.fromEntries(Object.entries(files).map(([name, path]) => [name, windowsPath(path)])),
      ...env,
    };
    writeFileSync(
      task,
      JSON.stringify({
        script: windowsPath(join(ROOT, script)),
        env: variables,
        cwd: windowsPath(workspace),
        cancelFile: windowsPath(cancelFile),
      }),
    );
    const printed = join(folder, `printed-${runs}`);
    // A pipe of Linux is no stream that Node can write to under wine.
    const output = openSync(printed, 'w');
    const child = spawn('wine', [node, windowsPath(join(folder, 'start.mjs')), windowsPath(task)], {
      env: { ...process.env, ...WINE_ENV },
      stdio: ['ignore', output, output],
    });
    const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
    closeSync(output);
    const read = (name: string) => readFileSync(files[`GITHUB_${name}`] ?? '', 'utf8').replaceAll('\r\n', '\n');
    return {
      exitCode,
      printed: readFileSync(printed, 'utf8').replaceAll('\r\n', '\n'),
      outputs: parseCommandFile(read('OUTPUT')),
      state: parseCommandFile(read('STATE')),
      summary: read('STEP_SUMMARY'),
    };
  };
  const variablesOf = (inputs: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(inputVariables(inputs)).map(([name, value]) => [name, value ?? '']));
  return {
    workspace,
    temp,
    werf,
    step: (inputs, env = {}) => run('dist/main.js', { ...variablesOf(inputs), ...env }),
    post: ({ state }, inputs) => {
      const saved = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
      return run('dist/post.js', { ...variablesOf(inputs), ...saved });
    },
    cancel: () => writeFileSync(cancelFile, ''),
    remove: () => rmSync(dirname(folder), { recursive: true, force: true }),
  };
}
