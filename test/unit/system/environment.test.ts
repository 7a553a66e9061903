import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideConsent } from '../../../src/inputs/consent.ts';
import { INPUT_NAMES } from '../../../src/inputs/names.ts';
import { readEnvironment, withoutNodeSettings, withVariables } from '../../../src/system/environment.ts';

const mixed = { Path: 'C:\\bin', werf_telemetry: '0', Werf_Set_1: 'a=b', do_not_track: '1', MyVar: 'x', XWERF_A: 'y' };

test('on Windows, what users set for werf is found in any case, and the rest keeps its spelling', () => {
  expect(readEnvironment(mixed, 'win32', INPUT_NAMES)).toEqual({
    Path: 'C:\\bin',
    WERF_TELEMETRY: '0',
    WERF_SET_1: 'a=b',
    DO_NOT_TRACK: '1',
    MyVar: 'x',
    XWERF_A: 'y',
  });
});

test.each(['linux', 'darwin'] as const)('on %s, names are what they are', (platform) => {
  expect(readEnvironment(mixed, platform, INPUT_NAMES)).toEqual(mixed);
});

test.each(['werf_telemetry', 'Werf_Telemetry', 'DO_not_TRACK'])('on Windows, %s opts out', (name) => {
  const value = /track/i.test(name) ? '1' : '0';
  expect(decideConsent('true', readEnvironment({ [name]: value }, 'win32', INPUT_NAMES)).on).toBe(false);
  expect(decideConsent('true', readEnvironment({ [name]: value }, 'linux', INPUT_NAMES)).on).toBe(true);
});

test('letters that only look alike are no part of a name', () => {
  // The long s becomes an S in upper case, and Windows compares names without such rules.
  expect(readEnvironment({ werf_ſet: 'a' }, 'win32', INPUT_NAMES)).toEqual({ werf_ſet: 'a' });
});

test("the environment has none of the action's own inputs, and keeps others that only look like them", () => {
  const env = {
    INPUT_COMMAND: 'converge',
    'INPUT_TELEMETRY-URL': 'https://user:secret@host',
    'INPUT_GITHUB-TOKEN': 'secret',
    INPUT_KUBECONFIG: 'secret',
    INPUT_TELEMETRY_URL: 'kept',
    INPUT_NAME: 'kept',
    INPUT: 'kept',
    COMMAND: 'kept',
  };
  for (const platform of ['linux', 'win32'] as const) {
    const names = Object.keys(readEnvironment(env, platform, INPUT_NAMES)).sort();
    expect(names).toEqual(['COMMAND', 'INPUT', 'INPUT_NAME', 'INPUT_TELEMETRY_URL']);
  }
});

describe('variables', () => {
  test('go on top in order', () => {
    expect(withVariables({ A: '0', B: '0', C: '0' }, { A: '1', B: '1' }, { A: '2' })).toEqual({
      A: '2',
      B: '1',
      C: '0',
    });
  });

  test('are taken away by an undefined one, which a later one may bring back', () => {
    expect(withVariables({ A: '0', B: '0' }, { A: undefined, B: undefined }, { B: '' })).toEqual({ B: '' });
    expect(withVariables({ A: '0' }, { A: undefined })).not.toHaveProperty('A');
  });

  test('leave what is handed in as it is, and every value that comes out is a text', () => {
    const variables = fc.dictionary(fc.stringMatching(/^[A-Z_]{1,3}$/), fc.option(fc.string(), { nil: undefined }));
    fc.assert(
      fc.property(variables, variables, (env, layer) => {
        const before = structuredClone([env, layer]);
        const result = withVariables(env, layer);
        expect([env, layer]).toEqual(before);
        for (const name of new Set([...Object.keys(env), ...Object.keys(layer)])) {
          expect(result[name]).toBe(Object.hasOwn(layer, name) ? layer[name] : env[name]);
        }
        expect(Object.values(result)).not.toContain(undefined);
      }),
    );
  });
});

test('of the job’s settings for Node, a helper keeps those of the network', () => {
  const kept = { PATH: '/bin', NODE_EXTRA_CA_CERTS: '/ca.pem', NODE_TLS_REJECT_UNAUTHORIZED: '1', NODEJS: 'x' };
  const others = { NODE_OPTIONS: '--require=./evil.js', NODE_DEBUG: 'net', NODE_V8_COVERAGE: '/c', node_path: '/m' };
  expect(withoutNodeSettings({ ...kept, ...others })).toEqual(kept);
  const options = '--require ./evil.js  --use-system-ca --tls-min-v1.3 --inspect --dns-result-order=ipv4first -r x';
  expect(withoutNodeSettings({ NODE_OPTIONS: options })).toEqual({
    NODE_OPTIONS: '--use-system-ca --tls-min-v1.3 --dns-result-order=ipv4first',
  });
});
