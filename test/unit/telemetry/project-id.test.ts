import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { originOfWorkflow, projectIdOf } from '../../../src/telemetry/project-id.ts';

const golden: readonly { origin: string; projectID: string }[] = JSON.parse(
  readFileSync(new URL('../../golden/project-id.json', import.meta.url), 'utf8'),
);

test.each(golden)('$origin has the projectID that a real werf computed', ({ origin, projectID }) => {
  expect(projectIdOf(origin)).toBe(projectID);
});

const idOf = (host: string, path: string) => createHash('sha256').update(`${host}:::${path}`).digest('hex');

/** What go-git 5.12.0 takes out of a URL, checked against that library with the settings of the released werf. */
const TAKEN_APART: ReadonlyArray<readonly [origin: string, host: string, path: string]> = [
  // query and fragment
  ['https://h/u/r.git#f', 'h', 'u/r.git#f'],
  ['https://h/u/r#a%20b', 'h', 'u/r#a b'],
  ['https://h/u/r#', 'h', 'u/r'],
  ['https://h/u/r.git?q', 'h', 'u/r'],
  ['https://h/u/r?q#f', 'h', 'u/r'],
  ['https://h/u/r.git?', 'h', 'u/r'],
  ['https://h/u/r?#f', 'h', 'u/r#f'],
  ['https://h/u/r#f?q', 'h', 'u/r#f'],
  ['https://h/u/r#a\tb', 'h', 'u/r#a\tb'],
  ['https://h/u/r#a\nb', 'h', 'u/r#a\nb'],
  ['git@h:u/r.git?x', 'h', 'u/r'],
  ['git@h:u/r.git#f', 'h', 'u/r.git#f'],
  // percent-encoding
  ['https://h/a%20b%2Fc', 'h', 'a b/c'],
  ['https://h/a%3Fb', 'h', 'a'],
  ['https://h/%2Fa', 'h', '/a'],
  ['https://h/a%2egit', 'h', 'a'],
  ['git@h:a%20b', 'h', 'a%20b'],
  ['https://%D0%B6/r', 'ж', 'r'],
  // user and port
  ['https://h:8443/u/r', 'h', 'u/r'],
  ['https://h:/u/r', 'h', 'u/r'],
  ['https://u:p:q@h/u/r', 'h', 'u/r'],
  ['https://user@name:p@ss@h:1/u/r', 'h', 'u/r'],
  ['git@h:2222:u/r', 'h', 'u/r'],
  ['git@h:2222/u/r', 'h', '2222/u/r'],
  ['git@h:/u/r', 'h', 'u/r'],
  ['git@h:1:u/r', 'h', 'u/r'],
  ['git@h:10:u/r', 'h', 'u/r'],
  ['h:123456:u/r', 'h', '123456:u/r'],
  ['a@b@h:u/r', 'b@h', 'u/r'],
  // IPv6
  ['ssh://git@[::1]:22/u/r', '[::1]', 'u/r'],
  ['ssh://git@[::1]:80/u/r', '[::1]', 'u/r'],
  ['ssh://git@[fe80::1%25eth0]/u/r', '[fe80::1%eth0]', 'u/r'],
  ['git@[::1]:u/r.git', '[', ':1]:u/r'],
  ['https://::1/u/r', '[:]', 'u/r'],
  // slashes and the suffix
  ['https://h', 'h', ''],
  ['https://h/', 'h', ''],
  ['https://h/u/r/', 'h', 'u/r/'],
  ['https://h/u/r.git/', 'h', 'u/r.git/'],
  ['https://h/u/r.GIT', 'h', 'u/r.GIT'],
  ['https://h/u/r.git.git', 'h', 'u/r.git'],
  ['https://h//u/r', 'h', '/u/r'],
  ['https://h/.git', 'h', ''],
  // case
  ['https://GitHub.COM/u/r', 'GitHub.COM', 'u/r'],
  ['HTTPS://h/u/r', 'h', 'u/r'],
  ['git@GitHub.COM:u/r', 'GitHub.COM', 'u/r'],
  ['git+ssh://git@h/u/r', 'h', 'u/r'],
  // local
  ['/srv/git/r.git', '', 'srv/git/r'],
  ['file:///srv/git/r.git', '', 'srv/git/r'],
  ['file://localhost/srv/r.git', 'localhost', 'srv/r'],
  ['./r.git', '', './r'],
  ['r', '', 'r'],
  ['C:\\x\\r.git', '', 'C:\\x\\r'],
  ['C:/x/r.git', 'C', 'x/r'],
  ['../a:b/c', '../a', 'b/c'],
  ['a:b://c', 'a', 'b://c'],
  ['https:/h/u/r', 'https', 'h/u/r'],
  ['git@h:\nu', 'h', '\nu'],
  ['git@h:u\nv', '', 'git@h:u\nv'],
  ['a b:c', '', 'a b:c'],
];

describe('a URL is taken apart as go-git does', () => {
  test.each(TAKEN_APART)('%j: host %j, path %j', (origin, host, path) => {
    expect(projectIdOf(origin)).toBe(idOf(host, path));
  });

  test('bytes that are percent-encoded need not be UTF-8', () => {
    const expected = createHash('sha256').update('h:::').update(Buffer.of(0xff, 0x41)).digest('hex');
    expect(projectIdOf('https://h/%ffA')).toBe(expected);
  });
});

describe('there is no projectID', () => {
  test.each([
    ['without a URL', ''],
    ['for a port that is no number', 'https://h:abc/u/r'],
    ['for a port of one letter', 'https://h:a/u/r'],
    ['for text after a bracket', 'https://[::1]x/u/r'],
    ['for an encoded control character in the host', 'https://a%01/u/r'],
    ['for a percent sign without two hex digits in the path', 'https://h/%zz'],
    ['for a percent sign at the end', 'https://h/a%'],
    ['for a percent sign without two hex digits in the fragment', 'https://h/a#%zz'],
    ['for a percent sign without two hex digits in the user', 'https://%zz@h/a'],
    ['for an encoded ASCII character in the host', 'https://a%41/u/r'],
    ['for a blank before the scheme', ' https://h/u/r'],
    ['for a newline', 'https://h/u/r\n'],
    ['for a control character in the query', 'https://h/u/r?\u0007'],
    ['for a blank in the host', 'https://a b/u/r'],
    ['for a character that no user has', 'https://a^b@h/u/r'],
    ['for a scheme that starts with a digit', '1a://h/u/r'],
    ['for a scheme that is a path', './a://h/u/r'],
    ['for a bracket that is not closed', 'https://[::1/u/r'],
    ['for a bracket inside of a host', 'https://a[::1]/u/r'],
    ['for brackets around what is no IPv6 address', 'https://[abc]/u/r'],
  ])('%s', (_, origin) => {
    expect(projectIdOf(origin)).toBe('');
  });
});

test('any text gives a hash or nothing, and never an exception', () => {
  const pieces = [
    'https://',
    'git@',
    'h',
    ':',
    '/',
    '//',
    '@',
    '?',
    '#',
    '%',
    '%2F',
    '[',
    ']',
    '\n',
    '\\',
    '.git',
    'é',
  ];
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (origin) => {
      expect(projectIdOf(origin)).toMatch(/^(?:[0-9a-f]{64})?$/);
    }),
  );
});

test('who clones, with which secret and over which port makes no difference', () => {
  const word = fc.stringMatching(/^[a-z0-9_~-]{1,8}$/);
  fc.assert(
    fc.property(word, word, word, word, fc.nat(65535), (user, password, owner, name, port) => {
      const plain = projectIdOf(`https://github.com/${owner}/${name}`);
      expect(projectIdOf(`https://${user}:${password}@github.com:${port}/${owner}/${name}.git?${password}`)).toBe(
        plain,
      );
      expect(projectIdOf(`${user}@github.com:${owner}/${name}.git`)).toBe(plain);
      expect(projectIdOf(`ssh://${user}@github.com:${port}/${owner}/${name}.git`)).toBe(plain);
    }),
  );
});

describe('the origin of the workflow', () => {
  test('is the repository on its server', () => {
    const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'acme/shop' };
    expect(originOfWorkflow(env)).toBe('https://github.com/acme/shop');
    expect(projectIdOf('https://github.com/acme/shop')).toBe(projectIdOf('git@github.com:acme/shop.git'));
  });

  test.each([
    {},
    { GITHUB_SERVER_URL: 'https://github.com' },
    { GITHUB_SERVER_URL: '', GITHUB_REPOSITORY: 'acme/shop' },
    { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: '' },
  ])('is unknown with %j', (env) => {
    expect(originOfWorkflow(env)).toBeUndefined();
  });
});
