// Pure: what is known of a rollout so far, and since when, while werf's output is read.
import type { Box } from './boxes.ts';
import type { Said } from './plain-lines.ts';
import type { TableRow } from './progress-table.ts';
import type { FailedBuild, ListedOperations, LockWait, Rollout } from './rollout.ts';
import { ShownLinesBook } from './shown-lines.ts';
import { TrackedResources } from './tracked-resources.ts';

const MAX_BUILDS = 5;
const MAX_OPERATIONS = 4000;
const MAX_OPERATION_UNITS = 400;

/** Keeps the last state of each resource, logs and events, operations, failed builds, and what werf says of itself. */
export class RolloutBook {
  #release: string | undefined;
  #namespace: string | undefined;
  #startedMs: number | undefined;
  #hasTable = false;
  #resources = new TrackedResources();
  #logs = new ShownLinesBook();
  #events = new ShownLinesBook();
  #operations: { readonly [list in keyof ListedOperations]: string[] } = { completed: [], canceled: [], failed: [] };
  #builds: FailedBuild[] = [];
  #lock: { readonly name: string; readonly sinceMs: number; obtainedMs: number | undefined } | undefined;
  #interrupted = false;

  /** What werf says outside of all boxes. */
  hear(news: Said, nowMs: number): void {
    if (news.what === 'interrupted') this.#interrupted = true;
    else if (news.what === 'locked') this.#lock ??= { name: news.lock, sinceMs: nowMs, obtainedMs: undefined };
    else this.#start(news.release, news.namespace, nowMs);
  }

  /** What came before, of a build for example, is no rollout. */
  #start(release: string, namespace: string | undefined, nowMs: number): void {
    if (this.#startedMs !== undefined) return;
    this.#release = release;
    this.#namespace = namespace;
    this.#startedMs = nowMs;
    this.#hasTable = false;
    this.#resources = new TrackedResources();
    this.#logs = new ShownLinesBook();
    this.#events = new ShownLinesBook();
    this.#operations = { completed: [], canceled: [], failed: [] };
  }

  /** werf goes on with its work, so nobody holds it up any longer. */
  goOn(nowMs: number): void {
    if (this.#lock === undefined || this.#lock.obtainedMs !== undefined) return;
    this.#lock.obtainedMs = nowMs;
    this.#startedMs = nowMs;
  }

  /** What the first table shows has been waited for since the release was begun; werf shows a table every few seconds. */
  addTable(rows: readonly TableRow[], nowMs: number): void {
    const sinceMs = this.#hasTable ? nowMs : (this.#startedMs ?? nowMs);
    this.#hasTable = true;
    this.#resources.update(rows, sinceMs);
  }

  /** @param cut whether there were more lines before them */
  addLines(box: Box & { readonly kind: 'lines' }, lines: readonly string[], cut: boolean): void {
    (box.of === 'logs' ? this.#logs : this.#events).add(box, lines, cut);
  }

  addOperation(list: keyof ListedOperations, text: string): void {
    const operations = this.#operations[list];
    if (text !== '' && operations.length < MAX_OPERATIONS) operations.push(text.slice(0, MAX_OPERATION_UNITS));
  }

  addBuild(build: FailedBuild): void {
    if (this.#builds.length < MAX_BUILDS) this.#builds.push(build);
  }

  /** All of it. */
  rollout(nowMs: number): Rollout {
    return {
      release: this.#release,
      namespace: this.#namespace,
      startedMs: this.#startedMs,
      endedMs: nowMs,
      resources: this.#resources.all(),
      logs: this.#logs.all(),
      events: this.#events.all(),
      operations: this.#operations,
      failedBuilds: this.#builds,
      lock: this.#lockWait(nowMs),
      interrupted: this.#interrupted,
    };
  }

  #lockWait(nowMs: number): LockWait | undefined {
    if (this.#lock === undefined) return undefined;
    const { name, sinceMs, obtainedMs } = this.#lock;
    return { name, waitedMs: (obtainedMs ?? nowMs) - sinceMs, obtained: obtainedMs !== undefined };
  }
}
