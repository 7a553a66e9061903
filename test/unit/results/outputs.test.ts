import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OMITTED_IMAGES, outcomeOutputs } from '../../../src/results/outputs.ts';
import { command, DIGEST, deploy, goldenBuild, goldenDeploy, hostileText, image } from '../../support/reports.ts';

const NOWHERE = { reference: undefined, digest: undefined, repository: undefined, tag: undefined };
const REFERENCE = `registry.example.com/shop@${DIGEST}`;

test('of a real werf', () => {
  const { values, omittedImages } = outcomeOutputs([
    command({ build: goldenBuild('converge-ok'), deploy: goldenDeploy('converge-ok') }),
  ]);
  expect(values).toEqual({
    images:
      '{"backend":{"reference":"127.0.0.1:5000/shop2@sha256:7808d680eeabd57797eda068725b05251d1640c81243a0af5f3dc9f83be32ded","digest":"sha256:7808d680eeabd57797eda068725b05251d1640c81243a0af5f3dc9f83be32ded","repository":"127.0.0.1:5000/shop2","tag":"7ce9bbc1b4574e298090efaeefa06a9c3316a2024c1646a9dbc2a4a6-1795412432880","rebuilt":false},"frontend":{"reference":"127.0.0.1:5000/shop2@sha256:bced12edf27427bf72dbc3c9c3022aa203ba3d5e746c889d38ab73bf7d1259ce","digest":"sha256:bced12edf27427bf72dbc3c9c3022aa203ba3d5e746c889d38ab73bf7d1259ce","repository":"127.0.0.1:5000/shop2","tag":"40b6943c9b0b1a8e9790dc35d6d8bb22945d94f5dac50cfd046e899f-1795412431572","rebuilt":false}}',
    release: 'shop-prod',
    namespace: 'shop-prod',
    revision: '1',
    'deploy-status': 'deployed',
    'failed-resources': '[]',
    changes: '{}',
    'has-changes': '',
  });
  expect(omittedImages).toBe(0);
});

test('of a failed rollout', () => {
  const { values } = outcomeOutputs([command({ result: 'failure', deploy: goldenDeploy('converge-failed') })]);
  expect(values).toMatchObject({ images: '{}', revision: '2', 'deploy-status': 'failed' });
});

test('without reports, images is still JSON', () => {
  expect(outcomeOutputs([command()]).values).toEqual({
    images: '{}',
    release: '',
    namespace: '',
    revision: '',
    'deploy-status': '',
    'failed-resources': '[]',
    changes: '{}',
    'has-changes': '',
  });
});

test('of several commands: every image once, and the last release', () => {
  const { values } = outcomeOutputs([
    command({ build: { images: [image({ name: 'a' }), image({ name: 'b', rebuilt: true })] } }),
    command({ deploy: deploy({ release: 'first' }) }),
    command({ build: { images: [image({ name: 'b', rebuilt: false, ...NOWHERE })] } }),
    command({ deploy: deploy({ release: 'second', status: 'failed' }) }),
    command(),
  ]);
  expect(JSON.parse(values['images'] ?? '')).toEqual({
    a: { reference: REFERENCE, digest: DIGEST, repository: 'registry.example.com/shop', tag: 'a1', rebuilt: true },
    b: { reference: '', digest: '', repository: '', tag: '', rebuilt: false },
  });
  expect(values).toMatchObject({ release: 'second', 'deploy-status': 'failed' });
});

describe('the images output within 64 kB', () => {
  const many = Array.from({ length: 4000 }, (_, index) =>
    image({ name: `service-${index}`, rebuilt: index % 40 === 0, seconds: index }),
  );

  test('keeps what was built, then the slowest, and says how many are missing', () => {
    const { values, omittedImages } = outcomeOutputs([command({ build: { images: many } })]);
    const json = values['images'] ?? '';
    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(64_000);
    const images: Record<string, unknown> = JSON.parse(json);
    const { [OMITTED_IMAGES]: marker, ...kept } = images;
    expect(marker).toEqual({
      reference: '',
      digest: '',
      repository: '',
      tag: '',
      rebuilt: false,
      omitted: omittedImages,
    });
    expect(Object.keys(kept)).toHaveLength(4000 - omittedImages);
    expect(Object.keys(kept).length).toBeGreaterThan(200);
    expect(many.filter(({ name, rebuilt }) => rebuilt && kept[name] === undefined)).toEqual([]);
    expect(kept).toHaveProperty('service-3999');
    expect(kept).not.toHaveProperty('service-1');
  });

  test('one enormous name does not cost the others', () => {
    const { values } = outcomeOutputs([
      command({ build: { images: [image({ name: 'x'.repeat(100_000), seconds: 99 }), image({ name: 'small' })] } }),
    ]);
    expect(Object.keys(JSON.parse(values['images'] ?? ''))).toEqual(['small', OMITTED_IMAGES]);
  });
});

test('hostile texts give one line of JSON with every name, and plain words', () => {
  const names = fc.uniqueArray(fc.oneof(hostileText, fc.constantFrom('__proto__', '1', 'toString')), { maxLength: 8 });
  fc.assert(
    fc.property(names, hostileText, (images, text) => {
      const { values } = outcomeOutputs([
        command({
          build: { images: images.map((name) => image({ name })) },
          deploy: deploy({ release: text, namespace: text, status: text }),
        }),
      ]);
      expect(values['images']).not.toMatch(/[\n\r]/);
      expect(Object.keys(JSON.parse(values['images'] ?? '')).sort()).toEqual(images.sort());
      for (const name of ['release', 'namespace', 'deploy-status'] as const)
        expect(values[name]).toMatch(/^[A-Za-z0-9._-]*$/);
    }),
  );
});

test('a release that was skipped has no revision of its own', () => {
  const deploy = goldenDeploy('converge-ok');
  const skipped = deploy && { ...deploy, revision: 3, status: 'skipped' };
  expect(outcomeOutputs([command({ deploy: skipped })]).values).toMatchObject({
    revision: '',
    'deploy-status': 'skipped',
  });
});
