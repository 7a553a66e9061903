// Measures the install of a werf of 150 MB from a TUF repository on loopback.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveFiles } from '../../test/support/file-server.ts';
import { createJob } from '../../test/support/runner.ts';
import { writeStandIn } from '../../test/support/stand-in.ts';
import { TestRepository } from '../../test/support/tuf-repository.ts';
import { peakMegabytes } from './step.ts';
import { inTurn, median, type Row } from './table.ts';

const SIZE = 150_000_000;

export async function measureInstall(): Promise<readonly Row[]> {
  const job = createJob();
  const memory = join(job.temp, 'memory');
  const script = `#!/bin/sh\ngrep VmHWM /proc/$PPID/status > '${memory}'\necho v1.0.0\nexit 0\n`;
  const repository = new TestRepository({
    'releases/1.0.0/linux-amd64/bin/werf': Buffer.alloc(SIZE, '#').fill(script, 0, script.length),
  });
  const server = await serveFiles(repository.files);
  const { rootVersion, rootSha512 } = repository.pinned(server.url);
  const inputs = {
    version: '1.0.0',
    'trdl-url': server.url,
    'trdl-root-version': String(rootVersion),
    'trdl-root-sha512': rootSha512,
  };
  const install = async () => {
    const { durationMs, exitCode, stdout, outputs } = await job.step(inputs);
    if (exitCode !== 0) throw new Error(stdout);
    return { milliseconds: durationMs, megabytes: peakMegabytes(memory), path: outputs['werf-path'] ?? '' };
  };
  const first = await install();
  const ready = writeStandIn(job.temp, '');
  const [cached = [], without = [], hash = []] = await inTurn<number>(7, [
    async () => (await install()).milliseconds,
    async () => (await job.step({ 'werf-path': ready })).durationMs,
    async () => hashTime(first.path),
  ]);
  await server.close();
  job.remove();
  return [
    {
      what: 'Memory of an install of 150 MB',
      value: first.megabytes,
      budget: 120,
      unit: 'MB',
      from: `peak resident, ${(first.milliseconds / 1000).toFixed(1)} s in all`,
    },
    {
      what: 'A kept werf adds, beyond hashing it',
      value: median(cached) - median(without) - median(hash),
      budget: 100,
      unit: 'ms',
      from: `${median(cached).toFixed(0)} ms, ${median(without).toFixed(0)} ms without an install, ${median(hash).toFixed(0)} ms to hash, 7 runs`,
    },
  ];
}

function hashTime(path: string): number {
  const content = readFileSync(path);
  const before = performance.now();
  createHash('sha512').update(content).digest();
  return performance.now() - before;
}
