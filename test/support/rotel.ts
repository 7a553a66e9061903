// An OTLP collector that this project did not write: rotel, which prints what it receives.
import { spawn } from 'node:child_process';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface Rotel {
  readonly url: string;
  /** Resolves once rotel has printed a text so many times, to all it printed. */
  printed(text: string, times: number): Promise<string>;
  close(): Promise<void>;
}

/**
 * @param path of the agent
 * @param folder for its files
 */
export async function startRotel(path: string, folder: string): Promise<Rotel> {
  const [http, grpc] = [await freePort(), await freePort()];
  const options = {
    exporter: 'blackhole',
    'debug-log': 'traces',
    'debug-log-verbosity': 'detailed',
    'otlp-http-endpoint': `127.0.0.1:${http}`,
    'otlp-grpc-endpoint': `127.0.0.1:${grpc}`,
    'pid-file': join(folder, 'rotel.pid'),
    'log-file': join(folder, 'rotel.log'),
  };
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const child = spawn(path, ['start', ...args], { cwd: folder, env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    for (const listener of listeners) listener();
  });
  const until = (isDone: () => boolean) =>
    new Promise<string>((resolve, reject) => {
      const check = () => {
        if (isDone()) resolve(output);
      };
      listeners.add(check);
      check();
      void closed.then(() => reject(new Error(`rotel ended: ${output}`)));
    });
  while (child.exitCode === null && !(await isListening(http))) await setTimeout(20);
  return {
    url: `http://127.0.0.1:${http}/v1/traces`,
    printed: (text, times) => until(() => output.split(text).length > times),
    close: () => {
      child.kill();
      return closed;
    },
  };
}

/** rotel cannot choose a port itself and say which. */
function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    }),
  );
}

function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}
