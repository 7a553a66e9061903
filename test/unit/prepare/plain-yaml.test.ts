import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readAnyYaml } from '../../../src/prepare/any-yaml.ts';
import { readPlainYaml } from '../../../src/prepare/plain-yaml.ts';

const KUBECTL = `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
    extensions:
    - extension:
        last-update: Tue, 03 Mar 2026 10:20:30 CET
        provider: minikube.sigs.k8s.io
        version: v1.35.0
      name: cluster_info
    server: https://[2001:db8::1]:6443
  name: arn:aws:eks:eu-central-1:123456789012:cluster/prod
contexts:
- context:
    cluster: arn:aws:eks:eu-central-1:123456789012:cluster/prod
    namespace: ""
    user: prod
  name: prod
current-context: prod
kind: Config
preferences: {}
users:
- name: prod
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      args:
      - --region
      - eu-central-1
      - -c
      command: aws
      env:
      - name: AWS_PROFILE
        value: it's mine
      - name: EMPTY
        value: null
      interactiveMode: IfAvailable
      provideClusterInfo: false
    password: 'that''s "it"'
    token: 0123
`;

/** Both readers' answers; undefined where the text is left to the library. */
function both(text: string) {
  const plain = readPlainYaml(text);
  if (plain === undefined) return undefined;
  return { plain, any: readAnyYaml(text) };
}

describe('is read, and as the library reads it', () => {
  test.each([
    ['what kubectl writes', KUBECTL],
    [
      'the same with a mark at its start, comments, and Windows’ ends of lines',
      `---\n# of prod\n${KUBECTL}\n  # end\n`.replaceAll('\n', '\r\n'),
    ],
    ['lists that are further in than their key', 'a:\n  - b: 1\n    c: 2\n  -   d: 3\n      e: 4\n'],
    ['lists in lists, and what is empty', 'a:\n- - x\n  - y\n-\n- ""\n-\n  b: c\nd:\n'],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3\n'],
    ['all that is null', 'a:\nb: ~\nc: null\nd: NULL\ne: ""\nf:\n-\n- ~\nnull: g\n'],
    ['a list alone', '- a\n- b: c\n'],
    ['names that are special in JavaScript', 'constructor: a\ntoString: b\nhasOwnProperty: c\n'],
    ['hashes and colons within words', 'a: b#c\nd: e:f\ng: http://h:1/#i\n'],
  ])('%s', (_, text) => {
    const answers = both(text);
    expect(answers).toBeDefined();
    expect(answers?.plain).toEqual(answers?.any);
  });
});

test.each([
  ['flow', 'a: { b: c }'],
  ['an anchor', 'a: &b c'],
  ['an alias', 'a: *b'],
  ['a tag', 'a: !!binary aGVsbG8='],
  ['a block scalar', 'a: |\n  b\n'],
  ['a scalar of several lines', 'a: b\n  c\n'],
  ['a comment behind a value', 'a: b # c'],
  ['an escape', 'a: "\\n"'],
  ['a mapping within a line', 'a: b: c'],
  ['a key in quotes', '"a": b'],
  ['an explicit key', '? a\n: b'],
  ['a merge', '<<: a'],
  ['a prototype', '__proto__: a'],
  ['a tab', 'a:\tb'],
  ['a letter beyond ASCII', 'a: é'],
  ['another document', 'a: b\n---\nc: d\n'],
  ['JSON', '{"a": "b"}'],
  ['a dash that ends nothing', 'a: - b'],
  ['a line that is less far in', 'a:\n    - b\n  - c\n'],
  ['an item where a key belongs', 'a: b\n- c\n'],
  ['a directive', '%YAML 1.1\n---\na: b\n'],
  ['nothing', ''],
  ['a key of more than 1024 characters', `${'a'.repeat(1_025)}: b`],
  ['depth', `a:\n${'- '.repeat(60)}b\n`],
])('%s is left to the library', (_, text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});

describe('whatever comes', () => {
  const same = (text: string) => {
    const answers = both(text);
    expect(answers?.plain).toEqual(answers?.any);
    return answers !== undefined;
  };
  const scalar = fc.oneof(
    fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
    fc.constantFrom(
      'null',
      '~',
      '',
      'true',
      '0123',
      '-',
      '--x',
      '- y',
      'a: b',
      'a #b',
      'a#b',
      "it's",
      '"q"',
      '{}',
      '[]',
      '...',
      '---',
    ),
  );
  const key = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), fc.constantFrom('name', 'no', 'a/b', 'x.y'));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      scalar,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }));

  test('what a tool writes is read as the library reads it', () => {
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 }), fc.boolean(), (config, indentSeq) => {
        same(stringify(config, { indentSeq, lineWidth: 0 }));
      }),
      { numRuns: 500 },
    );
  });

  test('so is what somebody changed in it', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ' ',
        '  ',
        '\n',
        '-',
        '- ',
        ':',
        ': ',
        '#',
        ' #',
        "'",
        '"',
        '{',
        '[',
        '&a',
        '*a',
        '!',
        '|',
        '>',
        '?',
        '%',
        '---',
        '...',
        '\\',
        ',',
      ),
      fc.string({ unit: 'grapheme-ascii', maxLength: 3 }),
    );
    const change = fc.record({ at: fc.nat(), cut: fc.nat({ max: 3 }), piece });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let text = KUBECTL;
        for (const { at, cut, piece: added } of changes) {
          const place = at % text.length;
          text = text.slice(0, place) + added + text.slice(place + cut);
        }
        same(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test('so is any sequence of its pieces', () => {
    const piece = fc.constantFrom(
      'a',
      'b:',
      ' ',
      '  ',
      '\n',
      '- ',
      '-',
      ': ',
      ':',
      '#',
      "'",
      '"',
      '{}',
      '[]',
      '~',
      'null',
      '---',
      ',',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        same(pieces.join(''));
      }),
      { numRuns: 3_000 },
    );
  });
});
