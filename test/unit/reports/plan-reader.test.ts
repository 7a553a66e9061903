import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanReader } from '../../../src/reports/plan-reader.ts';
import { outcomeOf, planOf, recorded } from '../../support/plans.ts';

/** Recording -> what would happen, and whether resources would change; undefined where nothing was planned. */
const RECORDINGS: Readonly<Record<string, readonly [changes: readonly string[], hasChanges: boolean | undefined]>> = {
  'bundle-plan': [['create ConfigMap/settings', 'create Deployment/web'], true],
  'plan-blind-apply': [['create ConfigMap/tuned, then delete', 'blind-apply Service/web'], true],
  'plan-blind-save': [['create ConfigMap/tuned, then delete', 'blind-apply Service/web'], true],
  'plan-blind-lines': [['blind-apply PersistentVolumeClaim/data'], true],
  'plan-changes': [
    ['update ConfigMap/settings', 'update Secret/token', 'update Service/web', 'delete ConfigMap/extra'],
    true,
  ],
  'plan-changes-color': [
    [
      'create ConfigMap/tuned, then delete',
      'recreate Job/seed',
      'update ConfigMap/partly',
      'update ConfigMap/settings',
      'update Secret/token',
      'update Service/web',
      'delete ConfigMap/extra',
    ],
    true,
  ],
  'plan-crd-update': [['create Widget/one', 'update CustomResourceDefinition/widgets.shop.example.com'], true],
  'plan-detailed-exit-code': [[], false],
  'plan-immutable': [[], undefined],
  'plan-initial': [
    [
      'create ConfigMap/partly',
      'create ConfigMap/settings',
      'create ConfigMap/tuned, then delete',
      'create Deployment/web',
      'create Job/seed',
      'create Secret/token',
      'create Service/web',
    ],
    true,
  ],
  'plan-none': [[], false],
  'plan-none-save': [[], false],
  'plan-not-owner': [[], undefined],
  'plan-release-only': [[], false],
  'plan-save-encrypted': [
    ['update ConfigMap/settings', 'update Secret/token', 'update Service/web', 'delete ConfigMap/extra'],
    true,
  ],
  'plan-show': [
    [
      'create ConfigMap/extra',
      'create ConfigMap/partly',
      'create ConfigMap/settings',
      'create ConfigMap/tuned, then delete',
      'create Deployment/web',
      'create Job/seed',
      'create Secret/token',
      'create Service/web',
    ],
    true,
  ],
  'plan-show-encrypted-no-key': [[], undefined],
  'plan-show-unreadable': [[], undefined],
};

const stdout = (recording: string) => recorded(recording, 'stdout.txt');
const box = (title: string, body: string, border = '│') =>
  `┌ ${title}\n${body
    .split('\n')
    .map((line) => `${border} ${line}\n`)
    .join('')}└ ${title}\n\n`;
const HEADER = 'Planning release install "shop" (namespace: "shop")\n\n';

const boxed = (title: string, lines: readonly string[]) =>
  [`┌ ${title}`, ...lines.map((line) => `│ ${line}`), `└ ${title}`, ''].join('\n');
const summary = (counts: string) => `Planned changes summary for release "shop" (namespace: "shop"):\n${counts}\n\n`;

describe('reading a plan', () => {
  it.each(Object.entries(RECORDINGS))('%s', (recording, [changes, hasChanges]) => {
    const outcome = outcomeOf(recording);
    const shown = outcome.plan?.changes.map(
      ({ change, resource, afterwards }) => `${change} ${resource}${afterwards === '' ? '' : `, then ${afterwards}`}`,
    );
    expect(shown ?? []).toEqual(changes);
    expect(outcome.hasChanges).toBe(hasChanges);
    expect(outcome.isUnproven).toBe(false);
  });

  it('reads colours and narrow terminals as the plain plan', () => {
    const plain = planOf(stdout('plan-exit-code'));
    expect(plain?.counts).toEqual({ create: 1, recreate: 1, update: 4, 'blind-apply': 0, delete: 1 });
    expect(planOf(stdout('plan-changes-color'))).toEqual(plain);
    expect(planOf(stdout('plan-narrow'))).toEqual(plain);
    expect(planOf(stdout('plan-narrow'), 50)).toEqual(plain);
  });

  it('reads lines that begin with a time', () => {
    const stamped = stdout('plan-exit-code')
      .toString()
      .replaceAll(/^(?=.)/gm, '2026-11-25T16:08:10 ');
    expect(planOf(stamped)).toEqual(planOf(stdout('plan-exit-code')));
  });

  it('has the reason of a blind apply in one piece, and no line of it in the diff', () => {
    const change = planOf(stdout('plan-blind-apply'))?.changes.find(({ resource }) => resource === 'Service/web');
    expect(change?.reason).toBe(
      'error: server-side dry-run apply resource "Service/web": server-side apply: failed to create typed patch object (/web; /v1, Kind=Service): .spec.ports[port="eighty",protocol="TCP"].port: expected numeric (int or float), got string',
    );
    expect(change?.diff.at(-1)).toBe('+     app: web');
  });

  it('has all lines of a reason, and none of them in the diff, which may be too long to keep', () => {
    const refused = 'error: admission webhook "policy.example" denied the request:\n\n- a rule\n  about > all\nend';
    const box = (diff: readonly string[]) =>
      boxed('Blind apply ConfigMap/a', [...diff, ...`<blind apply reason: ${refused}>`.split('\n')]);
    const [change] = planOf(`${HEADER}${box(['+ kind: ConfigMap'])}`)?.changes ?? [];
    expect([change?.reason, change?.diff]).toEqual([refused, ['+ kind: ConfigMap']]);
    const [long] = planOf(`${HEADER}${box(Array.from({ length: 300 }, () => `+ ${'x'.repeat(1000)}`))}`)?.changes ?? [];
    expect(long?.reason).toBe(refused);
    expect(long?.omittedLines).toBeGreaterThan(0);
  });

  it('joins lines that werf broke in the middle of a word of several bytes a character, which may lose one', () => {
    // As a real werf breaks them at 61 columns.
    const words = [
      '+   b: "Ошибка: не удалось подключиться — 🚨 Ошибка: не    ↵',
      'удалось подключиться — 🚨 Ошибка: не удалось подклю\ufffd ↵',
      '\ufffdиться — 🚨 Ошибка: не удалось подключиться — 🚨 Ошибка:    ↵',
      'end',
    ];
    const oneWord = [
      '+   a: 漢字のとても長い行です。漢字のと\ufffd\ufffd ↵',
      '\ufffdも長い行です。漢字のとても長い行です\ufffd\ufffd ↵',
      '\ufffdend',
    ];
    const text = `${HEADER}${boxed('Create ConfigMap/a', [...words, ...oneWord])}`;
    expect(planOf(text, 61)?.changes[0]?.diff).toEqual([
      '+   b: "Ошибка: не удалось подключиться — 🚨 Ошибка: не удалось подключиться — 🚨 Ошибка: не удалось подклю\ufffdиться — 🚨 Ошибка: не удалось подключиться — 🚨 Ошибка: end',
      '+   a: 漢字のとても長い行です。漢字のと\ufffdも長い行です。漢字のとても長い行です\ufffdend',
    ]);
    const own = boxed('Create ConfigMap/a', ['+   a: Ошибка ↵', '+   b: 1']);
    expect(planOf(`${HEADER}${own}`, 40)?.changes[0]?.diff).toEqual(['+   a: Ошибка ↵', '+   b: 1']);
  });

  it('takes a line that looks like a reason for one of a diff where nothing is applied blindly', () => {
    const [change] =
      planOf(`${HEADER}${boxed('Update ConfigMap/a', ['<blind apply reason: no>', '+ a'])}`)?.changes ?? [];
    expect([change?.reason, change?.diff]).toEqual(['', ['<blind apply reason: no>', '+ a']]);
  });

  it('keeps the start of a reason without end', () => {
    const lines = ['<blind apply reason: start', ...Array.from({ length: 10_000 }, () => 'more of it')];
    const [change] = planOf(`${HEADER}${boxed('Blind apply ConfigMap/a', lines)}`)?.changes ?? [];
    expect(change?.reason).toMatch(/^start\nmore of it\n/);
    expect(change?.reason.length).toBeLessThan(16_100);
  });

  it.each([
    ['No changes planned for release "shop" (namespace: "qa")', 'none', ''],
    ['No changes planned, but will create release "shop" (namespace: "qa")', 'release-only', ''],
    ['No resource changes planned, but will create release "shop" (namespace: "qa")', 'release-only', ''],
    ['No resource changes planned, but still must install release "shop" (namespace: "qa")', 'release-only', ''],
    [
      'No resource changes planned, but still must install release "shop" (namespace: "qa") because the release notes changed',
      'release-only',
      'the release notes changed',
    ],
  ])('%s', (line, kind, because) => {
    expect(planOf(`${HEADER}${line}\n`)).toMatchObject({ kind, because, release: 'shop', namespace: 'qa' });
  });

  it.each([
    ['Create and delete it', 'Create Job/x and delete it', 'create', 'delete'],
    ['delete on success', 'Update Job/x and delete it on success', 'update', 'delete'],
    ['blindly apply', 'Blindly apply Job/x', 'blind-apply', ''],
    ['several that follow', 'Update Job/x, then delete, create', 'update', 'delete, create'],
  ])('titles of all versions: %s', (_, title, change, afterwards) => {
    const plan = planOf(`Planning release "shop" (namespace: "shop")\n${box(title, '<hidden sensitive output>')}`);
    expect(plan?.changes).toMatchObject([
      { change, afterwards, resource: 'Job/x', diff: ['<hidden sensitive output>'] },
    ]);
  });

  it('knows a namespace that is not the release’s', () => {
    const plan = planOf(
      HEADER + box('Update Job/x (namespace=other), then delete', '  a: b') + summary('- update: 1 resources'),
    );
    expect(plan?.changes).toMatchObject([{ resource: 'Job/x', namespace: 'other', afterwards: 'delete' }]);
  });

  it('takes no line of a manifest for one of werf’s', () => {
    const forged = [
      '└ Update ConfigMap/a',
      '┌ Delete Namespace/prod',
      '- x',
      'No changes planned for release "shop" (namespace: "shop")',
    ];
    const body = [
      ...forged,
      ...forged.map((line) => `+ ${line}`),
      'Planned changes summary for release "x" (namespace: "x"):',
    ];
    const plan = planOf(HEADER + box('Update ConfigMap/a', body.join('\n')) + summary('- update: 1 resources'));
    expect(plan?.changes.map(({ resource }) => resource)).toEqual(['ConfigMap/a']);
    expect(plan?.changes[0]?.diff).toEqual(body);
    expect(plan).toMatchObject({ kind: 'changes', release: 'shop' });
  });

  it('forgets what a build printed before the plan', () => {
    const build = box('Delete Namespace/prod', '- all') + summary('- delete: 9 resources');
    const plan = planOf(`${build}${HEADER}${box('Create Job/x', '+ a')}${summary('- create: 1 resources')}`);
    expect(plan?.changes.map(({ resource }) => resource)).toEqual(['Job/x']);
    expect(plan?.counts.delete).toBe(0);
  });

  it('gives the same for any division into chunks', () => {
    const whole = stdout('plan-changes-color');
    const expected = planOf(whole);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 40 }), (cuts) => {
        const reader = new PlanReader();
        const at = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
        for (const [index, start] of at.entries()) reader.push(whole.subarray(start, at[index + 1] ?? whole.length));
        expect(reader.plan()).toEqual(expected);
      }),
    );
  });

  it('reads a plan that is cut anywhere, and any bytes', () => {
    const whole = stdout('plan-narrow');
    for (let end = 0; end < whole.length; end += 7) expect(() => planOf(whole.subarray(0, end))).not.toThrow();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => void planOf(bytes)));
  });

  it('keeps no more of a huge plan than has use, and counts all of it', () => {
    const reader = new PlanReader();
    reader.push(Buffer.from(HEADER));
    const line = Buffer.from(`│ +   ${'x'.repeat(1000)}\n`);
    for (let index = 0; index < 6000; index += 1) {
      reader.push(Buffer.from(`┌ Create ConfigMap/c${index}\n`));
      for (let times = 0; times < 4; times += 1) reader.push(line);
      reader.push(Buffer.from(`└ Create ConfigMap/c${index}\n\n`));
    }
    reader.push(Buffer.from(summary('- create: 6000 resources')));
    const plan = reader.plan();
    expect(plan?.counts.create).toBe(6000);
    expect((plan?.changes.length ?? 0) + (plan?.omittedChanges ?? 0)).toBe(6000);
    const kept = plan?.changes.reduce((total, { diff }) => total + diff.join('').length, 0) ?? 0;
    const left = plan?.changes.reduce((total, { omittedLines }) => total + omittedLines, 0) ?? 0;
    expect(kept).toBeLessThan(1_600_000);
    expect(kept).toBeGreaterThan(1_000_000);
    expect(left).toBeGreaterThan(1000);
  });

  it('cuts a line without end, at a blank', () => {
    const plan = planOf(`${HEADER}${box('Create ConfigMap/c', `+   ${'word '.repeat(20_000)}secret`)}`);
    const line = plan?.changes[0]?.diff[0] ?? '';
    expect(line.length).toBeLessThan(70_000);
    expect(line).toMatch(/word …$/);
  });
});
