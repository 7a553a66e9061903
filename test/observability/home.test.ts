// The home for traces and telemetry: its Collector, as it is configured, and its tables and queries, in ClickHouse's engine.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClickHouse, type Row, startClickHouse } from '../../scripts/observability/clickhouse.ts';
import { HOME, readQueries, readStatements } from '../../scripts/observability/queries.ts';
import { tool } from '../../scripts/tools.ts';
import { type Gateway, startGateway, TOKEN, validate } from '../support/gateway.ts';
import { deployment, eventsRequest, type MadeSpan, type MadeTrace, tracesRequest } from '../support/made-spans.ts';
import { writeRecordedWerf, writeReportingWerf, writeRolloutWerf } from '../support/recorded-werf.ts';
import { createJob } from '../support/runner.ts';

const find = (name: 'otelcol' | 'chdb') =>
  tool(name).catch((reason: Error) => {
    process.stderr.write(`The home for traces and telemetry is not tried: ${reason.message}.\n`);
    return '';
  });
const [python, collector] = [await find('chdb'), await find('otelcol')];

const HOUR = 3_600_000;
/** Half an hour after a full hour of the last days, so that an hour's bucket holds all. */
const START = (Math.floor(Date.now() / HOUR) - 48.5) * HOUR;
const parameters = {
  from: clickHouseTime(START - 24 * HOUR),
  to: clickHouseTime(Date.now() + HOUR),
  bucket: 3600,
  repository: '',
  trace: '',
};

let folder: string;
let clickHouse: ClickHouse;
let gateway: Gateway;

const startAll = async () => {
  clickHouse = await startClickHouse(python, join(folder, 'clickhouse'));
  gateway = await startGateway(collector, join(folder, 'queue'), clickHouse.url);
};
const makeTables = async () => {
  for (const file of ['traces.sql', 'telemetry.sql']) {
    for (const statement of readStatements(file)) await clickHouse.run(statement);
  }
};

async function send(url: string, request: unknown, token = TOKEN): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(request) });
  await answer.text();
  return answer.status;
}

const query = (name: string, changed: Readonly<Record<string, string | number>> = {}) => {
  const found = readQueries().find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no query ${name}`);
  return clickHouse.rows(found.sql, { ...parameters, ...changed });
};
/** Asks until an answer has so many rows. @throws Error with what the gateway said where it does not come to that */
async function arrived(sql: string, rows: number): Promise<readonly Row[]> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await clickHouse.rows(sql);
    if (found.length >= rows) return found;
    await setTimeout(50);
  }
  throw new Error(`It did not arrive. ${gateway.complaints()}`);
}
const spansOf = (run: number) =>
  `SELECT * FROM otel.otel_traces FINAL WHERE ResourceAttributes['cicd.pipeline.run.id'] = '${run}'`;
const trace = (run: number, spans: readonly MadeSpan[], more: Partial<MadeTrace> = {}): MadeTrace => ({
  run,
  start: START,
  spans,
  ...more,
});

describe.skipIf(python === '' || collector === '')('the home', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'run-werf-home-'));
    await startAll();
    await makeTables();
  }, 60_000);
  afterAll(async () => {
    await gateway?.kill();
    await clickHouse?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test('has a configuration that the Collector finds nothing wrong with', () => {
    expect(validate(collector)).toBe('');
  });

  test('makes its tables again without harm', makeTables);

  describe('for traces', () => {
    test('answers each question from what was sent', async () => {
      const request = tracesRequest(
        trace(1, deployment()),
        trace(2, deployment('not_ready'), { start: START + 60_000 }),
        trace(3, deployment(), { repository: 'acme/other', start: START + HOUR, revision: '1'.repeat(40) }),
      );
      expect(await send(gateway.traces, request)).toBe(200);
      await arrived('SELECT SpanId FROM otel.otel_traces', 24);
      const [first, second] = [clickHouseTime(START - HOUR / 2), clickHouseTime(START + HOUR / 2)];

      expect(await query('traces/commands')).toEqual([
        { time: first, command: 'werf converge', p50: 50, p95: 50 },
        { time: second, command: 'werf converge', p50: 50, p95: 50 },
      ]);
      expect(await query('traces/failures')).toEqual([{ time: first, cause: 'not_ready', share: 0.5 }]);
      expect(await query('traces/cache-hits', { repository: 'github.com/acme/other' })).toEqual([
        { time: second, part: 'images', hits: 0.5 },
        { time: second, part: 'installs of werf', hits: 1 },
        { time: second, part: 'stages', hits: 2 / 3 },
      ]);
      expect(await query('traces/images', { repository: 'github.com/acme/shop' })).toEqual([
        { time: first, image: 'backend', p50: 20, p95: 20 },
      ]);
      expect(await query('traces/images')).toContainEqual({
        time: second,
        image: 'github.com/acme/other backend',
        p50: 20,
        p95: 20,
      });
      expect(await query('traces/stages', { repository: 'github.com/acme/shop' })).toEqual([
        { time: first, stage: 'install', p50: 8, p95: 8 },
      ]);
      expect(await query('traces/slowest-images', { repository: 'github.com/acme/shop' })).toEqual([
        {
          repository: 'github.com/acme/shop',
          image: 'backend',
          hours: expect.closeTo(40 / 3600, 6),
          builds: 2,
          hits: 0,
          p50: 20,
          p95: 20,
        },
      ]);
      expect(await query('traces/versions')).toMatchObject([{ version: 'v2.77.1', repositories: 2, commands: 3 }]);
      expect(await query('traces/repositories')).toEqual([
        { value: '', label: 'all' },
        { value: 'github.com/acme/other', label: 'github.com/acme/other' },
        { value: 'github.com/acme/shop', label: 'github.com/acme/shop' },
      ]);
      const [failed] = await query('traces/failed-commands');
      expect(failed).toMatchObject({ command: 'werf converge', cause: 'not_ready', namespace: 'shop-production' });
      const spans = await query('traces/trace', { trace: String(failed?.['traceID']) });
      expect(spans).toHaveLength(8);
      expect(spans).toContainEqual(expect.objectContaining({ operationName: 'werf converge', statusCode: 2 }));
    });

    test('answers each question from what the action sends', async () => {
      const job = createJob();
      try {
        commitAll(job.workspace);
        const env = {
          OTEL_EXPORTER_OTLP_ENDPOINT: gateway.endpoint,
          OTEL_EXPORTER_OTLP_HEADERS: `Authorization=Bearer%20${TOKEN}`,
          OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
          GITHUB_REPOSITORY: 'acme/real',
          GITHUB_RUN_ID: '14460881260',
          GITHUB_RUN_ATTEMPT: '13',
        };
        const inputs = { traces: 'true', telemetry: 'false', 'ci-env': 'false' };
        const run = (werf: string, command: string) => job.step({ ...inputs, 'werf-path': werf, command }, env);
        const built = await run(writeReportingWerf(join(job.temp, 'a'), 'build-rebuilt'), 'build');
        const deployed = await run(writeReportingWerf(join(job.temp, 'b'), 'converge-ok'), 'converge');
        const failed = await run(writeRolloutWerf(join(job.temp, 'c'), 'converge-crash-loop'), 'converge');
        expect([built, deployed, failed].map(({ exitCode }) => exitCode)).toEqual([0, 0, 1]);
        const trace = built.outputs['trace-id'] ?? '';
        expect(failed.outputs['trace-id']).toBe(trace);
        await arrived(`SELECT SpanId FROM otel.otel_traces WHERE Type = 'step' AND TraceId = '${trace}'`, 3);

        const real = { repository: 'github.com/acme/real', from: clickHouseTime(Date.now() - HOUR) };
        const ask = (name: string) => query(`traces/${name}`, real);
        const commands = (await ask('commands')).map(({ command }) => command);
        expect(new Set(commands)).toEqual(new Set(['werf build', 'werf converge']));
        expect(await ask('failures')).toMatchObject([{ cause: 'not_ready', share: expect.closeTo(1 / 3, 6) }]);
        expect(await ask('failed-commands')).toMatchObject([{ command: 'werf converge', traceID: trace }]);
        expect((await ask('cache-hits')).map(({ part }) => part)).toEqual(['images', 'stages']);
        expect((await ask('images')).map(({ image }) => image)).toContain('backend');
        expect((await ask('stages')).map(({ stage }) => stage)).toContain('dockerfile');
        expect((await ask('slowest-images')).map(({ image }) => image)).toContain('backend');
        expect(await ask('versions')).toMatchObject([{ version: 'v2.77.1', repositories: 1, commands: 3 }]);
        expect((await ask('objects')).map(({ object }) => object)).toContain('Deployment/web');
        expect(await ask('lead-time')).toMatchObject([{ p50: expect.any(Number) }]);
        const spans = await query('traces/trace', { trace });
        const ids = new Set(spans.map(({ spanID }) => spanID));
        const orphans = spans.filter(({ parentSpanID }) => parentSpanID !== '' && !ids.has(parentSpanID));
        expect(orphans).toEqual([]);
        expect(spans.filter(({ operationName }) => operationName === 'run-werf')).toHaveLength(3);
      } finally {
        job.remove();
      }
    });

    test('measures the lead time to the first deployment of a commit', async () => {
      const committed = Math.floor(START / 1000);
      const deploy = (run: number, minutes: number) => {
        const spans = deployment().map((span) => ({
          ...span,
          attributes: { ...span.attributes, 'werf.commit.time': committed },
        }));
        return trace(run, spans, {
          repository: 'acme/lead',
          start: START + minutes * 60_000,
          revision: 'a'.repeat(40),
        });
      };
      await send(gateway.traces, tracesRequest(deploy(11, 10), deploy(12, 20)));
      await arrived(spansOf(12), 8);
      const [row, ...rest] = await query('traces/lead-time', { repository: 'github.com/acme/lead' });
      expect(rest).toEqual([]);
      // The command runs for fifty seconds.
      expect(row?.['p50']).toBeCloseTo((10 * 60 + 50) / 3600, 6);
    });

    test('counts what is delivered twice once', async () => {
      const first = trace(21, deployment(), { repository: 'acme/twice' });
      await send(gateway.traces, tracesRequest(first));
      await arrived(spansOf(21), 8);
      await send(gateway.traces, tracesRequest(first, trace(22, deployment())));
      await arrived(spansOf(22), 8);
      const rows = "SELECT SpanId FROM otel.otel_traces WHERE Repository = 'github.com/acme/twice'";
      expect(await clickHouse.rows(rows)).toHaveLength(16);
      expect(await clickHouse.rows(spansOf(21))).toHaveLength(8);
      expect(await query('traces/versions', { repository: 'github.com/acme/twice' })).toMatchObject([{ commands: 1 }]);
      await clickHouse.run('OPTIMIZE TABLE otel.otel_traces FINAL');
      expect(await clickHouse.rows(rows)).toHaveLength(8);
    });

    test('keeps secrets and people out', async () => {
      const attributes = {
        'werf.span.type': 'step',
        'werf.image.name': 'backend',
        note: 'a ghp_0123456789abcdefghij0123456789abcdef b',
        clone: 'https://bob:hunter2@git.example.com/x.git',
        mail: 'bob@example.com',
        'my.api_key': 'abc',
        'vcs.author.name': 'Bob',
        digest: 'ghcr.io/acme/shop@sha256:0123',
      };
      await send(gateway.traces, tracesRequest(trace(31, [{ name: 'x', attributes }])));
      const [row] = await arrived(spansOf(31), 1);
      expect(row?.['SpanAttributes']).toEqual({
        'werf.span.type': 'step',
        'werf.image.name': 'backend',
        note: 'a **** b',
        clone: 'https:****git.example.com/x.git',
        mail: '****',
        'my.api_key': '****',
        'vcs.author.name': '****',
        digest: 'ghcr.io/acme/shop@sha256:0123',
      });
    });

    test('takes nothing from who does not know the token', async () => {
      expect(await send(gateway.traces, tracesRequest(trace(41, deployment())), 'another')).toBe(401);
    });

    test('drops what would spoil a batch, and keeps the rest', async () => {
      const bad = [0, Date.now() + 30 * 24 * HOUR, Date.parse('2400-01-01'), Date.now() - 60 * 24 * HOUR];
      const request = tracesRequest(
        ...bad.map((start, index) => trace(51 + index, deployment(), { start })),
        trace(59, deployment()),
      );
      expect(await send(gateway.traces, request)).toBe(200);
      await arrived(spansOf(59), 8);
      for (const index of bad.keys()) expect(await clickHouse.rows(spansOf(51 + index))).toEqual([]);
    });

    test('drops telemetry, and the telemetry port drops traces', async () => {
      const event = { ts: START, eventType: 'CommandExited', executionID: 'x' };
      await send(gateway.traces, eventsRequest([event]));
      await send(gateway.telemetry, tracesRequest(trace(61, deployment())));
      await send(gateway.traces, tracesRequest(trace(62, deployment())));
      await arrived(spansOf(62), 8);
      expect(await clickHouse.rows("SELECT * FROM otel.otel_traces WHERE ScopeName = 'telemetry.werf.io'")).toEqual([]);
      expect(await clickHouse.rows(spansOf(61))).toEqual([]);
    });
  });

  describe('for telemetry', () => {
    test("holds what the action's telemetry says", async () => {
      const job = createJob();
      try {
        const werf = writeRecordedWerf(job.temp);
        const inputs = {
          command: 'converge --repo 127.0.0.1:5000/shop2 --env prod',
          'werf-path': werf,
          'telemetry-url': gateway.telemetry,
          'ci-env': 'false',
        };
        const step = await job.step(inputs);
        expect(step.outputs['telemetry-delivery']).toBe('delivered');
        const ends = "SELECT * FROM telemetry.events WHERE EventType = 'CommandExited' AND Command = 'werf converge'";
        const [exited] = await arrived(ends, 1);
        expect(exited).toMatchObject({
          ExecutionId: step.outputs['execution-id'],
          Command: 'werf converge',
          ExitCode: 0,
          ServiceName: 'run-werf',
          Ci: true,
          CiName: 'github-actions',
          Version: 'v2.77.1',
        });
        const [project] = await clickHouse.rows('SELECT DISTINCT lower(hex(ProjectId)) AS id FROM telemetry.events');
        expect(project).toEqual({ id: step.outputs['project-id'] });
        // What the stand-in plays of werf's own events has the time of its recording.
        const now = { from: clickHouseTime(Date.now() - HOUR) };
        const options = await query('telemetry/options', now);
        expect(options.map(({ option }) => option)).toEqual(expect.arrayContaining(['repo', 'env']));
        expect(await query('telemetry/versions', now)).toMatchObject([
          { version: 'v2.77.1', projects: 1, commands: 1 },
        ]);
        expect(await query('telemetry/systems', now)).toMatchObject([{ ci: 'github-actions', commands: 1 }]);
        expect(await query('telemetry/unfinished', now)).toEqual([
          { command: 'werf converge', started: 1, unfinished: 0, share: 0 },
        ]);
        expect(await query('telemetry/failures', now)).toEqual([]);
        expect(await query('telemetry/commands', now)).toMatchObject([{ command: 'werf converge' }]);
      } finally {
        job.remove();
      }
    });

    test('answers questions of builds and failures, and counts each event once', async () => {
      const event = (place: number, command: string, eventType: string, eventData: object, project = 'b') => ({
        ts: START + place,
        executionID: `00000000-0000-4000-8000-00000000000${place}`,
        projectID: project.repeat(64),
        userID: 'a-person',
        command,
        attributes: { os: 'linux', arch: 'amd64', version: 'v2.70.0' },
        eventType,
        eventData,
        schemaVersion: 2,
      });
      const stage = (place: number, name: string, fromCache: boolean) =>
        event(place, 'werf build', 'StageBuildFinished', {
          image: 'c'.repeat(64),
          stage: name,
          durationMs: 4000,
          fromCache,
        });
      const request = eventsRequest([
        event(1, 'werf build', 'CommandStarted', {}),
        event(2, 'werf build', 'CommandExited', { exitCode: 1, durationMs: 3000 }),
        event(3, 'werf build', 'ImageBuildFinished', { image: 'c'.repeat(64), durationMs: 1, rebuilt: true }),
        stage(4, 'install', true),
        stage(5, 'COPY1', false),
        stage(6, '0-RUN', false),
        // Whatever a stranger sends must not hold up the others.
        event(
          7,
          'werf; DROP TABLE x',
          'CommandStarted',
          { commandOptions: [{ name: "'", count: 1e300 }, 7, null] },
          'z',
        ),
        event(8, 'werf build', 'Command Exited', { exitCode: 'x', durationMs: -1 }),
        {
          ts: START,
          eventType: 'CommandExited',
          eventData: 'not JSON',
          attributes: '[',
          executionID: '',
          projectID: 'x',
        },
      ]);
      const copies = "SELECT SpanId FROM telemetry.events WHERE Stage = '0-RUN'";
      await send(gateway.telemetry, request);
      await arrived(copies, 1);
      await send(gateway.telemetry, request);
      await arrived(copies, 2);
      const time = clickHouseTime(START - HOUR / 2);
      const later = { from: clickHouseTime(START - HOUR), to: clickHouseTime(START + HOUR) };

      expect(await query('telemetry/failures', later)).toEqual([{ time, exit_code: '1', share: 1 }]);
      expect(await query('telemetry/cache-hits', later)).toEqual([
        { time, part: 'images', hits: 0 },
        { time, part: 'stages', hits: expect.closeTo(1 / 3, 6) },
      ]);
      expect(await query('telemetry/stages', later)).toEqual(
        expect.arrayContaining([
          { stage: 'COPY', builds: 1, hits: 0, p50: 4, p95: 4 },
          { stage: 'RUN', builds: 1, hits: 0, p50: 4, p95: 4 },
        ]),
      );
      const commands = await clickHouse.rows(
        `SELECT DISTINCT Command FROM telemetry.events WHERE Timestamp >= '${later.from}' AND Timestamp < '${later.to}' ORDER BY Command`,
      );
      expect(commands).toEqual([{ Command: '' }, { Command: 'werf build' }]);
      const text = await clickHouse.run('SELECT * FROM telemetry.events FORMAT JSONEachRow');
      for (const secret of ['a-person', 'a-host', 'DROP']) expect(text).not.toContain(secret);
    });
  });

  test('loses nothing that it accepted, in a crash of the gateway while ClickHouse is away', async () => {
    await clickHouse.kill();
    const requests = [71, 72, 73].map((run) => tracesRequest(trace(run, deployment())));
    for (const request of requests) expect(await send(gateway.traces, request)).toBe(200);
    await gateway.kill();
    await startAll();
    for (const run of [71, 72, 73]) expect(await arrived(spansOf(run), 8)).toHaveLength(8);
  });
});

test.skipIf(python === '')('the schema for a cluster makes tables that every query reads', async () => {
  const files = mkdtempSync(join(tmpdir(), 'run-werf-cluster-'));
  const config = join(files, 'config.xml');
  writeFileSync(config, ONE_SHARD);
  const server = await startClickHouse(python, join(files, 'clickhouse'), config);
  try {
    for (const file of ['cluster/traces.sql', 'cluster/telemetry.sql']) {
      for (const statement of readStatements(file)) {
        // There is no Keeper here, on whose word replicas and all servers wait.
        await server.run(statement.replace(" ON CLUSTER '{cluster}'", '').replace('ENGINE = Replicated', 'ENGINE = '));
      }
    }
    const start = clickHouseTime(START);
    const attributes = `map('werf.span.type', 'stage', 'werf.stage.name', 'install', 'werf.stage.cache_hit', 'false')`;
    await server.run(
      `INSERT INTO otel.otel_traces (Timestamp, TraceId, SpanId, SpanAttributes, Duration) VALUES ('${start}', 'a', 'b', ${attributes}, 1000000000)`,
    );
    await server.run(
      `INSERT INTO telemetry.inbox (Timestamp, ScopeName, SpanId, SpanAttributes) VALUES ('${start}', 'telemetry.werf.io', '0f', map('eventType', 'CommandStarted', 'command', 'werf build'))`,
    );
    for (const { sql } of readQueries()) await server.run(sql, { ...parameters, trace: 'a' });
    const run = async (name: string) =>
      server.rows(readQueries().find((query) => query.name === name)?.sql ?? '', { ...parameters, trace: 'a' });
    expect(await run('traces/stages')).toMatchObject([{ stage: 'install', p50: 1 }]);
    expect(await run('traces/trace')).toMatchObject([{ spanID: 'b' }]);
    expect(await run('telemetry/unfinished')).toMatchObject([{ command: 'werf build', unfinished: 1 }]);
    expect(await server.rows('SELECT count() AS rows FROM telemetry.events_local')).toEqual([{ rows: 1 }]);
  } finally {
    await server.kill();
    rmSync(files, { recursive: true, force: true });
  }
});

test.skipIf(python === '')('of the two users one inserts and one reads', async () => {
  const files = mkdtempSync(join(tmpdir(), 'run-werf-users-'));
  const config = join(files, 'config.xml');
  writeFileSync(config, `<clickhouse><users_config>${files}/users.xml</users_config></clickhouse>`);
  writeFileSync(join(files, 'users.xml'), ADMINISTRATOR);
  mkdirSync(join(files, 'users.d'));
  copyFileSync(join(HOME, 'clickhouse/users.xml'), join(files, 'users.d/home.xml'));
  const passwords = { GATEWAY_PASSWORD: 'a', GRAFANA_READER_PASSWORD: 'b' };
  const server = await startClickHouse(python, join(files, 'clickhouse'), config, passwords);
  try {
    const grants =
      'SELECT database, access_type AS type FROM system.grants WHERE user_name = {user:String} ORDER BY ALL';
    const both = ['otel', 'telemetry'];
    expect(await server.rows(grants, { user: 'grafana' })).toEqual(
      both.map((database) => ({ database, type: 'SELECT' })),
    );
    expect(await server.rows(grants, { user: 'gateway' })).toEqual(
      both.flatMap((database) => ['SELECT', 'INSERT'].map((type) => ({ database, type }))),
    );
    const [limit] = await server.rows(
      "SELECT value, max FROM system.settings_profile_elements WHERE profile_name = 'grafana' AND setting_name = 'readonly'",
    );
    expect(limit).toMatchObject({ value: '2' });
  } finally {
    await server.kill();
    rmSync(files, { recursive: true, force: true });
  }
});

/** What a server has of users before. */
const ADMINISTRATOR = `<clickhouse>
  <profiles><default/></profiles>
  <quotas><default/></quotas>
  <users><default>
    <password/>
    <networks><ip>::/0</ip></networks>
    <profile>default</profile>
    <quota>default</quota>
    <access_management>1</access_management>
    <named_collection_control>1</named_collection_control>
  </default></users>
</clickhouse>`;

/** A cluster of this server alone. */
const ONE_SHARD = `<clickhouse>
  <tcp_port>9000</tcp_port>
  <macros><cluster>home</cluster></macros>
  <remote_servers>
    <home><shard><replica><host>127.0.0.1</host><port>9000</port></replica></shard></home>
  </remote_servers>
</clickhouse>`;

/** A repository with a commit, whose time a trace has. */
function commitAll(folder: string): void {
  writeFileSync(join(folder, 'werf.yaml'), 'project: real\nconfigVersion: 1\n');
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
    [...identity, 'commit', '--quiet', '--message', 'Test'],
  ])
    execFileSync('git', args, { cwd: folder });
}

/** A time as ClickHouse writes it. */
function clickHouseTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
