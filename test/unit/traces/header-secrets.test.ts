// Which values of headers are masked: tables by the names that collectors and vendors use.
import { describe, expect, test } from 'vitest';
import { headerSecrets } from '../../../src/traces/header-secrets.ts';

const secretsOf = (name: string | undefined, value: string) => [...new Set(headerSecrets(name, value, value))];

describe('a name that says that it carries a credential', () => {
  test.each([
    'authorization',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'x-auth',
    'X-Api-Key',
    'x-api_key',
    'api-key',
    'apikey',
    'x-authtoken',
    'signoz-access-token',
    'lightstep-access-token',
    'client-secret',
    'x-password',
    'x-credentials',
    'uptrace-dsn',
    'x-pat',
    'x-session',
    'x-signature',
  ])('%s: from 4 characters on', (name) => {
    expect(secretsOf(name, 'k3y!')).toEqual(['k3y!']);
    expect(secretsOf(name, 'k3y')).toEqual([]);
  });
});

describe('a name that says nothing of it', () => {
  const names = [
    'x-scope-orgid',
    'X-Tenant',
    'stream-name',
    'x-axiom-dataset',
    'x-keyboard',
    'x-author',
    'tokens-per-day',
    'x-compat',
    'bypass',
  ];
  test.each(names)('%s: a word stays', (name) => {
    for (const value of ['production', 'shop', '1234', 'fifteen-letters']) expect(secretsOf(name, value)).toEqual([]);
  });

  test.each(['x-honeycomb-team', ...names])('%s: what is as long as a key does not', (name) => {
    expect(secretsOf(name, 'hcaik_0123456789')).toEqual(['hcaik_0123456789']);
  });

  test('is as long as what it stands for, not as its percent signs', () => {
    expect(headerSecrets('x-tenant', '%61%63%6d%65%2d%31', 'acme-1')).toEqual([]);
  });
});

describe('the token after a scheme', () => {
  test.each([
    ['Bearer abcd', 'abcd'],
    ['bearer  abcd', 'abcd'],
    ['Token abcd', 'abcd'],
    ['Api-Token abcd', 'abcd'],
    ['ApiKey abcd', 'abcd'],
    [`Basic ${Buffer.from('me:pass:word').toString('base64')}`, 'pass:word'],
  ])('of %s is a secret in any header', (value, token) => {
    for (const name of ['authorization', 'x-forwarded']) {
      expect(secretsOf(name, value)).toEqual(expect.arrayContaining([value, token]));
    }
  });

  test('may be called anything where the header carries a credential, and else is none', () => {
    expect(secretsOf('authorization', 'Acme abcd')).toEqual(['Acme abcd', 'abcd']);
    expect(secretsOf('x-team', 'Acme abcd')).toEqual([]);
    expect(secretsOf('x-motto', 'all the people of the shop')).toEqual(['all the people of the shop']);
  });
});

test.each([undefined, ''])('where the list is broken, %j for a name, a value counts as a secret', (name) => {
  expect(secretsOf(name, 'abcd')).toEqual(['abcd']);
  expect(headerSecrets(name, 'abcd%zz', undefined)).toContain('abcd%zz');
});
