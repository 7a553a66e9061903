import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGzip, planOfArtifact, readPlanArtifact } from '../../../src/reports/plan-artifact.ts';
import { recorded } from '../../support/plans.ts';

const artifact = (recording: string) => recorded(recording, 'plan.gz');
const OUTER = {
  apiVersion: 'v1',
  dataRaw: '{"changes":null}',
  deployType: 'Upgrade',
  encrypted: false,
  release: { name: 'shop', namespace: 'shop', revision: 2 },
  timestamp: '2026-11-25T16:48:30.74Z',
};

describe('reading a saved plan', () => {
  it.each([
    ['plan-changes', false, 4],
    ['plan-blind-save', true, 2],
    ['plan-none-save', false, 0],
    ['plan-save-initial', false, 8],
    ['plan-save-encrypted', false, undefined],
  ])('%s', (recording, hasFailedDryRun, count) => {
    const read = readPlanArtifact(artifact(recording));
    expect(read).toMatchObject({ apiVersion: 'v1', hasFailedDryRun, isEncrypted: count === undefined });
    expect(read?.changes?.length).toBe(count);
    expect(read?.release).toMatch(/^shop-/);
    expect(new Date(read?.madeAt ?? 0).toISOString()).toMatch(/^2026-11-25T16:/);
  });

  it('has the changes that were printed, and nothing of what they hold', () => {
    const read = readPlanArtifact(artifact('plan-changes'));
    expect(read?.changes).toEqual([
      { change: 'update', resource: 'ConfigMap/settings', namespace: undefined },
      { change: 'update', resource: 'Secret/token', namespace: undefined },
      { change: 'update', resource: 'Service/web', namespace: undefined },
      { change: 'delete', resource: 'ConfigMap/extra', namespace: undefined },
    ]);
    expect(read).toMatchObject({ release: 'shop-qa', namespace: 'shop-qa', revision: 2 });
    expect(JSON.stringify(read)).not.toContain('new-secret');
  });

  it.each([
    ['plan-changes', 'changes'],
    ['plan-none-save', 'none'],
  ])('is a plan without diffs: %s has %s', (recording, kind) => {
    const read = readPlanArtifact(artifact(recording));
    const plan = planOfArtifact(read);
    expect(plan).toMatchObject({ kind, release: read?.release, namespace: read?.namespace });
    expect(plan?.changes.map(({ resource, diff }) => [resource, diff])).toEqual(
      read?.changes?.map(({ resource }) => [resource, []]),
    );
  });

  it('has no plan to show where it is encrypted', () => {
    expect(planOfArtifact(readPlanArtifact(artifact('plan-save-encrypted')))).toBeUndefined();
    expect(planOfArtifact(undefined)).toBeUndefined();
  });

  it('believes no name that is longer than Kubernetes allows by far', () => {
    const read = (name: string) =>
      readPlanArtifact(
        gzipSync(
          JSON.stringify({
            ...OUTER,
            dataRaw: JSON.stringify({
              changes: [{ type: 'create', resourceMeta: { name, groupVersionKind: { Kind: 'Job' } } }],
            }),
          }),
        ),
      )?.changes?.map(({ resource }) => resource);
    expect(read('n'.repeat(512))).toEqual([`Job/${'n'.repeat(512)}`]);
    expect(read('n'.repeat(513))).toEqual([]);
    expect(read('')).toEqual([]);
  });

  it('leaves alone what stands behind its end', () => {
    const whole = artifact('plan-changes');
    const expected = readPlanArtifact(whole);
    for (const tail of [Buffer.from('stale'), whole, whole.subarray(20), Buffer.alloc(9)]) {
      expect(readPlanArtifact(Buffer.concat([whole, tail]))).toEqual(expected);
    }
  });

  it('reads headers of gzip with all their parts', () => {
    const json = Buffer.from(JSON.stringify(OUTER));
    const plain = gzipSync(json);
    const parts = [Buffer.from([3, 0, 1, 2, 3]), Buffer.from('name\0'), Buffer.from('comment\0'), Buffer.from([0, 0])];
    const header = Buffer.from([0x1f, 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 3]);
    const full = Buffer.concat([header, ...parts, deflateRawSync(json), plain.subarray(-8)]);
    expect(readPlanArtifact(full)).toEqual(readPlanArtifact(plain));
    expect(readPlanArtifact(plain)).toMatchObject({ release: 'shop', revision: 2, changes: [] });
  });

  it.each([
    ['no gzip', Buffer.from('{"apiVersion":"v1"}')],
    ['an empty file', Buffer.alloc(0)],
    ['no JSON', gzipSync('hello')],
    ['a list', gzipSync('[]')],
    ['no data', gzipSync(JSON.stringify({ ...OUTER, dataRaw: 1 }))],
    ['broken data', gzipSync(JSON.stringify({ ...OUTER, dataRaw: '{' }))],
    ['a wrong checksum', Buffer.concat([gzipSync(JSON.stringify(OUTER)).subarray(0, -8), Buffer.alloc(8)])],
    ['more than it may be', gzipSync(Buffer.alloc(140 * 1024 * 1024))],
  ])('%s is none', (_, bytes) => {
    expect(readPlanArtifact(bytes)).toBeUndefined();
  });

  it('never throws', () => {
    const whole = artifact('plan-changes');
    for (let end = 0; end < whole.length; end += 11) readPlanArtifact(whole.subarray(0, end));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void readPlanArtifact(bytes)));
    fc.assert(fc.property(fc.jsonValue(), (value) => void readPlanArtifact(gzipSync(JSON.stringify(value)))));
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        readPlanArtifact(gzipSync(JSON.stringify({ ...OUTER, dataRaw: JSON.stringify(data) })));
      }),
    );
  });

  it('is told from other files by its first bytes', () => {
    expect(isGzip(artifact('plan-changes'))).toBe(true);
    expect(isGzip(Buffer.from('PK'))).toBe(false);
  });
});
