import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { werfEnvironment } from '../../src/werf/environment.ts';

const names = ['command', 'telemetry-url'];

test('is the environment of the job', () => {
  expect(werfEnvironment({ PATH: '/bin', EMPTY: '' }, names)).toEqual({ PATH: '/bin', EMPTY: '' });
});

test("has none of the action's own inputs, and keeps others that only look like them", () => {
  const env = {
    INPUT_COMMAND: 'converge',
    'INPUT_TELEMETRY-URL': 'https://user:secret@host',
    INPUT_TELEMETRY_URL: 'kept',
    INPUT_NAME: 'kept',
    INPUT: 'kept',
    COMMAND: 'kept',
  };
  expect(Object.keys(werfEnvironment(env, names)).sort()).toEqual([
    'COMMAND',
    'INPUT',
    'INPUT_NAME',
    'INPUT_TELEMETRY_URL',
  ]);
});

describe('layers', () => {
  test('go on top in order', () => {
    expect(werfEnvironment({ A: '0', B: '0', C: '0' }, [], { A: '1', B: '1' }, { A: '2' })).toEqual({
      A: '2',
      B: '1',
      C: '0',
    });
  });

  test('take a variable away, which a later one may bring back', () => {
    expect(werfEnvironment({ A: '0', B: '0' }, [], { A: undefined, B: undefined }, { B: '' })).toEqual({ B: '' });
    expect(werfEnvironment({ A: '0' }, [], { A: undefined })).not.toHaveProperty('A');
  });

  test('bring no input in either', () => {
    expect(werfEnvironment({}, names, { INPUT_COMMAND: 'x' })).toEqual({});
  });
});

test('what is handed in stays as it is, and every value that comes out is a text', () => {
  const variables = fc.dictionary(fc.stringMatching(/^[A-Z_]{1,3}$/), fc.option(fc.string(), { nil: undefined }));
  fc.assert(
    fc.property(variables, variables, (env, layer) => {
      const before = structuredClone([env, layer]);
      const result = werfEnvironment(env, [], layer);
      expect([env, layer]).toEqual(before);
      for (const name of new Set([...Object.keys(env), ...Object.keys(layer)])) {
        expect(result[name]).toBe(Object.hasOwn(layer, name) ? layer[name] : env[name]);
      }
      expect(Object.values(result)).not.toContain(undefined);
    }),
  );
});
