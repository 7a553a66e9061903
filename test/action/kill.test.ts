// Steps that are killed at a random moment: after the post step every event that was created has arrived, once, and
// nothing is left behind. RUN_WERF_KILLS and RUN_WERF_SEED choose how many, and which; a failure names its seed.
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answer, accept, startCollector } from '../support/collector.ts';
import { createJob } from '../support/runner.ts';
import { isRunning } from '../support/running.ts';
import { writeStandIn } from '../support/stand-in.ts';

const KILLS = Number(process.env['RUN_WERF_KILLS'] ?? 12);
const SEED = Number(process.env['RUN_WERF_SEED'] ?? Math.trunc(Math.random() * 1e9));
const REPLAY = resolve(import.meta.dirname, '../support/replay.ts');
/** What the recorded run of the stand-in reports besides its start and exit, `host cleanup` included. */
const RECORDING = 'build-cached';

const ENDPOINTS: Readonly<Record<string, Answer>> = {
  well: accept,
  hanging: () => undefined,
  busy: (response) => response.writeHead(503).end(),
  broken: ({ socket }) => socket?.resetAndDestroy(),
};

const kill = fc.record({
  signal: fc.constantFrom<NodeJS.Signals>('SIGINT', 'SIGTERM', 'SIGKILL'),
  /** Milliseconds after the start of the step. */
  after: fc.integer({ min: 0, max: 700 }),
  endpoint: fc.constantFrom(...Object.keys(ENDPOINTS)),
  /** How long werf runs, in tenths of a second, besides what it reports. */
  werfTakes: fc.integer({ min: 0, max: 3 }),
  reports: fc.boolean(),
});

const kills = fc.sample(kill, { numRuns: KILLS, seed: SEED }).map((each, index) => ({ index, ...each }));

test.concurrent.for(kills)(
  `seed ${SEED}, kill $index: $signal after $after ms, $endpoint endpoint`,
  async ({ signal, after, endpoint, werfTakes, reports }, { onTestFinished }) => {
    let answer = ENDPOINTS[endpoint] ?? accept;
    const job = createJob();
    const collector = await startCollector((...args) => answer(...args));
    onTestFinished(async () => {
      await collector.close();
      job.remove();
    });
    const report = reports ? `'${process.execPath}' '${REPLAY}' ${RECORDING} || exit` : '';
    const werf = writeStandIn(job.workspace, `echo "werf runs: $$"\n${report}\nsleep 0.${werfTakes}\nexit 5`);
    const inputs = { command: 'build', 'werf-path': werf, 'telemetry-url': collector.url };
    const step = job.start(inputs);
    const timer = setTimeout(() => step.process.kill(signal), after);
    const result = await step.result;
    clearTimeout(timer);
    answer = accept;
    await job.post(result, inputs);

    const pid = /werf runs: (\d+)/.exec(result.stdout)?.[1];
    const events = collector.events();
    const own = events.filter(({ event }) => event.schemaVersion === 1);
    const spansOf = (type: string) =>
      new Set(own.filter(({ event }) => event.eventType === type).map(({ spanId }) => spanId)).size;
    const wasKilled = result.signal === 'SIGKILL';
    if (pid === undefined) {
      expect(spansOf('CommandStarted')).toBeLessThanOrEqual(1);
      // Killed when werf was just about to start, nobody knows whether it did.
      if (!wasKilled) expect(spansOf('CommandExited')).toBe(spansOf('CommandStarted'));
    } else {
      expect(spansOf('CommandStarted')).toBe(1);
      if (wasKilled) expect(spansOf('CommandExited')).toBeLessThanOrEqual(1);
      else expect(spansOf('CommandExited')).toBe(1);
    }
    const withoutIds = events.map(({ event, spanId }) => ({ spanId, event: JSON.stringify(event) }));
    const different = new Set(withoutIds.map(({ spanId, event }) => `${spanId} ${event}`));
    expect(different.size).toBe(new Set(withoutIds.map(({ spanId }) => spanId)).size);
    expect(different.size).toBe(new Set(withoutIds.map(({ event }) => event)).size);
    expect(readdirSync(job.temp)).toEqual([]);
    // A werf whose node was killed is an orphan that the runner ends with the job; here it ends by itself.
    if (pid !== undefined && !wasKilled) expect(isRunning(Number(pid))).toBe(false);
  },
);
