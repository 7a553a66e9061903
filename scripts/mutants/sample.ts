// Pure: which mutants a mutation run takes, and what came of them.

export interface Mutant {
  readonly id: string;
  /** The file, relative to the repository, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What the mutation does, in a few words. */
  readonly change: string;
}

/** `not judged`: the tests fail without the mutant too. A mutant that never ends is as good as killed. */
export type Verdict = 'killed' | 'timed out' | 'survived' | 'not judged';

export interface Judged extends Mutant {
  readonly verdict: Verdict;
}

/** Whether a file is mutated: composition holds no rule of its own, and what runs it is the whole action. */
export function isMutated(path: string, firstLine: string): boolean {
  return path.startsWith('src/') && /^\/\/ (?:Pure|Effect):/.test(firstLine);
}

/** A sample without repetition, the same for the same seed, in the order of the whole. */
export function sampleOf<Item>(items: readonly Item[], size: number, seed: number): readonly Item[] {
  const random = randomNumbers(seed);
  return items
    .map((_item, index) => ({ index, lot: random() }))
    .sort((a, b) => a.lot - b.lot)
    .slice(0, size)
    .sort((a, b) => a.index - b.index)
    .flatMap(({ index }) => items.slice(index, index + 1));
}

/** Numbers from 0 to 1 that look random and depend on the seed alone: a linear congruential generator of 31 bits. */
function randomNumbers(seed: number): () => number {
  let state = Math.abs(Math.trunc(seed)) % 0x7fffffff;
  const next = () => {
    // Park and Miller, 1988.
    state = (state * 48_271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
  state += 1;
  for (let warmUp = 0; warmUp < 10; warmUp += 1) next();
  return next;
}

/** The part of the judged mutants that tests noticed, in percent; not a number where none was judged. */
export function scoreOf(mutants: readonly Judged[]): number {
  const counted = mutants.filter(({ verdict }) => verdict !== 'not judged');
  return (counted.filter(({ verdict }) => verdict !== 'survived').length / counted.length) * 100;
}

/** A table by folder, and below it each mutant that was not killed. */
export function formatMutants(mutants: readonly Judged[]): string {
  const folders = Map.groupBy(mutants, ({ file }) => file.split('/').slice(0, -1).join('/'));
  const rows = [...folders].map(([folder, ofFolder]) => {
    const count = (verdict: Verdict) => String(ofFolder.filter((mutant) => mutant.verdict === verdict).length);
    return [folder, count('killed'), count('timed out'), count('survived'), count('not judged')];
  });
  const head = ['Folder', 'Killed', 'Timed out', 'Survived', 'Not judged'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const alive = mutants.filter(({ verdict }) => verdict === 'survived' || verdict === 'not judged');
  return [
    line(head),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...rows.map(line),
    ...alive.map(({ file, line, change, verdict }) => `\n${verdict}: ${file}:${line}\n  ${change}`),
  ].join('\n');
}
