import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RolloutReader } from '../../../../src/reports/rollout/rollout-reader.ts';
import { type DrawnRow, drawBox, drawTable } from '../../../support/progress-table.ts';
import { ROLLOUTS, readOutput, readRollout } from '../../../support/rollouts.ts';

const run = fc.constantFrom(...ROLLOUTS);
const START = 'Start release "shop" (namespace: "shop")\n';
const LOG = 'Logs for Pod/web-1, container/web';

function readChunks(chunks: readonly Uint8Array[]) {
  const reader = new RolloutReader();
  for (const chunk of chunks) reader.push(chunk, 0);
  return reader.end(0);
}

describe('whatever comes', () => {
  test('a recording in any chunks reads as a whole', () => {
    fc.assert(
      fc.property(run, fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }), (name, sizes) => {
        const { stdout } = readRollout(name);
        const chunks: Buffer[] = [];
        for (let at = 0, turn = 0; at < stdout.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          chunks.push(stdout.subarray(at, at + size));
          at += size;
        }
        expect(readChunks(chunks)).toEqual(readOutput(stdout));
      }),
    );
  });

  test.each(ROLLOUTS)('%s with the ends of lines that Windows has reads as without', (name) => {
    const { stdout } = readRollout(name);
    const onWindows = Buffer.from(stdout.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
    expect(readChunks([onWindows])).toEqual(readOutput(stdout));
  });

  test('a recording cut anywhere, or put together of two, gives a result', () => {
    fc.assert(
      fc.property(
        run,
        run,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b, from, to) => {
          const [first, second] = [readRollout(a).stdout, readRollout(b).stdout];
          const parts = [first.subarray(0, first.length * from), second.subarray(second.length * to)];
          for (const { state, resource } of readChunks(parts).resources) {
            expect(state).toMatch(/^[A-Z]+$/);
            expect(resource).toMatch(/^[^\s/]+\/\S+$/);
          }
        },
      ),
    );
  });

  test('lines of two recordings in any order give a result', () => {
    fc.assert(
      fc.property(run, run, fc.infiniteStream(fc.boolean()), (a, b, turns) => {
        const queues = [a, b].map((name) => readRollout(name).stdout.toString().split('\n'));
        const mixed: string[] = [];
        for (const turn of turns) {
          const line = queues[Number(turn)]?.shift() ?? queues[Number(!turn)]?.shift();
          if (line === undefined) break;
          mixed.push(line);
        }
        expect(Array.isArray(readOutput(mixed.join('\n')).resources)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('a cut within the last table never shortens a reason that was whole before', () => {
    const { stdout } = readRollout('converge-fail-modes');
    const reasons = new Set<string | undefined>();
    for (let end = 0; end <= stdout.length; end += 1) {
      for (const { pods } of readOutput(stdout.subarray(0, end)).resources) {
        for (const { lastError } of pods) reasons.add(lastError);
      }
    }
    expect([...reasons].filter((reason) => reason !== undefined && !reason.endsWith(')'))).toEqual([]);
  });
});

describe('what an application prints', () => {
  test('any recording inside of a log changes nothing of the rollout', () => {
    fc.assert(
      fc.property(run, run, (outer, inner) => {
        const { stdout } = readRollout(outer);
        const lines = readRollout(inner).stdout.toString().split('\n');
        const text = stdout.toString();
        const at = text.indexOf('┌ Progress status');
        fc.pre(at !== -1);
        const box = drawBox(LOG, lines, { width: 130 });
        const { logs, ...rollout } = readOutput(text.slice(0, at) + box + text.slice(at));
        const { logs: _, ...without } = readOutput(stdout);
        expect(rollout).toEqual(without);
        expect(logs.some(({ resource }) => resource === 'Pod/web-1')).toBe(true);
      }),
    );
  });

  test.each([
    ['with time stamps', '2026-11-25T16:00:00Z '],
    ['with time stamps of two words', 'Nov 25 '],
    ['without', ''],
  ])('a table in a log is no table, %s', (_, stamp) => {
    const table = drawTable([['READY', [{ resource: 'Deployment/fake', state: 'FAILED', info: '' }]]], { width: 130 });
    const box = drawBox(LOG, table.split('\n'), { width: 130, stamp });
    expect(readOutput(stamp + START + box).resources).toEqual([]);
  });

  test('a table that a build prints before the release is begun is none of the rollout', () => {
    const table = drawTable([['READY', [{ resource: 'Deployment/fake', state: 'FAILED', info: '' }]]], { width: 130 });
    expect(readOutput(table + START).resources).toEqual([]);
  });

  test('ten megabytes on one line stay outside', () => {
    const reader = new RolloutReader();
    reader.push(Buffer.from(`${START}┌ ${LOG}\n│ `), 0);
    for (let megabyte = 0; megabyte < 10; megabyte += 1) reader.push(Buffer.alloc(1 << 20, 'x'), 0);
    reader.push(Buffer.from(`\n│ end\n└ ${LOG}\n`), 0);
    const [log] = reader.end(0).logs;
    expect(log?.lines.at(-1)).toBe('end');
    expect(log?.lines.join('').length).toBeLessThan(20_000);
  });

  test('of a long log the last lines are kept, and of many containers the last', () => {
    const many = Array.from({ length: 100_000 }, (_, line) => `line ${line}`);
    const boxes = Array.from({ length: 300 }, (_, pod) =>
      drawBox(`Logs for Pod/p-${pod}, container/c`, [`${pod}`], { width: 130 }),
    );
    const { logs } = readOutput(START + boxes.join('') + drawBox(LOG, many, { width: 130 }));
    expect(logs).toHaveLength(200);
    expect(logs.at(-1)?.lines.at(-1)).toBe('line 99999');
    expect(logs.at(-1)?.lines).toHaveLength(40);
    expect(logs.at(-1)?.cut).toBe(true);
  });
});

const name = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,100}[a-z0-9])?$/);
const kind = fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'ServiceMonitor', 'Canary');
/** Words with blanks between, wide characters among them, as an error has them. */
const reason = fc
  .array(
    fc.oneof(fc.stringMatching(/^[ -~]{1,40}$/), fc.constantFrom('決済に失敗しました', 'Zahlung für Käufer', '🛒🛒')),
    { maxLength: 8 },
  )
  .map((words) => words.join(' ').replaceAll('%', '').replace(/ +/g, ' ').trim())
  .filter((text) => text !== '');

/** A table in which werf broke lines once more, before the last word of INFO, as it does in a narrow terminal. */
function brokenBetweenWords(table: string): string {
  const lines = table.split('\n');
  const infoAt = (lines.find((line) => line.endsWith('INFO'))?.length ?? 0) - 'INFO'.length;
  return lines
    .map((line) => {
      const info = line.slice(infoAt).replace(/(\S) +(\S+)$/u, `$1${' '.repeat(6)}↵\n│ $2`);
      return line.startsWith('│') && line.length > infoAt ? line.slice(0, infoAt) + info : line;
    })
    .join('\n');
}

const drawnRow = fc.record({ kind, name, errors: fc.integer({ min: 1, max: 99 }), reason });

describe('tables as werf draws them', () => {
  test('any names and errors at any width, with colours and with time stamps', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(drawnRow, { minLength: 1, maxLength: 4, selector: (row) => row.kind + row.name }),
        fc.integer({ min: 50, max: 240 }),
        fc.boolean(),
        fc.constantFrom('', '2026-11-25T16:00:00Z ', 'Nov 25 16:00:00 '),
        fc.boolean(),
        (rows, width, colors, stamp, breaks) => {
          const drawn: DrawnRow[] = rows.map((row) => ({
            resource: `${row.kind}/${row.name}`,
            state: 'FAILED',
            info: `Ready:0/1  Errors:${row.errors}  LastError:${JSON.stringify(row.reason)}`,
          }));
          // A cell without blanks, so that one line surely shows how wide the column is.
          const wide = { resource: 'Secret/wide', state: 'WAITING', info: `Errors:1  LastError:"${'x'.repeat(300)}"` };
          const drawing = { width: width + stamp.length, colors, stamp };
          const table = drawTable([['READY', [...drawn, wide]]], drawing);
          const text = stamp + START + (breaks && !colors && stamp === '' ? brokenBetweenWords(table) : table);
          expect(
            readOutput(text).resources.map(({ resource, errors, lastError }) => [resource, errors, lastError]),
          ).toEqual([
            ...rows.map((row) => [`${row.kind}/${row.name}`, row.errors, row.reason]),
            ['Secret/wide', 1, 'x'.repeat(300)],
          ]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a blank that was lost at a break is known by the width that werf was told', () => {
    const error = 'FailedCreate: quota';
    const info = `Ready:1/3  Errors:2  LastError:"${error}"`;
    const table = drawTable([['READY', [{ resource: 'DaemonSet/a', state: 'FAILED', info }]]], { width: 130 });
    const lastError = (width?: number) => readOutput(START + table, 0, width).resources[0]?.lastError;
    expect(table).toContain('LastError:"FailedCreate:\n');
    expect(lastError(130)).toBe(error);
    expect(lastError(60)).toBe('FailedCreate:quota');
  });

  test('lines that only look as if they were broken hide no row, and are not joined without an end', () => {
    const rows = ['web', 'api', 'db'].map((name) => `Deployment/${name.padEnd(12)}FAILED   `);
    const heading = `${'RESOURCE (→READY)'.padEnd(23)}STATE    INFO`;
    const named = (lines: readonly string[]) =>
      readOutput(drawBox('Progress status', [heading, ...lines], { width: 100 })).resources.map((row) => row.resource);
    const all = ['Deployment/web', 'Deployment/api', 'Deployment/db'];
    expect(named(rows)).toEqual(all);
    expect(named(rows.map((row) => `${row}Errors:1 ↵`))).toEqual(all);
    // Many times what is kept of a cell.
    const endless = Array.from({ length: 200 }, () => `${'x'.repeat(1_000)} ↵`);
    expect(named([...rows.slice(0, 2), ...endless, ...rows.slice(2)])).toEqual(all);
  });

  test('a percent sign at a break, which swallowed it', () => {
    const error = `disk is at ${'9'.repeat(13)}% and that is too much`;
    const table = drawTable(
      [['READY', [{ resource: 'Deployment/web', state: 'FAILED', info: `Errors:1  LastError:"${error}"` }]]],
      { width: 130 },
    );
    const mangled = table.replace(/%\n│ /, '%!\n│ (MISSING)');
    expect(mangled).not.toBe(table);
    expect(readOutput(START + mangled, 0, 130).resources[0]?.lastError).toBe(error);
  });

  test('lines of a log that were cut at the width are whole again, and no others', () => {
    const long = `{"token":"${'s3cret'.repeat(30)}"}`;
    const cut = [...long.matchAll(/.{1,98}/g)].map(([piece]) => piece);
    const box = drawBox(LOG, ['before', ...cut, 'after'], { width: 100 });
    const lines = (width?: number) => readOutput(START + box, 0, width).logs[0]?.lines;
    expect(lines(100)).toEqual(['before', long, 'after']);
    expect(lines()).toEqual(['before', ...cut, 'after']);
    expect(lines(90)).toEqual(['before', ...cut, 'after']);
  });

  test('a percent sign before a colour', () => {
    const box = (title: string, lines: readonly string[]) =>
      `┌ ${title}\n${lines.map((line) => `│ ${line}\n`).join('')}└ ${title}\n`;
    const red = (text: string) => `\u001b[31m${text}%!\u001b(MISSING)[0m`;
    const table = box('Progress status', [
      'RESOURCE (→READY)  STATE    INFO',
      'Deployment/web     FAILED   Ready:0/1',
      ` • Pod/web-1       UNKNOWN  Errors:1  LastError:"${red('disk 100')}`,
      `                            ${red(' full, swap 50')}\u001b[31m"\u001b[0m`,
    ]);
    const output = readOutput(
      `Start release "shop" (namespace: "shop")\n${box('Logs for Pod/web-1, container/web', [red('at 100')])}${table}`,
    );
    expect(output.resources[0]?.pods[0]?.lastError).toBe('disk 100% full, swap 50%');
    expect(output.logs[0]?.lines).toEqual(['at 100%']);
  });

  test('a percent sign at a break, of which the rest makes the next line too long for the terminal', () => {
    const table = `┌ Progress status
│ RESOURCE (→READY)       STATE    INFO
│ Deployment/web          FAILED   Ready:0/1
│  • Pod/web-1            UNKNOWN  Errors:1  LastError:"disks
│                                   of the node is full: 100%!
│ (MISSING)                                    ↵
│ {}https://example.com/a/bc
│                                  /d"
└ Progress status
`;
    const output = readOutput(`Start release "shop" (namespace: "shop")\n${table}`);
    expect(output.resources[0]?.pods[0]?.lastError).toBe('disks of the node is full: 100%{}https://example.com/a/bc/d');
  });

  test('a line that is broken for the blanks that fill it up', () => {
    const at = '2026-11-26T03:40:50Z';
    const table = `┌ Progress status
│ RESOURCE (→READY)           STATE    INFO
│ Deployment/web              FAILED   Ready:0/1
│  • Pod/web-f9d9fb488-5zqnk  UNKNOWN  Status:CrashLoopB
│                                      ackOff  Errors:2
│                                       LastError:"Crash
│                                      LoopBackOff: back
│                                      -off 20s restarti
│                                      ng failed contain  ↵
│ 
│                                      er=web pod=web-f9
│                                      d9fb488-5zqnk_ro-
│                                      shop(e787930b-28c  ↵
│ 
│                                      1-41b0)"
└ Progress status
`;
    const stamped = `Start release "shop" (namespace: "shop")\n${table}`.replaceAll(/^/gm, `${at} `);
    expect(readOutput(stamped, 0, 80).resources[0]?.pods[0]?.lastError).toBe(
      'CrashLoopBackOff: back-off 20s restarting failed container=web pod=web-f9d9fb488-5zqnk_ro-shop(e787930b-28c1-41b0)',
    );
  });

  test('lines of a stage that were broken at the width are whole again', () => {
    const stage = [
      'app/dockerfile  one two  ↵',
      'app/dockerfile  three ↵',
      'app/dockerfile  four',
      'app/dockerfile  five',
    ];
    const inner = ['┌ Building stage app/dockerfile', ...stage.map((line) => `│ ${line}`)];
    const lines = [...inner, '└ Building stage app/dockerfile (1.60 seconds) FAILED'].map((line) => `│ ${line}\n`);
    const box = `┌ (1/1) image app\n${lines.join('')}└ (1/1) image app (1.68 seconds) FAILED\n`;
    expect(readOutput(box).failedBuilds).toEqual([
      { image: 'app', stage: 'app/dockerfile', lines: ['one two threefour', 'five'] },
    ]);
  });

  test('a percent sign at the end of a log, which swallowed the end of its box', () => {
    const box = drawBox(LOG, ['disk is used', 'by 50%'], { width: 130 }).replace('%\n└ ', '%!\n│ (MISSING)');
    const table = drawTable([['READY', [{ resource: 'Deployment/web', state: 'FAILED', info: '' }]]], { width: 130 });
    const { logs, resources } = readOutput(START + box + table);
    expect(box).toContain(`│ (MISSING)${LOG}\n`);
    expect(logs[0]?.lines).toEqual(['disk is used', 'by 50%']);
    expect(resources).toMatchObject([{ resource: 'Deployment/web', state: 'FAILED' }]);
  });

  test.each([26, 30, 36, 43, 44, 46])('a heading that wraps, at %i columns', (width) => {
    const table = drawTable(
      [
        [
          'READY',
          [
            { resource: 'Deployment/web', state: 'WAITING', info: 'Ready:0/1' },
            { resource: ' • Pod/web-1', state: 'UNKNOWN', info: 'Status:Init:0/2' },
          ],
        ],
        ['PRESENT', [{ resource: 'Secret/a', state: 'WAITING', info: 'Namespace:other' }]],
        ['ABSENT', [{ resource: 'ConfigMap/b', state: 'ABSENT', info: '' }]],
      ],
      { width },
    );
    expect(readOutput(START + table).resources).toMatchObject([
      {
        goal: 'ready',
        resource: 'Deployment/web',
        state: 'WAITING',
        ready: { now: 0, wanted: 1 },
        pods: [{ resource: 'Pod/web-1', status: 'Init:0/2' }],
      },
      { goal: 'present', resource: 'Secret/a', namespace: 'other' },
      { goal: 'absent', resource: 'ConfigMap/b', state: 'ABSENT' },
    ]);
  });

  test('a custom resource, a pod out of memory in an earlier table, and box characters in a cell', () => {
    const table = (status: string, error: string) =>
      drawTable(
        [
          [
            'READY',
            [
              { resource: 'Canary/web', state: 'WAITING', info: 'Tracking:"Ready=False"' },
              { resource: 'StatefulSet/db', state: 'WAITING', info: 'Ready:0/2' },
              { resource: ' • Pod/db-0', state: 'UNKNOWN', info: `Status:${status}${error}` },
            ],
          ],
        ],
        { width: 140 },
      );
    const text = table('OOMKilled', '') + table('CrashLoopBackOff', '  Errors:2  LastError:"│ ┌ Progress status └"');
    expect(readOutput(START + text).resources).toMatchObject([
      { resource: 'Canary/web', tracking: 'Ready=False' },
      {
        resource: 'StatefulSet/db',
        pods: [
          { status: 'CrashLoopBackOff', earlierStatus: 'OOMKilled', errors: 2, lastError: '│ ┌ Progress status └' },
        ],
      },
    ]);
  });

  test('a resource is waited for since the release was begun, a later one since a table first had it, and none while another deployment held the lock', () => {
    const row = (resource: string, state = 'WAITING') => ({ resource, state, info: '' });
    const reader = new RolloutReader();
    const at = (second: number, text: string) => reader.push(Buffer.from(text), second * 1000);
    at(1, START);
    at(2, 'Waiting for locked "release/shop"\n');
    at(60, drawTable([['READY', [row('Job/a')]]], { width: 130 }));
    at(65, drawTable([['READY', [row('Job/a', 'READY'), row('Deployment/b')]]], { width: 130 }));
    at(70, drawTable([['READY', [row('Deployment/b')]]], { width: 130 }));
    const { resources, lock, startedMs } = reader.end(80_000);
    expect(lock).toEqual({ name: 'release/shop', waitedMs: 58_000, obtained: true });
    expect(startedMs).toBe(60_000);
    expect(resources.map(({ resource, state, waitedSinceMs }) => [resource, state, waitedSinceMs])).toEqual([
      ['Job/a', 'READY', 60_000],
      ['Deployment/b', 'WAITING', 65_000],
    ]);
  });

  test('rows of one name: of the rollout and of the rollback after it, also when one of them is gone', () => {
    const table = (...rows: readonly (readonly [state: string, info: string])[]) =>
      drawTable([['READY', rows.map(([state, info]) => ({ resource: 'Deployment/web', state, info }))]], {
        width: 130,
      });
    const error = 'Errors:1  LastError:"CrashLoopBackOff"';
    const states = (text: string) =>
      readOutput(START + text).resources.map(({ state, readyElsewhere }) => [state, readyElsewhere]);
    expect(states(table(['FAILED', error], ['WAITING', '']))).toEqual([
      ['FAILED', false],
      ['WAITING', false],
    ]);
    expect(states(table(['FAILED', error], ['READY', '']) + table(['FAILED', error]))).toEqual([['FAILED', true]]);
    expect(states(table(['READY', '']) + table(['WAITING', '']))).toEqual([['WAITING', false]]);
  });

  test('thousands of resources with long errors stay within bounds', () => {
    const rows = Array.from({ length: 2500 }, (_, index) => ({
      resource: `Deployment/web-${index}`,
      state: 'FAILED',
      info: `Errors:1  LastError:"${'x'.repeat(1500)}"`,
    }));
    const { resources } = readOutput(START + drawTable([['READY', rows]], { width: 200 }));
    expect(resources).toHaveLength(2000);
    expect(JSON.stringify(resources).length).toBeLessThan(4_000_000);
  });
});
