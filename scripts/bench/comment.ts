// Measures the comment on the pull request: what a step pays for it, and what one without it does not pay.
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serveGithub } from '../../test/support/github.ts';
import { COMMENTING, playing, pullRequestRun } from '../../test/support/pull-request.ts';
import { createJob } from '../../test/support/runner.ts';
import { inTurn, median, type Row } from './table.ts';

const DIST = resolve(import.meta.dirname, '../../dist');
const PAIRS = 9;

export async function measureComment(): Promise<readonly Row[]> {
  const job = createJob();
  const github = await serveGithub();
  const werf = playing(job, 'plan-exit-code', 2);
  const env = pullRequestRun(job, github);
  const inputs = { ...COMMENTING, command: 'plan', 'werf-path': werf, 'allowed-exit-codes': '0 2' };
  const run = (changes: Readonly<Record<string, string>>) => async () => {
    github.comments.splice(0);
    return (await job.step({ ...inputs, ...changes }, env)).durationMs;
  };
  const [commented = [], silent = []] = await inTurn(PAIRS, [run({}), run({ 'comment-on-pr': 'false' })]);
  const asked = github.requests.length / PAIRS;
  job.remove();
  await github[Symbol.asyncDispose]();
  return [
    {
      what: 'A comment adds to the end of a step, the API on loopback',
      value: median(commented) - median(silent),
      budget: 400,
      unit: 'ms',
      from: `${median(commented).toFixed(0)} ms and ${median(silent).toFixed(0)} ms, ${asked.toFixed(0)} requests each, ${PAIRS} pairs`,
    },
    {
      what: 'Code that is loaded for a comment alone, after werf',
      value: sizeOf('comment.js') + sizeOf('github-api.js'),
      budget: 260,
      unit: 'kB',
      from: `dist/chunks/comment.js and github-api.js, of ${readdirSync(join(DIST, 'chunks')).length} chunks`,
    },
  ];
}

function sizeOf(chunk: string): number {
  return statSync(join(DIST, 'chunks', chunk)).size / 1000;
}
