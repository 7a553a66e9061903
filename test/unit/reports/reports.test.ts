import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildReport, deployReport, endedReport } from '../../../src/reports/reports.ts';
import { DIGEST, goldenJson, hostileText } from '../../support/reports.ts';

/** A complete image as werf reports it. */
function record(overrides: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    WerfImageName: 'backend',
    DockerRepo: 'ghcr.io/acme/shop',
    DockerTag: 'abc-1795412432880',
    DockerImageDigest: DIGEST,
    DockerImageName: 'ghcr.io/acme/shop:abc-1795412432880',
    Rebuilt: true,
    Size: 399,
    BuildTime: '2.56',
    Stages: [],
    ...overrides,
  };
}

function firstImage(overrides: Readonly<Record<string, unknown>>) {
  return buildReport({ Images: { backend: record(overrides) } })?.images[0];
}

describe('the build report of a real werf', () => {
  test('that built', () => {
    const frontend = '127.0.0.1:5000/shop2@sha256:bced12edf27427bf72dbc3c9c3022aa203ba3d5e746c889d38ab73bf7d1259ce';
    expect(buildReport(goldenJson('build-rebuilt/build-report.json'))).toEqual({
      images: [
        {
          name: 'backend',
          reference: '127.0.0.1:5000/shop2@sha256:7808d680eeabd57797eda068725b05251d1640c81243a0af5f3dc9f83be32ded',
          digest: 'sha256:7808d680eeabd57797eda068725b05251d1640c81243a0af5f3dc9f83be32ded',
          repository: '127.0.0.1:5000/shop2',
          tag: '7ce9bbc1b4574e298090efaeefa06a9c3316a2024c1646a9dbc2a4a6-1795412432880',
          rebuilt: true,
          size: 399,
          seconds: 2.56,
          stages: [{ name: 'dockerfile', rebuilt: true, size: 399, seconds: 2.53, savedAt: 1_795_412_432_880 }],
        },
        {
          name: 'frontend',
          reference: frontend,
          digest: frontend.split('@')[1],
          repository: '127.0.0.1:5000/shop2',
          tag: '40b6943c9b0b1a8e9790dc35d6d8bb22945d94f5dac50cfd046e899f-1795412431572',
          rebuilt: true,
          size: 114,
          seconds: 1.25,
          stages: [{ name: 'dockerfile', rebuilt: true, size: 114, seconds: 1.23, savedAt: 1_795_412_431_572 }],
        },
      ],
    });
  });

  test('that found everything in the cache', () => {
    const images = buildReport(goldenJson('build-cached/build-report.json'))?.images;
    expect(images?.map(({ name, rebuilt, seconds }) => ({ name, rebuilt, seconds }))).toEqual([
      { name: 'backend', rebuilt: false, seconds: 0.01 },
      { name: 'frontend', rebuilt: false, seconds: 0.01 },
    ]);
  });
});

describe('the reference to copy', () => {
  const tagged = 'ghcr.io/acme/shop:abc-1795412432880';
  test.each([
    ['repository and digest', {}, `ghcr.io/acme/shop@${DIGEST}`],
    ['a port', { DockerRepo: 'localhost:5000/shop' }, `localhost:5000/shop@${DIGEST}`],
    ['an IPv6 host', { DockerRepo: '[::1]:5000/shop' }, `[::1]:5000/shop@${DIGEST}`],
    ['no repository: that of the name', { DockerRepo: undefined }, `ghcr.io/acme/shop@${DIGEST}`],
    ['a repository that is none', { DockerRepo: 'ghcr.io/acme/shop; rm -rf /' }, `ghcr.io/acme/shop@${DIGEST}`],
    ['no digest: the tag', { DockerImageDigest: '' }, tagged],
    ['a digest that is none', { DockerImageDigest: 'sha256:$(id)' }, tagged],
    ['a digest with a line break', { DockerImageDigest: `${DIGEST}\n` }, tagged],
    ['nothing that could be pulled', { DockerRepo: '', DockerImageName: '$(id)', DockerImageDigest: '' }, undefined],
    ['a name without a tag', { DockerImageName: 'ghcr.io/acme/shop', DockerImageDigest: '' }, undefined],
    ['a name that is too long', { DockerImageName: `${'a'.repeat(512)}:1`, DockerImageDigest: '' }, undefined],
  ])('%s', (_, overrides, expected) => {
    expect(firstImage(overrides)?.reference).toBe(expected);
  });
});

describe('another shape costs only its part', () => {
  test.each([undefined, null, 1, 'text', [], {}, { Images: [] }, { Images: null }, { Images: 'x' }, [{ Images: {} }]])(
    '%j is no build report',
    (value) => {
      expect(buildReport(value)).toBeUndefined();
    },
  );

  test.each([undefined, null, 1, 'text', [], {}, { release: 1 }, { failedOperations: 'x' }, { revision: -1 }])(
    '%j is no deploy report',
    (value) => {
      expect(deployReport(value)).toBeUndefined();
    },
  );

  test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    ['Size', { Size: '399' }, { size: undefined, seconds: 2.56 }],
    ['Size', { Size: -1 }, { size: undefined }],
    ['Size', { Size: 0 }, { size: 0 }],
    ['Size', { Size: 1e300 }, { size: undefined }],
    ['BuildTime', { BuildTime: 'soon' }, { seconds: undefined, size: 399 }],
    ['BuildTime', { BuildTime: 2.5 }, { seconds: 2.5 }],
    ['BuildTime of a year', { BuildTime: '31536000' }, { seconds: 31_536_000 }],
    ['BuildTime beyond it', { BuildTime: '31536001' }, { seconds: undefined }],
    ['BuildTime', { BuildTime: '999999999' }, { seconds: undefined }],
    ['BuildTime', { BuildTime: '-1' }, { seconds: undefined }],
    ['Rebuilt', { Rebuilt: 'true' }, { rebuilt: false }],
    ['Stages', { Stages: { 0: {} } }, { stages: [] }],
    ['Stages', { Stages: [null, 1, [], {}] }, { stages: [expect.objectContaining({ name: '', savedAt: undefined })] }],
    ['an unknown field', { Future: { deep: [] } }, { name: 'backend', size: 399 }],
  ])('%s %j', (_, overrides, expected) => {
    expect(firstImage(overrides)).toMatchObject(expected);
  });

  test('images that are no objects are left out, whatever their names', () => {
    const json = '{"Images":{"__proto__":{"Rebuilt":true,"Size":1},"constructor":{},"a":null,"b":[],"":{}},"X":1}';
    expect(buildReport(JSON.parse(json))?.images.map(({ name, size }) => [name, size])).toEqual([
      ['__proto__', 1],
      ['constructor', undefined],
      ['', undefined],
    ]);
  });
});

test.each([
  ['the tag', { DockerTag: 'abc-1795412432880', CreatedAt: 1 }, 1_795_412_432_880],
  ['CreatedAt, in nanoseconds', { DockerTag: 'latest', CreatedAt: 1_795_412_432_000_000_000 }, 1_795_412_432_000],
  ['neither', { DockerTag: 'latest', CreatedAt: 0 }, undefined],
  ['another type', { DockerTag: 1, CreatedAt: '1' }, undefined],
])('when a stage was saved: %s', (_, fields, expected) => {
  expect(firstImage({ Stages: [fields] })?.stages[0]?.savedAt).toBe(expected);
});

test.each([
  [
    'converge-ok',
    { revision: 1, status: 'deployed', completed: ['create: ConfigMap/shop'], failed: [] as readonly string[] },
  ],
  [
    'converge-failed',
    {
      revision: 2,
      status: 'failed',
      completed: ['update: ConfigMap/shop'],
      failed: ['create: ConfigMap/Bad_Name'],
    },
  ],
])('the deploy report of a real werf: %s', (run, expected) => {
  expect(deployReport(goldenJson(`${run}/deploy-report.json`))).toEqual({
    release: 'shop-prod',
    namespace: 'shop-prod',
    canceled: [],
    ...expected,
  });
});

test('a deploy report keeps what it can', () => {
  const report = deployReport({ release: 'shop', revision: 1.5, status: {}, canceledOperations: ['a', 1, null, 'b'] });
  expect(report).toEqual({
    release: 'shop',
    namespace: undefined,
    revision: undefined,
    status: undefined,
    completed: [],
    canceled: ['a', 'b'],
    failed: [],
  });
});

test.each([
  ['werf rollback', 1, 'deployed', 'failed'],
  ['werf rollback', 0, 'deployed', 'deployed'],
  ['werf rollback', 1, 'superseded', 'superseded'],
  ['werf converge', 1, 'deployed', 'deployed'],
])(
  'the status of a release after %s ended with %i, of which werf reports %s: %s',
  (command, exitCode, status, expected) => {
    const report = deployReport({ release: 'shop', status });
    expect(endedReport(report, command, exitCode)).toEqual({ ...report, status: expected });
    expect(endedReport(undefined, command, exitCode)).toBeUndefined();
  },
);

test('no value throws', () => {
  const names = ['Images', 'Stages', 'DockerRepo', 'DockerImageName', 'DockerImageDigest', 'Size', 'BuildTime'];
  const key = fc.oneof(fc.constantFrom(...names, 'release', 'revision', 'failedOperations', '__proto__'), hostileText);
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      fc.oneof(fc.constantFrom(null, true, 1e308, -0, ''), hostileText),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(value, (json) => {
      for (const image of buildReport({ Images: json })?.images ?? []) {
        expect(image.reference ?? 'none').toMatch(/^[A-Za-z0-9[\]:._/@-]+$/);
      }
      deployReport(json);
    }),
  );
});
