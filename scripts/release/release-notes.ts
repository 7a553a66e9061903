// Pure: the version of a release, checked against the tags that there are, and its notes out of the changelog.

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/**
 * Checks that a version is newer than all that were released: its tag must not be there, and tags such as `v1`, which
 * follow each release, must not go back.
 * @throws Error otherwise
 */
export function checkVersion(version: string, tags: readonly string[]): void {
  if (!VERSION.test(version)) throw new Error(`package.json: ${version} is no version such as 1.2.3`);
  const released = tags.filter((tag) => tag.startsWith('v') && VERSION.test(tag.slice(1))).map((tag) => tag.slice(1));
  const notOlder = released.find((other) => compare(other, version) >= 0);
  if (notOlder !== undefined) throw new Error(`package.json: ${version} is not newer than ${notOlder}, which is out`);
}

/**
 * The part of a changelog, in the style of Keep a Changelog, that is about a version.
 * @throws Error where there is none, it has no date, or it says nothing
 */
export function releaseNotes(changelog: string, version: string): string {
  const parts = changelog.split(/^## /m).slice(1);
  const part = parts.find((text) => text.startsWith(`[${version}] `));
  if (part === undefined) throw new Error(`CHANGELOG.md has no part ## [${version}]`);
  const [heading = '', ...lines] = part.split('\n');
  if (!/ - \d{4}-\d\d-\d\d$/.test(heading)) throw new Error(`CHANGELOG.md: ## ${heading} has no date`);
  const notes = lines
    .filter((line) => !/^\[[^\]]+\]: /.test(line))
    .join('\n')
    .trim();
  if (notes === '') throw new Error(`CHANGELOG.md: ## ${heading} says nothing`);
  return notes;
}

function compare(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  return left.map((number, index) => number - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
