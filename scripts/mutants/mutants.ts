// The mutation run, `npm run mutants`: do the tests notice when the code is wrong?
//
//   npm run mutants                             100 mutants of the pure and the effect files
//   npm run mutants -- --sample 40 --seed 7     another sample
//   npm run mutants -- --file src/net/proxy.ts  those of one file
//
// Each mutant is one small mistake in one place. It is killed where a test fails that is related to its file, and it
// survives where all of them pass. The run fails where fewer than 85 of 100 are killed.
import { parseArgs } from 'node:util';
import { relatedTests } from './related-tests.ts';
import { formatMutants, isMutated, type Judged, sampleOf, scoreOf, type Verdict } from './sample.ts';
import { type Mutant, type Sandbox, sandboxOf } from './sandbox.ts';

const FLOOR = 85;

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    file: { type: 'string', multiple: true, default: [] },
  },
});
const seed = Number(values.seed);
await using sandbox = await sandboxOf((path, firstLine) =>
  values.file.length > 0 ? values.file.includes(path) : isMutated(path, firstLine),
);
const mutants = sampleOf(sandbox.mutants, Number(values.sample), seed);
console.log(`${mutants.length} of ${sandbox.mutants.length} mutants, seed ${seed}`);

const judged: Judged[] = [];
for (const mutant of mutants) {
  const verdict = await judge(sandbox, mutant);
  judged.push({ ...mutant, verdict });
  console.log(`${judged.length}/${mutants.length} ${verdict}: ${mutant.file}:${mutant.line} ${mutant.change}`);
}
console.log(`\n${formatMutants(judged)}`);
const score = scoreOf(judged);
console.log(`\n${score.toFixed(1)} % killed, at least ${FLOOR} % are asked for.`);
if (!(score >= FLOOR)) process.exitCode = 1;

/** The nearest tests first: they are quick, and most mutants end there. */
async function judge({ root, run }: Sandbox, mutant: Mutant): Promise<Verdict> {
  const stages = relatedTests(root, mutant.file);
  if (stages.length === 0) return 'survived';
  for (const tests of stages) {
    if ((await run(tests, undefined)) !== 'passed') return 'not judged';
    const result = await run(tests, mutant.id);
    if (result !== 'passed') return result === 'failed' ? 'killed' : 'timed out';
  }
  return 'survived';
}
