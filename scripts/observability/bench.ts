// The benchmark of examples/observability, `npm run bench:observability`: ten million made-up spans, and as many telemetry
// events, into the tables of the example, then each of its queries over all of them.
//
//   npm run bench:observability              ten million of each, in about six minutes on two cores
//   npm run bench:observability -- 1000000   a tenth of that
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { tool } from '../tools.ts';
import { measureGateway } from './bench-gateway.ts';
import { type ClickHouse, startClickHouse } from './clickhouse.ts';
import { type Query, readQueries, readStatements } from './queries.ts';

const ROWS = Number(process.argv[2] ?? 10_000_000);
/** As much as a few gateways bring in a minute. */
const INSERT_ROWS = 250_000;
/** Four whole weeks. */
const RANGE = { start: '2026-01-05 00:00:00', end: '2026-02-02 00:00:00' };
/** Of so many runs of a query the fastest counts. A core's time, unlike the clock's, is hardly longer on a busy machine. */
const RUNS = 5;

interface Chapter {
  readonly name: string;
  readonly one: string;
  readonly generator: string;
  readonly inserted: string;
  /** Tables whose bytes count. */
  readonly database: string;
}
const CHAPTERS: readonly Chapter[] = [
  { name: 'traces', one: 'span', generator: 'spans.sql', inserted: 'otel.otel_traces', database: 'otel' },
  { name: 'telemetry', one: 'event', generator: 'events.sql', inserted: 'telemetry.inbox', database: 'telemetry' },
];

const python = await tool('chdb');
const folder = mkdtempSync(join(tmpdir(), 'run-werf-home-'));
try {
  for (const chapter of CHAPTERS) await measure(chapter);
  console.log(`\n## gateway\n\n${(await measureGateway(python)).join('\n')}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(chapter: Chapter): Promise<void> {
  const clickHouse = await startClickHouse(python, join(folder, chapter.name));
  try {
    for (const statement of readStatements(`${chapter.name}.sql`)) await clickHouse.run(statement);
    const { seconds, cpu } = await insert(clickHouse, chapter);
    const parts = await countParts(clickHouse, chapter);
    console.log(
      `\n## ${chapter.name}: ${ROWS} ${chapter.one}s, ${availableParallelism()} cores\n\n` +
        `inserted: ${Math.round(ROWS / seconds)} rows/s, ${Math.round(ROWS / cpu)} rows/s a core; ${parts} parts afterwards`,
    );
    const queries = readQueries().filter(({ name }) => name.startsWith(`${chapter.name}/`));
    const early = await timeAll(clickHouse, queries);
    await clickHouse.run(`OPTIMIZE TABLE ${chapter.name === 'traces' ? 'otel.otel_traces' : 'telemetry.events'} FINAL`);
    const bytes = await countBytes(clickHouse, chapter);
    console.log(
      `stored: ${(bytes / ROWS).toFixed(1)} bytes per ${chapter.one} (${(bytes / 2 ** 20).toFixed(0)} MiB)\n`,
    );
    const late = await timeAll(clickHouse, queries);
    console.log(
      '| Query, over four weeks | rows | after the inserts | after the merges |\n| --- | ---: | ---: | ---: |',
    );
    for (const [index, { name }] of queries.entries()) {
      const cells = [early[index], late[index]].map((figure) => `${figure?.milliseconds} ms, core ${figure?.cpu} ms`);
      console.log(`| ${name} | ${late[index]?.rows} | ${cells.join(' | ')} |`);
    }
  } finally {
    await clickHouse.kill();
  }
}

/** @returns the seconds that the inserts took, and those of a core with the merges beside them; not making the rows up */
async function insert(clickHouse: ClickHouse, { generator, inserted }: Chapter) {
  const make = readFileSync(join(import.meta.dirname, 'bench', generator), 'utf8').replace(/^--.*\n/gm, '');
  const file = join(folder, 'rows.native');
  let milliseconds = 0;
  let cpu = 0;
  for (let first = 0; first < ROWS; first += INSERT_ROWS) {
    const rows = Math.min(INSERT_ROWS, ROWS - first);
    rmSync(file, { force: true });
    await clickHouse.run(make, { file, first, rows, all: ROWS, ...RANGE });
    const [begin, cpuBegin] = [performance.now(), clickHouse.cpuSeconds()];
    await clickHouse.run(`INSERT INTO ${inserted} SELECT * FROM file('${file}', 'Native')`);
    milliseconds += performance.now() - begin;
    cpu += clickHouse.cpuSeconds() - cpuBegin;
  }
  return { seconds: milliseconds / 1000, cpu };
}

async function timeAll(clickHouse: ClickHouse, queries: readonly Query[]) {
  const [row] = await clickHouse.rows(`SELECT any(TraceId) AS trace FROM otel.otel_traces`).catch(() => []);
  const parameters = {
    from: RANGE.start,
    to: RANGE.end,
    bucket: 6 * 3600,
    repository: '',
    trace: String(row?.['trace'] ?? ''),
  };
  const figures: { readonly milliseconds: number; readonly cpu: number; readonly rows: number }[] = [];
  for (const { sql } of queries) {
    let milliseconds = Number.POSITIVE_INFINITY;
    let cpu = Number.POSITIVE_INFINITY;
    let rows = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const [begin, cpuBegin] = [performance.now(), clickHouse.cpuSeconds()];
      rows = (await clickHouse.rows(sql, parameters)).length;
      milliseconds = Math.min(milliseconds, Math.round(performance.now() - begin));
      cpu = Math.min(cpu, Math.round((clickHouse.cpuSeconds() - cpuBegin) * 1000));
    }
    figures.push({ milliseconds, cpu, rows });
  }
  return figures;
}

async function countBytes(clickHouse: ClickHouse, { database }: Chapter): Promise<number> {
  const [row] = await clickHouse.rows(
    `SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = '${database}'`,
  );
  return Number(row?.['bytes']);
}

async function countParts(clickHouse: ClickHouse, { database }: Chapter): Promise<number> {
  const [row] = await clickHouse.rows(
    `SELECT count() AS parts FROM system.parts WHERE active AND database = '${database}'`,
  );
  return Number(row?.['parts']);
}
