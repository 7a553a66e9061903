// The recipes as files: what each has to have, and that the page and the README show them. test/runner runs them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { diagramType } from '../support/mermaid.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const RECIPES = join(ROOT, 'docs/recipes');
const names = readdirSync(RECIPES).filter((file) => file.endsWith('.yml'));
const read = (file: string) => readFileSync(join(RECIPES, file), 'utf8');

describe.each(names)('%s', (file) => {
  const text = read(file);
  const workflow = parse(text);
  const jobs: readonly Record<string, unknown>[] = Object.values(workflow.jobs);

  test('says what it is for, and turns telemetry off by a repository variable', () => {
    expect(text).toMatch(/^# [A-Z].+\.\nname: /);
    expect(text).toContain(['\n  WERF_TELEMETRY: $', '{{ vars.WERF_TELEMETRY }} #'].join(''));
  });

  test('has least permissions, a time limit, pinned actions, and no two deploys at a time', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of jobs) {
      expect(job).toMatchObject({ 'timeout-minutes': expect.any(Number), permissions: { contents: 'read' } });
      expect(workflow.concurrency ?? job['concurrency'] ?? job['environment'] === undefined).toBeTruthy();
    }
    const uses = [...text.matchAll(/uses: (.*)/g)].map(([, action = '']) => action);
    expect(uses.filter((action) => !/^(?:acme\/run-werf@v1|[\w./-]+@[0-9a-f]{40} # v\d.*)$/.test(action))).toEqual([]);
  });

  test('keeps the credentials of the checkout only where werf fetches', () => {
    // `werf cleanup` fetches all branches and tags, unless werf.yaml says otherwise; nothing else does in a full clone.
    const kept = [...text.matchAll(/persist-credentials: (\w+)/g)].map(([, value]) => value);
    expect(kept).toHaveLength([...text.matchAll(/actions\/checkout@/g)].length);
    expect(new Set(kept)).toEqual(new Set([String(/command: cleanup/.test(text))]));
  });

  test('runs nothing that needs a secret for a pull request of a fork or of Dependabot, which have none', () => {
    if (!Object.hasOwn(workflow.on, 'pull_request')) return;
    const needing = jobs.filter((job) => /\bsecrets\./.test(JSON.stringify(job)));
    const isLeftOut = ({ if: condition = '', needs = '' }: Record<string, unknown>): boolean =>
      condition === "github.event_name == 'push'" ||
      ['head.repo.full_name == github.repository', "user.login != 'dependabot[bot]'"].every((part) =>
        String(condition).includes(`github.event.pull_request.${part}`),
      ) ||
      // Where a job is left out, so is what needs it, unless its own condition says otherwise.
      (!/\b(?:always|failure|cancelled)\(/.test(String(condition)) &&
        Object.hasOwn(workflow.jobs, String(needs)) &&
        isLeftOut(workflow.jobs[String(needs)]));
    expect(needing.filter((job) => !isLeftOut(job))).toEqual([]);
  });

  test('stands on the page', () => {
    expect(read('README.md')).toMatch(new RegExp(`^## \\[.+\\]\\(${file}\\)\\n\\n.+\\.\\n\\n\`\`\`mermaid\\n`, 'm'));
  });
});

test('the quick start of the README is the first recipe', () => {
  const recipe = read('deploy.yml').split('\n').slice(1).join('\n');
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`\`\`yaml\n${recipe}\`\`\``);
  expect(read('README.md').indexOf('](deploy.yml)')).toBe(read('README.md').search(/\]\([\w-]+\.yml\)/));
});

test('the pictures of the page are charts that mermaid draws', async () => {
  const pictures = [...read('README.md').matchAll(/```mermaid\n([\s\S]*?)```/g)].map(([, picture = '']) => picture);
  expect(pictures).toHaveLength(names.length);
  for (const picture of pictures) expect(await diagramType(picture)).toBe('flowchart-v2');
});
