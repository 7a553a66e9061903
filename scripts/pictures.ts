// Takes the README's pictures: summaries of recorded runs of a real werf, as a browser shows them.
// Needs Chromium: `chromium` on the PATH, or its path in CHROMIUM.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import MarkdownIt from 'markdown-it';
import { buildReport, deployReport } from '../src/reports/reports.ts';
import type { CommandOutcome } from '../src/results/command-outcome.ts';
import { commentSection } from '../src/results/comment-sections.ts';
import { commentBody } from '../src/results/pull-request/comment-body.ts';
import { renderDetails } from '../src/results/summary/command-details.ts';
import { renderSummary } from '../src/results/summary/summary.ts';
import { outcomeOf } from '../test/support/rollouts.ts';

const GOLDEN = 'test/golden/werf-2.77.1';
const PICTURES = 'docs/pictures';
/** That of a summary on GitHub's page of a run. */
const WIDTH = 1012;
/** Above this a picture is no longer light enough to keep in the repository. */
const MAX_BYTES = 160_000;

const converge = { command: 'werf converge', result: 'success', exitCode: 0, durationMs: 4330 } as const;

// The build report of this converge, all from the cache, is left out: the picture is to stay small.
await mkdir(PICTURES, { recursive: true });
await picture('success', [
  { command: 'werf build', result: 'success', exitCode: 0, durationMs: 2760, build: await build('build-rebuilt') },
  { ...converge, deploy: await deploy('converge-ok') },
]);
// A crash, with the log of its container unfolded.
await picture('failure', [{ ...outcomeOf('converge-fail-modes'), build: undefined }], 1);

await picture('comment', comment('plan-exit-code', 'plan'), 4);
await picture('comment-failure', comment('converge-crash-loop', 'deploy'));

/** The comment of a recorded run. */
function comment(run: string, kind: 'plan' | 'deploy'): string {
  const section = commentSection(outcomeOf(run), kind, (text) => text);
  const subject = { id: '', project: 'shop', environment: 'production', release: '', namespace: '' };
  const commit = 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678';
  const where = { commit, repositoryUrl: 'https://github.com/acme/shop', runId: '9000012', runNumber: '12' };
  return commentBody('<!-- run-werf -->', subject, [section], where).text;
}

/** @param unfolded which of the folded parts is shown open, as after a click, from 1 */
async function picture(name: string, shown: readonly CommandOutcome[] | string, unfolded = 0): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
  try {
    const page = join(folder, 'page.html');
    const whole = typeof shown === 'string' ? shown : renderSummary(shown, renderDetails);
    let part = 0;
    const markdown = whole.replaceAll('<details>', (tag) => {
      part += 1;
      return part === unfolded ? '<details open>' : tag;
    });
    await writeFile(page, html(markdown, await readFile('scripts/pictures.css', 'utf8')));
    // Chromium takes a picture of its window only, so the page is asked for its height first.
    const dom = await chromium(folder, [`--window-size=${WIDTH},100`, '--dump-dom', pathToFileURL(page).href]);
    const height = /<title>([0-9]+)<\/title>/.exec(dom)?.[1];
    if (height === undefined) throw new Error(`The page of ${name} was not drawn: ${dom.slice(-500)}`);
    const path = join(PICTURES, `${name}.png`);
    await chromium(folder, [
      `--window-size=${WIDTH},${height}`,
      '--force-device-scale-factor=1.25',
      `--screenshot=${path}`,
      pathToFileURL(page).href,
    ]);
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MAX_BYTES}`);
    console.log(`${path}: ${WIDTH} × ${height}, ${size} bytes`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function chromium(folder: string, options: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.env['CHROMIUM'] ?? 'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--hide-scrollbars',
      `--user-data-dir=${join(folder, 'profile')}`,
      '--virtual-time-budget=10000',
      ...options,
    ],
    { timeout: 60_000, maxBuffer: 16 * 1024 * 1024 },
  );
  return stdout;
}

/** A page whose title becomes its height once everything is drawn. */
function html(markdown: string, style: string): string {
  const renderer = new MarkdownIt({ html: true });
  const fence = renderer.renderer.rules['fence'];
  renderer.renderer.rules['fence'] = (tokens, index, ...rest) => {
    const token = tokens[index];
    if (token?.info !== 'mermaid') return fence?.(tokens, index, ...rest) ?? '';
    return `<pre class="mermaid">${renderer.utils.escapeHtml(token.content)}</pre>`;
  };
  const body = renderer.render(markdown).replace('[!CAUTION]', '<span class="title">⊘ Caution</span>');
  const mermaid = pathToFileURL('node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js').href;
  return `<!doctype html>
<meta charset="utf-8">
<title></title>
<style>${style}</style>
<main>${body}</main>
<script src="${mermaid}"></script>
<script>
mermaid.initialize({ startOnLoad: false, gantt: { useWidth: ${WIDTH - 48} } });
mermaid.run().then(() => { document.title = Math.ceil(document.querySelector('main').getBoundingClientRect().height); });
</script>
`;
}

async function build(run: string): Promise<CommandOutcome['build']> {
  return buildReport(JSON.parse(await readFile(`${GOLDEN}/${run}/build-report.json`, 'utf8')));
}

async function deploy(run: string): Promise<CommandOutcome['deploy']> {
  return deployReport(JSON.parse(await readFile(`${GOLDEN}/${run}/deploy-report.json`, 'utf8')));
}
