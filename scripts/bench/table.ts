// Pure: the benchmark's figures as a table.

export interface Row {
  readonly what: string;
  readonly value: number;
  /** The most that the value may be. */
  readonly budget: number;
  /** Empty for a ratio. */
  readonly unit: string;
  /** What the value was computed from. */
  readonly from: string;
}

/** A Markdown table with a mark where a budget is missed. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map(({ what, value, budget, unit, from }) => [
    what,
    format(value, unit),
    format(budget, unit),
    value <= budget ? 'yes' : '**NO**',
    from,
  ]);
  const head = ['What', 'Measured', 'Budget', 'Kept', 'From'];
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...cells.map(line)].join('\n');
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
