// A part of the benchmark: how many requests of fifty spans a gateway takes and writes to its disk, and how fast they reach ClickHouse.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startGateway, TOKEN } from '../../test/support/gateway.ts';
import { deployment, tracesRequest } from '../../test/support/made-spans.ts';
import { tool } from '../tools.ts';
import { cpuSeconds, startClickHouse } from './clickhouse.ts';
import { readStatements } from './queries.ts';

const REQUESTS = 4000;
const SENDERS = 32;
const SPANS = 50;

/** @returns lines for the report */
export async function measureGateway(python: string): Promise<readonly string[]> {
  const collector = await tool('otelcol');
  const folder = mkdtempSync(join(tmpdir(), 'run-werf-gateway-'));
  const clickHouse = await startClickHouse(python, join(folder, 'clickhouse'));
  try {
    for (const statement of readStatements('traces.sql')) await clickHouse.run(statement);
    const gateway = await startGateway(collector, join(folder, 'queue'), clickHouse.url);
    try {
      const bodies = makeBodies();
      const begin = performance.now();
      await sendAll(gateway.traces, bodies);
      const accepted = (performance.now() - begin) / 1000;
      while (
        Number((await clickHouse.rows('SELECT count() AS rows FROM otel.otel_traces'))[0]?.['rows']) <
        REQUESTS * SPANS
      )
        await setTimeout(100);
      const stored = (performance.now() - begin) / 1000;
      const cpu = cpuSeconds(gateway.pid);
      return [
        `accepted: ${Math.round(REQUESTS / accepted)} requests/s of ${SPANS} spans, each on disk before its answer`,
        `stored: ${Math.round((REQUESTS * SPANS) / stored)} spans/s, from the first request to the last row`,
        `a core of the gateway: ${Math.round(REQUESTS / cpu)} requests/s, from ${cpu.toFixed(1)} s of its time`,
      ];
    } finally {
      await gateway.kill();
    }
  } finally {
    await clickHouse.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The bodies of all requests, made beforehand, because who sends them shares the cores with the gateway. */
function makeBodies(): readonly Buffer[] {
  const some = deployment();
  const spans = Array.from({ length: SPANS }, (_, index) => some[index % some.length]).filter(
    (span) => span !== undefined,
  );
  return Array.from({ length: REQUESTS }, (_, run) =>
    Buffer.from(JSON.stringify(tracesRequest({ run, start: Date.now() - 60_000, spans }))),
  );
}

async function sendAll(url: string, bodies: readonly Buffer[]): Promise<void> {
  let next = 0;
  const sender = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
      const answer = await fetch(url, { method: 'POST', headers, body });
      await answer.text();
      if (!answer.ok) throw new Error(`the gateway answered ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
}
