// The gateway of examples/observability as it is, on free ports of loopback, before ClickHouse's engine.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { HOME } from '../../scripts/observability/queries.ts';

const CONFIG = join(HOME, 'collector/gateway.yaml');
export const TOKEN = 'the-token';

export interface Gateway {
  /** Where traces go, and where telemetry goes. */
  readonly traces: string;
  readonly telemetry: string;
  /** The base of `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly endpoint: string;
  readonly pid: number | undefined;
  /** What it printed beyond how it starts. */
  complaints(): string;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

/** What the Collector says of the configuration: nothing where it is well. */
export function validate(collector: string): string {
  const { stdout, stderr } = spawnSync(collector, ['validate', '--config', CONFIG], {
    env: environment('tcp://clickhouse:9000'),
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`;
}

/**
 * @param collector its path
 * @param queue the folder of its queue
 * @param clickHouse where ClickHouse's HTTP interface is
 */
export async function startGateway(collector: string, queue: string, clickHouse: string): Promise<Gateway> {
  const [http, grpc, telemetry, health] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const settings = {
    'receivers::otlp/traces::protocols::http::endpoint': `127.0.0.1:${http}`,
    'receivers::otlp/traces::protocols::grpc::endpoint': `127.0.0.1:${grpc}`,
    'receivers::otlp/telemetry::protocols::http::endpoint': `127.0.0.1:${telemetry}`,
    'extensions::health_check::endpoint': `127.0.0.1:${health}`,
    'extensions::file_storage::directory': queue,
    'extensions::file_storage::compaction::directory': queue,
    // The engine's server reads no compressed bodies.
    'exporters::clickhouse/traces::compress': 'none',
    'exporters::clickhouse/telemetry::compress': 'none',
    'exporters::clickhouse/traces::sending_queue::batch::flush_timeout': '100ms',
    'exporters::clickhouse/telemetry::sending_queue::batch::flush_timeout': '100ms',
    'exporters::clickhouse/traces::retry_on_failure::max_interval': '1s',
    'exporters::clickhouse/telemetry::retry_on_failure::max_interval': '1s',
  };
  const overrides = Object.entries(settings).map(([name, value]) => `yaml:${name}: ${value}`);
  const args = [CONFIG, ...overrides].flatMap((config) => ['--config', config]);
  const child = spawn(collector, args, { env: environment(clickHouse), stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  await healthy(child, health, () => log);
  return {
    pid: child.pid,
    endpoint: `http://127.0.0.1:${http}`,
    traces: `http://127.0.0.1:${http}/v1/traces`,
    telemetry: `http://127.0.0.1:${telemetry}/v1/traces`,
    complaints: () =>
      log
        .split('\n')
        .filter((line) => /\twarn\t|\terror\t|failed/.test(line))
        .join('\n'),
    kill: () =>
      new Promise((resolve) => {
        child.once('close', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

function environment(clickHouse: string): NodeJS.ProcessEnv {
  return {
    OTLP_TOKEN: TOKEN,
    CLICKHOUSE_ENDPOINT: clickHouse,
    CLICKHOUSE_USER: 'gateway',
    CLICKHOUSE_PASSWORD: 'a-password',
  };
}

async function healthy(child: ChildProcess, port: number, log: () => string): Promise<void> {
  while (true) {
    if (child.exitCode !== null) throw new Error(`the gateway ended: ${log()}`);
    const answer = await fetch(`http://127.0.0.1:${port}`).catch(() => undefined);
    await answer?.text();
    if (answer?.ok) return;
    await setTimeout(50);
  }
}

/** The Collector cannot choose a port itself and say which. */
function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    }),
  );
}
