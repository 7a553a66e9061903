// Reports for tests: the golden ones of a real werf, complete fixtures with overrides, and hostile texts.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  buildReport,
  type DeployReport,
  deployReport,
  type ImageReport,
  type StageReport,
} from '../../src/reports/reports.ts';
import type { CommandOutcome } from '../../src/results/command-outcome.ts';

const GOLDEN = new URL('../golden/werf-2.77.1/', import.meta.url);

/** A file of a recorded run. */
export function golden(path: string): Buffer {
  return readFileSync(new URL(path, GOLDEN));
}

export function goldenJson(path: string): unknown {
  return JSON.parse(golden(path).toString());
}

export function goldenBuild(run: string): ReturnType<typeof buildReport> {
  return buildReport(goldenJson(`${run}/build-report.json`));
}

export function goldenDeploy(run: string): ReturnType<typeof deployReport> {
  return deployReport(goldenJson(`${run}/deploy-report.json`));
}

export const DIGEST = `sha256:${'a1'.repeat(32)}`;

export function command(overrides: Partial<CommandOutcome> = {}): CommandOutcome {
  return { command: 'werf build', result: 'success', exitCode: 0, durationMs: 5000, ...overrides };
}

export function image(overrides: Partial<ImageReport> = {}): ImageReport {
  return {
    name: 'backend',
    reference: `registry.example.com/shop@${DIGEST}`,
    digest: DIGEST,
    repository: 'registry.example.com/shop',
    tag: 'a1',
    rebuilt: true,
    size: 1000,
    seconds: 2,
    stages: [],
    ...overrides,
  };
}

export function stage(overrides: Partial<StageReport> = {}): StageReport {
  return { name: 'install', rebuilt: true, size: 500, seconds: 1, savedAt: 1_795_412_432_000, ...overrides };
}

export function deploy(overrides: Partial<DeployReport> = {}): DeployReport {
  return {
    release: 'shop',
    namespace: 'shop',
    revision: 1,
    status: 'deployed',
    completed: [],
    canceled: [],
    failed: [],
    ...overrides,
  };
}

const NASTY = [
  ...['<script>alert(1)</script>', '</details>', '</summary>', '<!--', '-->', ']]>', '<![CDATA[', '&lt;', '&#124;'],
  ...['|', '\\|', '\\', '\\\\', '| - |', '`', '``', '```', '~~~', '\n', '\r\n', '\n\n', '\t', ' ', '\u2028'],
  ...['%%{init: {}}%%', '%%', ':', ';', '#', '#quot;', 'section ', 'click ', 'title ', 'gantt', '---', 'done, '],
  ...['\u202e', '\u200f', '\u2066', '\ufeff', '\u200b', '\0', '\u001b[31m', '\ud800', '\u00ad', 'é', '日本', '🛳️'],
  ...['https://example.com', 'www.example.com', 'a@example.com', '@octocat', '#1', '[a](b)', '![a](b)', '**', '_', '*'],
  ...['> ', '- ', '1. ', '# ', '=', '$x$', '__proto__', 'constructor', '::error::x', '- [ ] '],
];

/** Texts that mean something to Markdown, HTML, mermaid, the runner or the eye, mixed with any others. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 4 }), fc.string({ maxLength: 4 })),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''));
