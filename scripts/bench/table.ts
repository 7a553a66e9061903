// Pure: the benchmark's figures as a table, and how far chance alone can move them.

export interface Row {
  readonly what: string;
  readonly value: number;
  /** The most that the value may be. */
  readonly budget: number;
  /** Empty for a ratio. */
  readonly unit: string;
  /**
   * How far chance alone moves the value on this machine at this hour, in its unit: what two sides of the very same
   * command differ by. 0 where it does not move.
   */
  readonly noise?: number;
  /** What the value was computed from. */
  readonly from: string;
}

/** Whether a budget is missed by more than chance can explain. */
export function isMissed({ value, budget, noise = 0 }: Row): boolean {
  return value > budget + noise;
}

/** A Markdown table with a mark where a budget is missed. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    format(row.value, row.unit),
    format(row.budget, row.unit),
    row.noise === undefined ? '' : `± ${format(row.noise, row.unit)}`,
    verdict(row),
    row.from,
  ]);
  const head = ['What', 'Measured', 'Budget', 'Noise', 'Kept', 'From'];
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...cells.map(line)].join('\n');
}

function verdict(row: Row): string {
  if (isMissed(row)) return '**NO**';
  return row.value <= row.budget ? 'yes' : 'within noise';
}

/**
 * How far chance alone can move the median of so many differences: half the interval that holds the true median in 95 of
 * 100 cases, from the differences of two sides that are the same. By order statistics, so that no distribution is assumed.
 */
export function noiseOf(differences: readonly number[]): number {
  const sorted = differences.toSorted((a, b) => a - b);
  const count = sorted.length;
  // The normal approximation of the binomial distribution; for a handful of values it takes the outermost.
  const rank = Math.max(0, Math.floor(count / 2 - (1.96 * Math.sqrt(count)) / 2));
  return Math.max(0, ...[rank, count - 1 - rank].map((index) => Math.abs(sorted[index] ?? 0)));
}

/** What each of one side is more than its pair of the other. */
export function differences(side: readonly number[], other: readonly number[]): readonly number[] {
  return side.map((value, index) => value - (other[index] ?? value));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Runs each of the tasks in turn, so often, after a run of each that does not count. @returns their results by task */
export async function inTurn<Result>(runs: number, tasks: ReadonlyArray<() => Promise<Result>>): Promise<Result[][]> {
  const results: Result[][] = tasks.map(() => []);
  for (let run = 0; run <= runs; run += 1) {
    for (const [index, task] of tasks.entries()) {
      const result = await task();
      if (run > 0) results[index]?.push(result);
    }
  }
  return results;
}

function format(value: number, unit: string): string {
  return unit === '' ? value.toFixed(2) : `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}
