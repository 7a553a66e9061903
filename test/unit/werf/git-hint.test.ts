import { expect, test } from 'vitest';
import { gitHint } from '../../../src/werf/git-hint.ts';

test.each([
  ["fatal: could not read Username for 'https://github.com': No such device or address", true],
  ["fatal: could not read Username for 'https://github.com': terminal prompts disabled", true],
  ["fatal: could not read Password for 'https://ann@git.example.com': No such device or address", true],
  [
    "Stderr:\nremote: Invalid username or token.\nfatal: Authentication failed for 'http://127.0.0.1:80/a.git/'\n",
    true,
  ],
  ["fatal: unable to access 'https://github.com/acme/shop.git/': Could not resolve host: github.com", false],
  ["fatal: couldn't find remote ref main", false],
  ["a log says: fatal: could not read Username for 'https://github.com'", false],
  ['', false],
])('%s', (output, expected) => {
  expect(gitHint(output)?.includes('persist-credentials: false') ?? false).toBe(expected);
});
