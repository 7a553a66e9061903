// Checks what a step made of portable-werf.ts: its outputs, and the files that it wrote into the project.
import { deepEqual, equal, match } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const read = (name: string) => readFileSync(join(process.argv[2] ?? '', name), 'utf8');
const outputs: Record<string, string> = JSON.parse(process.env['OUTPUTS'] ?? '');

equal(process.env['OUTCOME'], 'failure');
equal(outputs['exit-code'], '3');
equal(outputs['werf-version'], 'v2.77.1');
match(basename(outputs['werf-path'] ?? ''), process.platform === 'win32' ? /^werf\.exe$/i : /^werf$/);
equal(outputs['telemetry-delivery'], 'delivered');
equal(read('stdout.txt'), `${JSON.stringify(['render', '--dev', '--set', 'a=b c'])}\nchanges\n`);

const events = read('telemetry.log')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));
deepEqual(
  events.map(({ command, eventType, eventData }) => [command, eventType, eventData.exitCode]),
  [
    ['werf config render', 'CommandStarted', undefined],
    ['werf config render', 'CommandExited', 0],
    ['werf plan', 'CommandStarted', undefined],
    ['werf plan', 'CommandExited', 2],
    ['werf build', 'CommandStarted', undefined],
    ['werf build', 'CommandExited', 3],
  ],
);
const os = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string];
for (const { attributes } of events) deepEqual([attributes.os, attributes.ciName], [os, 'github-actions']);
console.log(`All as it should be on ${os}.`);
