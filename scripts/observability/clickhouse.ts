// ClickHouse's engine, chdb, behind a small server of ours: where tables are made and queries run.
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

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
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

/**
 * @param python the interpreter of an environment with chdb
 * @param folder where the data is; it stays there
 * @param config a file of ClickHouse's configuration
 */
export async function startClickHouse(python: string, folder: string, config?: string): Promise<ClickHouse> {
  const args = [SERVER, folder, ...(config === undefined ? [] : [config])];
  const server = spawn(python, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = `http://127.0.0.1:${await firstLine(server)}`;
  const run = async (sql: string, parameters: Parameters = {}) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) search.set(`param_${name}`, String(value));
    const answer = await fetch(`${url}/?${search}`, { method: 'POST', body: sql });
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
    kill: () =>
      new Promise((resolve) => {
        server.once('close', () => resolve());
        server.kill('SIGKILL');
      }),
  };
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (server.stdout === null) return reject(new Error('the server has no output'));
    createInterface(server.stdout).once('line', resolve);
    server.once('error', reject).once('close', (code) => reject(new Error(`chdb ended with ${code}`)));
  });
}
