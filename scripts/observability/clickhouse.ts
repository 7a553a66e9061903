// ClickHouse's engine, chdb, behind a small server of ours: where tables are made and queries run.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Agent, fetch } from 'undici';

const SERVER = resolve(import.meta.dirname, 'chdb_server.py');

export type Row = Readonly<Record<string, unknown>>;
export type Parameters = Readonly<Record<string, string | number>>;

export interface ClickHouse {
  /** What a client names as its address. */
  readonly url: string;
  /** Runs one statement. @throws Error with what ClickHouse says */
  run(sql: string, parameters?: Parameters): Promise<string>;
  /** Runs a query, and returns its rows; numbers of 64 bits are texts. */
  rows(sql: string, parameters?: Parameters): Promise<readonly Row[]>;
  /** How many seconds it has kept a core busy; NaN where that cannot be told. */
  cpuSeconds(): number;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

/**
 * @param python the interpreter of an environment with chdb
 * @param folder where the data is; it stays there
 * @param config a file of ClickHouse's configuration
 * @param env variables that it names
 */
export async function startClickHouse(
  python: string,
  folder: string,
  config?: string,
  env: NodeJS.ProcessEnv = {},
): Promise<ClickHouse> {
  const args = [SERVER, folder, ...(config === undefined ? [] : [config])];
  const server = spawn(python, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const url = `http://127.0.0.1:${await firstLine(server)}`;
  // A merge of all rows can take longer than five minutes.
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const run = async (sql: string, parameters: Parameters = {}) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) search.set(`param_${name}`, String(value));
    const answer = await fetch(`${url}/?${search}`, { method: 'POST', body: sql, dispatcher: agent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${text.trim()}\n${sql}`);
    return text;
  };
  return {
    url,
    run,
    rows: async (sql, parameters) => {
      const text = await run(`${sql.replace(/;\s*$/, '')}\nFORMAT JSONEachRow`, parameters);
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    },
    cpuSeconds: () => cpuSeconds(server.pid),
    kill: async () => {
      const closed = new Promise((resolve) => server.once('close', resolve));
      server.kill('SIGKILL');
      await Promise.all([closed, agent.destroy()]);
    },
  };
}

/** How many seconds a process has kept a core busy, on Linux; NaN elsewhere. What else runs there does not count. */
export function cpuSeconds(pid: number | undefined): number {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return Number.NaN;
  const fields = readFileSync(path, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  // The fields utime and stime, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (server.stdout === null) return reject(new Error('the server has no output'));
    createInterface(server.stdout).once('line', resolve);
    server.once('error', reject).once('close', (code) => reject(new Error(`chdb ended with ${code}`)));
  });
}
