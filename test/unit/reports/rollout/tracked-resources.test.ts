import { describe, expect, test } from 'vitest';
import type { TableRow } from '../../../../src/reports/rollout/progress-table.ts';
import { TrackedResources } from '../../../../src/reports/rollout/tracked-resources.ts';

const row = (overrides: Partial<TableRow>): TableRow => ({
  resource: 'Deployment/web',
  namespace: undefined,
  state: 'FAILED',
  status: undefined,
  ready: undefined,
  tracking: undefined,
  errors: 1,
  lastError: undefined,
  goal: 'ready',
  pods: [],
  ...overrides,
});

describe('bounds', () => {
  test('of all errors together: the first are whole, of the others the start is kept', () => {
    const resources = new TrackedResources();
    for (let index = 0; index < 1500; index += 1) {
      const pods = Array.from({ length: 3 }, () => row({ lastError: 'x'.repeat(1000) }));
      resources.update([row({ resource: `Deployment/web-${index}`, lastError: 'y'.repeat(2000), pods })], 0);
    }
    const all = resources.all();
    expect(all).toHaveLength(1500);
    expect(all[0]?.lastError).toHaveLength(2000);
    expect(all.at(-1)?.lastError).toHaveLength(200);
    expect(all.at(-1)?.pods[0]?.lastError).toHaveLength(200);
    // What goes makes room for what comes.
    resources.update(
      all.slice(0, 400).map((before) => row({ resource: before.resource, state: 'READY' })),
      0,
    );
    resources.update([row({ resource: 'Deployment/web-1499', lastError: 'z'.repeat(3000) })], 0);
    expect(resources.all().at(-1)?.lastError).toHaveLength(3000);
  });

  test('of resources: one that is done goes for one that is not', () => {
    const resources = new TrackedResources();
    const many = Array.from({ length: 2000 }, (_, index) =>
      row({ resource: `ConfigMap/c-${index}`, state: index === 0 ? 'WAITING' : 'READY' }),
    );
    resources.update(many, 0);
    resources.update([row({ resource: 'ConfigMap/one-more', state: 'READY' }), row({ resource: 'Job/failed' })], 0);
    const names = resources.all().map(({ resource }) => resource);
    expect(names).toHaveLength(2000);
    expect(names).toContain('Job/failed');
    expect(names).not.toContain('ConfigMap/one-more');
    expect(names).toContain('ConfigMap/c-0');
    expect(names).not.toContain('ConfigMap/c-1');
  });

  test('of pods: those with errors stay', () => {
    const resources = new TrackedResources();
    const pods = Array.from({ length: 100 }, (_, index) =>
      row({ resource: `Pod/web-${index}`, errors: index === 99 ? 1 : 0 }),
    );
    resources.update([row({ pods })], 0);
    expect(resources.all()[0]?.pods).toHaveLength(20);
    expect(resources.all()[0]?.pods[0]?.resource).toBe('Pod/web-99');
  });
});
