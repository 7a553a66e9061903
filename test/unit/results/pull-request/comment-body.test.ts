import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../src/reports/plan.ts';
import { type PublicPlan, publicPlan } from '../../../../src/results/public-plan.ts';
import {
  type CommentRun,
  type CommentSection,
  commentBody,
} from '../../../../src/results/pull-request/comment-body.ts';
import type { CommentSubject } from '../../../../src/results/pull-request/marker.ts';
import { readPage } from '../../../support/markdown.ts';
import { outcomeOf, planOf } from '../../../support/plans.ts';

const MARKER = '<!-- run-werf v1 0 -->';
const SUBJECT: CommentSubject = { id: '', project: 'shop', environment: 'qa', release: '', namespace: '' };
const RUN: CommentRun = {
  commit: 'a1'.repeat(20),
  repositoryUrl: 'https://github.com/acme/shop',
  runId: '9000012',
  runNumber: '12',
};
const RUN_LINKS = [/* commit */ 'a1a1a1a', /* run */ 'run 12'];

const asIs = (text: string) => text;
const shown = (plan: Plan | undefined): PublicPlan =>
  publicPlan({ plan, hasChanges: plan?.kind === 'changes', saysChanges: false, isUnproven: false }, asIs, false);
const planned = (plan: PublicPlan): CommentSection => ({
  command: 'werf plan',
  result: 'success',
  exitCode: 0,
  kind: 'plan',
  plan,
  deploy: undefined,
  headline: '',
  failedResources: [],
  error: '',
});
const body = (...sections: CommentSection[]) => commentBody(MARKER, SUBJECT, sections, RUN);

/** What a manifest may hold to get out of its block, or to call somebody. */
const HOSTILE = [
  '```',
  '`````',
  '~~~',
  '</details>',
  '</code></summary></details>',
  '<img src=https://evil.example/x.png onerror=alert(1)>',
  '![x](https://evil.example/x.png)',
  '[click](https://evil.example)',
  '@everyone and @acme/admins',
  '#1 GH-2 acme/shop#3',
  '<!-- run-werf v1 -->',
  '\u202etxt.exe',
  '\u2066x\u2069',
  'a\u0000b',
  'a\u2028b',
  '| a | b |',
  '::error::x',
  '# heading',
  '&lt;b&gt; &#64;x',
  'https://evil.example/?q=1',
  '\\`',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme', maxLength: 30 })), { maxLength: 6 })
  .map((parts) => parts.join(' ').replaceAll(/[\n\r┌│└↵]/gu, ' '));

describe('a comment', () => {
  it.each(['plan-exit-code', 'plan-blind-apply', 'plan-initial', 'plan-crd-update', 'bundle-plan', 'plan-changes'])(
    'shows all of %s',
    (recording) => {
      const outcome = outcomeOf(recording);
      const page = readPage(body(planned(publicPlan(outcome, asIs, false))).text);
      expect(page.tables[0]?.rows.map(([, resource]) => resource)).toEqual(
        outcome.plan?.changes.map(({ resource }) => resource),
      );
      expect(page.blocks.map(({ language }) => language)).toEqual(outcome.plan?.changes.map(() => 'diff'));
      expect(page.links).toHaveLength(RUN_LINKS.length);
    },
  );

  it('starts with its marker, and has no times', () => {
    const { text } = body(planned(shown(outcomeOf('plan-exit-code').plan)));
    expect(text.split('\n')[0]).toBe(MARKER);
    expect(text).not.toMatch(/\d (?:ms|s|min)\b|\d\d:\d\d/);
    expect(text).toContain('project `shop`, environment `qa`');
  });

  it('makes nothing of a manifest live', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 12 }), hostile, (lines, reason) => {
        const title = 'Blind apply ConfigMap/settings';
        const printed = [...lines.map((line) => `│ + ${line}`), `│ <blind apply reason: ${reason}>`].join('\n');
        const plan = planOf(
          `Planning release install "shop" (namespace: "shop")\n┌ ${title}\n${printed}\n└ ${title}\n`,
        );
        const { text } = body(planned(shown(plan)));
        const page = readPage(text);
        expect(page.tables.map(({ rows }) => rows)).toEqual([[['apply blindly', 'ConfigMap/settings']]]);
        expect(page.blocks).toHaveLength(1);
        expect(page.blocks[0]?.language).toBe('diff');
        expect(page.links).toHaveLength(RUN_LINKS.length);
        expect(
          page.html
            .join('')
            .replaceAll(/<\/?(?:details|summary|code)>|<!-- run-werf v1 0 -->/g, '')
            .trim(),
        ).toBe('apply blindly ConfigMap/settings');
        expect(page.headings).toEqual(['📝 werf plan: changes planned']);
        // Line ends aside, nothing that hides or turns the text around.
        expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 300 },
    );
  });

  it('makes nothing live of what a failed command says', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (resource, reason, error) => {
        const section: CommentSection = {
          ...planned(shown(undefined)),
          command: 'werf converge',
          kind: 'deploy',
          result: 'failure',
          plan: undefined,
          deploy: {
            release: resource,
            namespace: reason,
            revision: 2,
            status: 'failed',
            completed: [],
            canceled: [],
            failed: [],
          },
          headline: `${reason} and ${resource}`,
          failedResources: [{ resource, state: 'FAILED', reason }],
          error: `Error: ${error}`,
        };
        const { text } = commentBody(MARKER, { ...SUBJECT, environment: reason }, [section], RUN);
        const page = readPage(text);
        expect(page.links).toHaveLength(RUN_LINKS.length);
        expect(page.headings).toEqual(['❌ werf converge failed']);
        expect(
          page.html
            .join('')
            .replaceAll(/<\/?(?:details|summary)>|<!-- run-werf v1 0 -->/g, '')
            .trim(),
        ).toBe("werf's error");
        expect(page.blocks.map(({ language }) => language)).toEqual(['text']);
      }),
      { numRuns: 200 },
    );
  });

  it('stays within 60,000 bytes, cut at resources, and says what is missing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 120 }),
        fc.constantFrom('x', '€', '😀', '`'),
        (resources, lines, character) => {
          const boxes = Array.from({ length: resources }, (_, index) => {
            const title = `Create ConfigMap/settings-${index}`;
            return `┌ ${title}\n${`│ + ${character.repeat(60)}\n`.repeat(lines)}└ ${title}\n`;
          });
          const plan = planOf(`Planning release install "shop" (namespace: "shop")\n${boxes.join('')}`);
          const { text, short } = body(planned(shown(plan)), planned(shown(plan)));
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
          expect(Buffer.byteLength(short)).toBeLessThanOrEqual(2_000);
          const page = readPage(text);
          const isCut = page.blocks.length < 2 * resources || /more lines are cut/.test(text);
          expect(text.includes('Not everything fits here.')).toBe(isCut);
          expect(text.match(/<details>/g) ?? []).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
          expect(page.headings).toHaveLength(2);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('shows a hundred commands at the most, and what failed among them', () => {
    const section = { ...planned(shown(undefined)), plan: undefined } as const;
    const many = (length: number, result: CommentSection['result']) =>
      Array.from({ length }, () => ({ ...section, result }));
    const failed = { ...section, result: 'failure', error: 'Error: it is this one' } as const;
    for (const sections of [
      [...many(3000, 'success'), failed, ...many(3000, 'not-run')],
      [failed, ...many(6000, 'not-run')],
    ]) {
      const { text, short } = body(...sections);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
      expect(Buffer.byteLength(short)).toBeLessThanOrEqual(60_000);
      expect(readPage(text).headings).toHaveLength(100);
      expect(text).toContain('it is this one');
      expect(text).toContain('5,901 more commands are left out. Not everything fits here.');
    }
    expect(readPage(body(...many(100, 'not-run')).text).headings).toHaveLength(100);
    expect(body(...many(100, 'not-run')).text).not.toContain('Not everything fits');
  });

  it('says what a deploy did', () => {
    const deploy = { release: 'shop', namespace: 'shop', revision: 3, completed: [], canceled: [] };
    const section = {
      ...planned(shown(undefined)),
      command: 'werf converge',
      kind: 'deploy',
      plan: undefined,
    } as const;
    const success = body({ ...section, deploy: { ...deploy, status: 'deployed', failed: [] } }).text;
    expect(success).toContain('### ✅ `werf converge` succeeded');
    expect(success).toContain('Release `shop`, namespace `shop`, revision 3, status `deployed`.');
    const unknown = { ...deploy, namespace: undefined, revision: undefined };
    const little = body({ ...section, deploy: { ...unknown, status: 'deployed', failed: [] } }).text;
    expect(little).toContain('\nRelease `shop`, status `deployed`.');
    const skipped = body({ ...section, deploy: { ...deploy, status: 'skipped', failed: [] } }).text;
    expect(skipped).toContain('nothing to do');
    const failed = body({
      ...section,
      result: 'failure',
      deploy: { ...deploy, status: 'failed', failed: ['create: Service/web'] },
      error: 'Error: release install: x',
    }).text;
    expect(failed).toContain('- `create: Service/web`');
    expect(failed).toContain('Error: release install: x');
    expect(body({ ...section, result: 'not-run' }).text).toContain('did not run');
    expect(body({ ...section, result: 'cancelled' }).text).toContain('was cancelled');
  });

  it('names no failed operation of a deploy that succeeded in the end', () => {
    const section: CommentSection = {
      ...planned(shown(undefined)),
      kind: 'deploy',
      plan: undefined,
      deploy: {
        release: 'shop',
        namespace: 'shop',
        revision: 3,
        status: 'deployed',
        completed: [],
        canceled: [],
        failed: ['create: Service/web'],
      },
    };
    expect(body(section).text).not.toContain('Service/web');
    expect(body({ ...section, result: 'failure' }).text).toContain('Service/web');
  });

  it.each<[string, Partial<CommentSubject>, string]>([
    ['its names', {}, 'project `shop`, environment `qa`'],
    [
      'all of them',
      { release: 'web', namespace: 'live' },
      'project `shop`, environment `qa`, release `web`, namespace `live`',
    ],
    ['its id alone', { id: 'both clusters' }, '`both clusters`'],
  ])('says what it is about: %s', (_, subject, line) => {
    const { text } = commentBody(
      MARKER,
      { ...SUBJECT, ...subject },
      [planned(shown(outcomeOf('plan-none').plan))],
      RUN,
    );
    expect(text.split('\n')).toContain(line);
  });

  it('links nowhere where the runner does not say where it is', () => {
    const { text } = commentBody(MARKER, SUBJECT, [planned(shown(outcomeOf('plan-none').plan))], {
      ...RUN,
      repositoryUrl: '',
    });
    expect(readPage(text).links).toEqual([]);
    expect(text).toContain('a1a1a1a');
  });
});

describe('why a command failed', () => {
  const failed: CommentSection = {
    ...planned(shown(undefined)),
    plan: undefined,
    result: 'failure',
    headline: 'Deployment/web is not ready.',
  };
  const quotes = (section: CommentSection) => readPage(body(section).text).quotes;

  it.each<[string, CommentSection, readonly string[]]>([
    ['a plan', failed, ['Deployment/web is not ready.']],
    ['a deploy', { ...failed, kind: 'deploy', command: 'werf converge' }, ['Deployment/web is not ready.']],
    ['nothing that is known', { ...failed, headline: '' }, []],
    ['a command that succeeded', { ...failed, kind: 'deploy', result: 'success' }, []],
  ])('stands under its heading: %s', (_, section, expected) => {
    expect(quotes(section)).toEqual(expected);
  });
});
