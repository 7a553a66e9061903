// The names of variables, which are the same in upper and lower case on Windows only.
import { expect, test } from 'vitest';
import { decideConsent } from '../../src/consent.ts';
import { readEnvironment } from '../../src/environment.ts';

const mixed = { Path: 'C:\\bin', werf_telemetry: '0', Werf_Set_1: 'a=b', do_not_track: '1', MyVar: 'x', XWERF_A: 'y' };

test('on Windows, what users set for werf is found in any case, and the rest keeps its spelling', () => {
  expect(readEnvironment(mixed, 'win32')).toEqual({
    Path: 'C:\\bin',
    WERF_TELEMETRY: '0',
    WERF_SET_1: 'a=b',
    DO_NOT_TRACK: '1',
    MyVar: 'x',
    XWERF_A: 'y',
  });
});

test.each(['linux', 'darwin'] as const)('on %s, names are what they are', (platform) => {
  expect(readEnvironment(mixed, platform)).toEqual(mixed);
});

test.each(['werf_telemetry', 'Werf_Telemetry', 'DO_not_TRACK'])('on Windows, %s opts out', (name) => {
  const value = /track/i.test(name) ? '1' : '0';
  expect(decideConsent('true', readEnvironment({ [name]: value }, 'win32')).on).toBe(false);
  expect(decideConsent('true', readEnvironment({ [name]: value }, 'linux')).on).toBe(true);
});

test('letters that only look alike are no part of a name', () => {
  // The long s becomes an S in upper case, and Windows compares names without such rules.
  expect(readEnvironment({ werf_ſet: 'a' }, 'win32')).toEqual({ werf_ſet: 'a' });
});
