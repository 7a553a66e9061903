// What the documents say and nothing here can try. Each stands where it is said, with a word on that where it matters.
import { expect, test } from 'vitest';
import { read } from '../support/tree.ts';

const GITHUB = 'It is what GitHub does, by its documentation or the source of its runner.';
const WERF = 'It was read in the source and the tags of werf, or seen once in a real one.';
const OTHERS = 'It is what another program does, by its own description.';
const NO_PLACE = 'It takes a machine, a service or images that were not to be had.';

const CLAIMS: readonly (readonly [path: string, text: string, why: string])[] = [
  ['README.md', 'the newest stable one', WERF],
  ['SECURITY.md', 'There is none yet; the workflow that makes them', NO_PLACE],
  ['SECURITY.md', 'until the runner empties `RUNNER_TEMP` at the next job', GITHUB],
  ['docs/commands.md', 'werf has `--set-literal` since 2.52', WERF],
  ['docs/commands.md', 'steps with `uses:` do not see it', GITHUB],
  ['docs/install.md', 'werf is published in a [TUF]', WERF],
  ['docs/kubernetes.md', "No cloud's cluster could be had to try this", NO_PLACE],
  ['docs/kubernetes.md', 'GitHub drops an output of a job', GITHUB],
  ['docs/migration.md', 'Each action of `werf/actions` was a command', OTHERS],
  ['docs/migration.md', 'needs GnuPG for it', OTHERS],
  ['docs/observability.md', '**buildx and BuildKit** join', OTHERS],
  ['docs/observability.md', 'from 0.151 on, makes the id of a job', OTHERS],
  ['docs/observability-home.md', 'Not tried, because no image could be pulled', NO_PLACE],
  ['docs/outputs.md', 'GitHub drops an output of a job', GITHUB],
  ['docs/outputs.md', 'cosign sign --yes', NO_PLACE],
  ['docs/performance.md', 'One run of `npm run bench` on a quiet virtual machine', NO_PLACE],
  ['docs/pipelines.md', 'no repository there was used to try it', GITHUB],
  ['docs/pipelines.md', 'Neither stands in the way of the next `converge`', WERF],
  ['docs/pipelines.md', 'a second one waits for its lock, without a limit', WERF],
  ['docs/pull-request.md', 'Kubernetes asks for the same rights', OTHERS],
  ['docs/pull-request.md', 'werf 2.49 and later', WERF],
  ['docs/pull-request.md', 'werf 2.62 and later', WERF],
  ['docs/pull-request.md', 'went out by e-mail and webhook', GITHUB],
  ['docs/recipes/README.md', 'What cannot be had there is left out', NO_PLACE],
  ['docs/registries.md', 'it was not tried on ghcr.io', GITHUB],
  ['docs/registries.md', 'and was not tried', GITHUB],
  ['docs/runners.md', 'The least version of the runner is 2.327.1', GITHUB],
  ['docs/runners.md', 'CI has jobs for macOS and Windows too', NO_PLACE],
  ['docs/runners.md', 'This job was not tried here', NO_PLACE],
  ['docs/runners.md', 'None of this was tried on a server', NO_PLACE],
  ['docs/runners.md', "gives a container the job's variables, and of its own the proxies alone", GITHUB],
  ['docs/runners.md', "A cancellation reaches Docker's client and not the container", OTHERS],
  ['docs/runners.md', 'on x64 alone', GITHUB],
  ['docs/telemetry.md', 'The page showed schema version 1 up to werf 2.64', WERF],
  ['docs/telemetry.md', 'What differs was seen by running werf 2.77.1', WERF],
  ['docs/telemetry.md', '--visibility all', GITHUB],
  ['docs/troubleshooting.md', 'werf shows the logs of one replica', WERF],
];

test.each(CLAIMS)('%s: %s', (path, text, why) => {
  // Lines may break anywhere.
  expect(read(path).replaceAll(/\s+/g, ' '), why).toContain(text);
});
