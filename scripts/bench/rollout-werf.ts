// A stand-in for werf that prints a rollout at 100,000 lines a second, and how long it had to wait for its reader.
import { writeFileSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const LINES_PER_BLOCK = 1000;
/** Every ten milliseconds one block. */
const BLOCK_MS = 10;
const BLOCKS = 300;

const title = 'Logs for Pod/web-6cc986d856-92f62, container/web';
const line =
  '│ {"level":"info","ts":"2026-11-25T16:00:00Z","msg":"request served","path":"/api/v1/orders","status":200}\n';
const table = `┌ Progress status
│ RESOURCE (→READY)            STATE    INFO
│ Deployment/web               WAITING  Ready:0/1
│  • Pod/web-6cc986d856-92f62  UNKNOWN  Status:CrashLoopBackOff  Errors:1  LastError:"
│                                       CrashLoopBackOff: back-off 40s restarting fail
│                                       ed container=web"
└ Progress status

`;
const tableLines = table.split('\n').length - 1;
const block = Buffer.from(`┌ ${title}\n${line.repeat(LINES_PER_BLOCK - 3 - tableLines)}└ ${title}\n\n${table}`);

const startedAt = performance.now();
let waitedMs = 0;
writeSync(1, 'Start release "shop" (namespace: "shop")\n');
for (let number = 0; number < BLOCKS; number += 1) {
  const before = performance.now();
  for (let written = 0; written < block.length; ) written += writeSync(1, block, written);
  waitedMs += performance.now() - before;
  const early = startedAt + number * BLOCK_MS - performance.now();
  if (early > 0) await pause(early);
}
const milliseconds = performance.now() - startedAt;
writeFileSync(process.argv[2] ?? '', JSON.stringify({ waitedMs, milliseconds, lines: BLOCKS * LINES_PER_BLOCK }));
