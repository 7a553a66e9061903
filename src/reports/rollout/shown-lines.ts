// Pure: the last lines of logs and events, of as many containers as memory allows.
import type { ShownLines } from './rollout.ts';

/** Lines kept of each. */
export const MAX_SHOWN_LINES = 40;
/** Units of UTF-16 kept of each. */
const MAX_LINE_UNITS = 8000;
/** Containers and resources; beyond that, the one goes that has been silent longest. */
const MAX_SOURCES = 200;

interface Entry {
  readonly resource: string;
  readonly source: string;
  readonly namespace: string | undefined;
  lines: string[];
  cut: boolean;
}

/** Keeps the last lines of each box title. */
export class ShownLinesBook {
  readonly #entries = new Map<string, Entry>();

  /**
   * @param lines new lines, without colours and control characters
   * @param cut whether there were more before them
   */
  add(of: Pick<ShownLines, 'resource' | 'source' | 'namespace'>, lines: readonly string[], cut: boolean): void {
    const { resource, source, namespace } = of;
    const key = `${namespace ?? ''} ${resource} ${source}`;
    const entry = this.#entries.get(key) ?? { resource, source, namespace, lines: [], cut: false };
    // Put at the end, so that the first is always the one that has been silent longest.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const all = cut ? [...lines] : [...entry.lines, ...lines];
    entry.lines = lastLines(all);
    entry.cut ||= cut || entry.lines.length < all.length;
    if (this.#entries.size > MAX_SOURCES) {
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest);
        break;
      }
    }
  }

  all(): readonly ShownLines[] {
    return [...this.#entries.values()];
  }
}

function lastLines(lines: readonly string[]): string[] {
  let from = Math.max(0, lines.length - MAX_SHOWN_LINES);
  let units = 0;
  for (let index = lines.length - 1; index >= from; index -= 1) {
    units += lines[index]?.length ?? 0;
    if (units > MAX_LINE_UNITS) {
      from = Math.min(index + 1, lines.length - 1);
      break;
    }
  }
  return lines.slice(from);
}
