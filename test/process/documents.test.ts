// What the documents say, as far as a program can tell whether it is true.
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAction } from '../../scripts/docs/action-tables.ts';
import { documents } from '../../scripts/docs/documents.ts';
import { readEventSchema } from '../../scripts/docs/event-schema.ts';
import { fillParts, table } from '../../scripts/docs/generated.ts';
import { INPUT_NAMES } from '../../src/inputs/names.ts';
import { PUBLISHED_REPOSITORY } from '../../src/inputs/published-root.ts';
import { OUTPUT_NAMES } from '../../src/results/output-names.ts';
import { EVENT, EVENT_ATTRIBUTE, RESOURCE, RESULTS, SPAN, SPAN_TYPES } from '../../src/traces/attributes.ts';
import { filesIn, ROOT, read } from '../support/tree.ts';

const DOCUMENTS = [
  ...['README.md', 'CONTRIBUTING.md', 'AGENTS.md', 'SECURITY.md', 'CHANGELOG.md', 'examples/observability/README.md'],
  ...filesIn('docs', '.md'),
];
const SOURCES = filesIn('src', '.ts');
const ACTION = readAction(read('action.yml'));

describe('the generated parts', () => {
  test.each(Object.entries(documents()))('of %s are what `npm run docs` writes', (path, text) => {
    expect(read(path)).toBe(text);
  });

  test('are what stands between the markers', () => {
    const document = 'a\n<!-- generated: x -->\nold\n<!-- end: x -->\nb\n';
    const filled = fillParts(document, { x: 'new' });
    expect(filled).toBe('a\n<!-- generated: x -->\n\nnew\n\n<!-- end: x -->\nb\n');
    expect(fillParts(filled, { x: 'new' })).toBe(filled);
  });

  test.each([
    ['an unknown part', '<!-- generated: y -->\n<!-- end: y -->'],
    ['a part that ends as another', '<!-- generated: x -->\n<!-- end: y -->'],
    ['a start without its end', '<!-- generated: x -->\n'],
    ['an end without its start', '<!-- end: x -->\n'],
  ])('may not have %s', (_, document) => {
    expect(() => fillParts(document, { x: '' })).toThrow();
  });

  test('keep a table whole', () => {
    expect(table(['a'], [['b | c\n  d']])).toBe('| a |\n| --- |\n| b \\| c d |');
  });
});

describe('action.yml', () => {
  // An input that the code does not know by name would reach the environment of werf.
  test('has the inputs that the code knows', () => {
    expect(Object.keys(ACTION.inputs).sort()).toEqual([...INPUT_NAMES].sort());
  });

  test('has the outputs that the code knows', () => {
    expect(Object.keys(ACTION.outputs).sort()).toEqual([...OUTPUT_NAMES].sort());
  });
});

describe('the README', () => {
  test('starts with the two commands, after a sentence of what it is', () => {
    const [title, sentence, , command] = read('README.md').split('\n\n');
    expect(title).toBe('# run-werf');
    expect(sentence).not.toContain('\n');
    expect(command).toMatch(/^```sh\nnpm ci && npm start\b.*\nnpm ci && npm test\b.*\n```$/);
  });

  test('is read in five minutes, at 220 words a minute, with two pictures', () => {
    const words = read('README.md').match(/\S+/g) ?? [];
    expect(words.length).toBeLessThan(1100);
    expect(read('README.md').match(/^!\[/gm)).toHaveLength(2);
  });

  test('has inputs that exist in its table of those that most need', () => {
    const [, section = ''] = read('README.md').split('## The inputs that most need');
    const named = [...(section.split('\n## ')[0]?.matchAll(/^\| `([\w-]+)` \|/gm) ?? [])].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !Object.hasOwn(ACTION.inputs, name))).toEqual([]);
  });

  test('leads to each page of docs/', () => {
    const pages = filesIn('docs', '.md').filter((path) => !/^docs\/(?:adr|recipes)\/(?!README)/.test(path));
    const linked = (path: string) =>
      DOCUMENTS.some((document) => document !== path && linksOf(document).includes(path));
    expect(pages.filter((path) => !linked(path))).toEqual([]);
  });
});

describe('docs/telemetry.md', () => {
  test('says why each field of the telemetry is collected', () => {
    const { event, attributes, data, option } = readEventSchema();
    const rows = read('docs/telemetry.md')
      .split('\n')
      .filter((line) => /^\| `/.test(line));
    const named = (field: string) => rows.some((row) => row.includes(`\`${field}\``));
    const fields = [
      ...event.map(({ name }) => name).filter((name) => name !== 'attributes' && name !== 'eventData'),
      ...attributes.map(({ name }) => `attributes.${name}`),
      ...Object.values(data).flatMap((fields) => fields.map(({ name }) => `eventData.${name}`)),
      ...option.map(({ name }) => name),
    ];
    expect(fields.filter((field) => !named(field))).toEqual([]);
  });
});

test('the examples of a mirror name the root that the action starts from', () => {
  const { rootVersion, rootSha512 } = PUBLISHED_REPOSITORY;
  for (const path of ['docs/install.md', 'docs/recipes/self-hosted.yml'])
    expect(read(path)).toMatch(new RegExp(`trdl-root-version: ${rootVersion}\\n +trdl-root-sha512: ${rootSha512}\\n`));
  expect(read('docs/install.md')).toContain(`version ${rootVersion} of werf's root metadata`);
});

test('docs/observability.md names all that a trace holds', () => {
  const document = read('docs/observability.md');
  const names = [RESOURCE, SPAN, EVENT, EVENT_ATTRIBUTE].flatMap((group) => Object.values(group));
  expect([...names, ...SPAN_TYPES, ...RESULTS].filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
});

test('every field of an event says what it means', () => {
  const { event, attributes, data, option } = readEventSchema();
  const fields = [...event, ...attributes, ...option, ...Object.values(data).flat()];
  expect(fields.filter(({ meaning }) => meaning === '').map(({ name }) => name)).toEqual([]);
});

describe('what the documents name', () => {
  test.each(DOCUMENTS)('in %s: files that exist', (path) => {
    const named = [
      ...read(path).matchAll(/`((?:\.github|\.ci|[a-z]+)\/[\w./-]*\w\.(?:[cm]?ts|js|json|ya?ml|sql|xml|md))`/g),
    ];
    const isThere = (file: string) => [file, join(dirname(path), file)].some((found) => existsSync(join(ROOT, found)));
    expect(named.map(([, file = '']) => file).filter((file) => !isThere(file))).toEqual([]);
  });

  test.each(DOCUMENTS)('in %s: scripts of npm that exist', (path) => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...read(path).matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  });

  // What a message puts in is `…` there, or one of these. Some messages are of the runner, or of werf, whose source has them.
  test('in docs/troubleshooting.md: messages that the action has', () => {
    const texts = [...SOURCES.map(read), read('action.yml')].join('\n');
    const rows = [...read('docs/troubleshooting.md').matchAll(/^\| `([^`]{12,})` \|/gm)].map(([, text = '']) => text);
    const FOREIGN = [
      'Unable to resolve action acme/run-werf',
      'gitHub packages forbidden',
      'werf requires a git work tree',
      'the untracked file … must be committed',
      '--repo=ADDRESS param required',
    ];
    const putIn = /…|&&|\bVERSION\b|\bwerf converge\b|^Input [\w-]+:|: | \(\d+\)|\bfailed$/;
    const unknown = rows
      .filter((row) => !FOREIGN.includes(row))
      .filter((row) => !row.split(putIn).every((part) => texts.includes(part.trim())));
    expect(rows.length).toBeGreaterThan(5);
    expect(unknown).toEqual([]);
  });
});

test('no sentence stands twice', () => {
  const places = Map.groupBy(
    DOCUMENTS.flatMap((path) => sentencesOf(read(path)).map((sentence) => ({ path, sentence }))),
    ({ sentence }) => sentence,
  );
  const twice = [...places].filter(([sentence, found]) => sentence.split(' ').length >= 10 && found.length > 1);
  expect(twice.map(([sentence, found]) => [sentence, found.map(({ path }) => path)])).toEqual([]);
});

describe('links', () => {
  test.each(DOCUMENTS)('of %s lead to files and headings that exist', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:)([^)#]*)(#[^)]*)?\)/g)];
    const broken = links.filter(([, file = '', anchor]) => {
      const target = file === '' ? path : normalize(join(dirname(path), file));
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !headingsOf(target).includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});

describe('the map in CONTRIBUTING.md', () => {
  const places = [
    ...new Set([...read('CONTRIBUTING.md').matchAll(/`((?:src|scripts|data|test|docs)\/[\w./-]*)`/g)]),
  ].map(([, place = '']) => place);

  test('names nothing that is not there', () => {
    expect(places.filter((place) => !existsSync(join(ROOT, place)))).toEqual([]);
  });

  test('names every source file, or its folder', () => {
    const isOnMap = (path: string) =>
      places.some((place) => place === path || (/^src\/.+\/$/.test(place) && path.startsWith(place)));
    expect(SOURCES.filter((path) => !isOnMap(path))).toEqual([]);
  });
});

describe('the rings', () => {
  const ringOf = (path: string) => /^\/\/ (Pure|Effect|Composition|Entry)\b/.exec(read(path))?.[1];

  test('every source file says its own in the first line', () => {
    expect(SOURCES.filter((path) => ringOf(path) === undefined)).toEqual([]);
  });

  test.each(SOURCES.filter((path) => ringOf(path) === 'Pure'))('%s imports nothing that is not pure', (path) => {
    // Of Node's own modules these only compute.
    const pureModules = ['node:crypto', 'node:net', 'node:path', 'node:string_decoder', 'node:util', 'node:zlib'];
    const purePackages = ['@bufbuild/protobuf/wire', 'smol-toml', 'yaml'];
    const foreign = importsOf(path).filter((name) => {
      if (name.startsWith('src/')) return name.endsWith('.ts') && ringOf(name) !== 'Pure';
      return !pureModules.includes(name) && !purePackages.includes(name);
    });
    expect(foreign).toEqual([]);
  });

  test.each(SOURCES.filter((path) => ringOf(path) === 'Pure'))('%s asks neither clock, chance nor process', (path) => {
    const code = read(path)
      .replaceAll(/\/\*.*?\*\/|(?<=^|\s)\/\/.*$/gms, '')
      .replaceAll(/'[^'\n]*'/g, "''");
    const asked =
      /\b(?:process\.|globalThis|console\.|fetch\(|Date\.now|new Date\(\)|performance\.|Math\.random|set(?:Timeout|Interval|Immediate)\b)/g;
    expect(code.match(asked)).toBeNull();
  });
});

/** What a file imports besides types: paths in the repository, or names of modules. */
function importsOf(path: string): readonly string[] {
  const imports = read(path).matchAll(/^(?:import|export) (?!type )([^;]*?) from '([^']+)'|\bimport\('([^']+)'\)/gm);
  return [...imports].flatMap(([, names = '', from, dynamic]) => {
    const name = from ?? dynamic ?? '';
    if (/^\{(?:\s*type \w+,?)+\s*\}$/.test(names)) return [];
    return name.startsWith('.') ? normalize(join(dirname(path), name)).replaceAll('\\', '/') : name;
  });
}

/** The sentences of a document, of words alone: without code, what is generated, and how they are set. */
function sentencesOf(text: string): readonly string[] {
  return text
    .replaceAll(/^ *```.*?^ *```$/gms, '')
    .replaceAll(/<!-- generated: .*?<!-- end: [^>]*>/gs, '')
    .split(/\n\s*\n|\n[-|]|\||(?<=[.:;])\s+/)
    .map((sentence) =>
      sentence
        .replaceAll(/\]\([^)]*\)/g, '')
        .toLowerCase()
        .match(/[a-z0-9]+/g)
        ?.join(' '),
    )
    .filter((sentence) => sentence !== undefined);
}

/** The files of the repository that a document links to. */
function linksOf(path: string): readonly string[] {
  const links = [...read(path).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)];
  return links.map(([, file = '']) => normalize(join(dirname(path), file)).replaceAll('\\', '/'));
}

/** The anchors that GitHub makes of a document's headings. */
function headingsOf(path: string): readonly string[] {
  const text = read(path).replaceAll(/^```.*?^```$/gms, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(
    ([, heading = '']) =>
      `#${heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-')}`,
  );
}
