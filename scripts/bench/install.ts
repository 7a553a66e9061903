// Measures the install of a werf of 150 MB from a TUF repository on loopback.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { serveFiles } from '../../test/support/file-server.ts';
import { createJob } from '../../test/support/runner.ts';
import { writeStandIn } from '../../test/support/stand-in.ts';
import { TestRepository } from '../../test/support/tuf-repository.ts';
import { peakMegabytes } from './step.ts';
import { differences, inTurn, median, noiseOf, type Row } from './table.ts';

const SIZE = 150_000_000;
/** Milliseconds that a repository far away takes for each answer. */
const DELAY = 40;

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
  const without = async () => (await job.step({ 'werf-path': ready })).durationMs;
  const cached = async () => (await install()).milliseconds;
  const hashing = async () => hashTime(first.path);
  const [kept = [], bare = [], hash = [], keptAgain = []] = await inTurn<number>(7, [cached, without, hashing, cached]);
  for (const path of repository.files.keys()) {
    server.handlers.set(path, (_request, response) => answerLate(response, repository.files.get(path)));
  }
  // The next root is asked for too, which is not there.
  server.handlers.set('/2.root.json', (_request, response) => answerLate(response, undefined));
  const [far = [], bareAgain = [], hashAgain = [], answers = [], farAgain = []] = await inTurn<number>(7, [
    cached,
    without,
    hashing,
    async () => answerTime(server.url),
    cached,
  ]);
  await server.close();
  job.remove();
  const longer = Math.max(median(hashAgain), median(answers));
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
      value: median(kept) - median(bare) - median(hash),
      budget: 100,
      noise: noiseOf(differences(keptAgain, kept)),
      unit: 'ms',
      from: `${milliseconds(kept)}, ${milliseconds(bare)} without an install, ${milliseconds(hash)} to hash, 7 runs`,
    },
    {
      what: `The same, where each answer of the repository takes ${DELAY} ms: beyond the longer of hash and answers`,
      value: median(far) - median(bareAgain) - longer,
      budget: 90,
      noise: noiseOf(differences(farAgain, far)),
      unit: 'ms',
      from: `${milliseconds(far)}, ${milliseconds(bareAgain)} without an install, ${milliseconds(hashAgain)} to hash, ${milliseconds(answers)} for two answers, 7 runs`,
    },
  ];
}

const milliseconds = (values: readonly number[]) => `${median(values).toFixed(0)} ms`;

function answerLate(response: ServerResponse, file: Buffer | undefined): void {
  setTimeout(() => response.writeHead(file === undefined ? 404 : 200).end(file), DELAY);
}

/** The time of the two answers that a kept werf needs at least, one after the other. */
async function answerTime(url: string): Promise<number> {
  const before = performance.now();
  for (const name of ['2.root.json', 'timestamp.json']) await (await fetch(`${url}/${name}`)).arrayBuffer();
  return performance.now() - before;
}

function hashTime(path: string): number {
  const content = readFileSync(path);
  const before = performance.now();
  createHash('sha512').update(content).digest();
  return performance.now() - before;
}
