import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_TRACE_URL, parseTraceUrl } from '../../../src/inputs/trace-url.ts';

describe('where requests go', () => {
  test.each([
    [DEFAULT_TRACE_URL, 'https://telemetry.werf.io/v1/traces'],
    ['http://127.0.0.1:4318/v1/traces', 'http://127.0.0.1:4318/v1/traces'],
    ['http://[::1]:4318/x', 'http://[::1]:4318/x'],
    ['HTTPS://Host.Example/Path', 'https://host.example/Path'],
    ['https://host:443/x', 'https://host/x'],
    // A path that is missing is OTLP's; one that is there is taken.
    ['https://host', 'https://host/v1/traces'],
    ['https://host:8443', 'https://host:8443/v1/traces'],
    ['https://host?x', 'https://host/v1/traces'],
    ['https://host#x', 'https://host/v1/traces'],
    ['https://host/', 'https://host/'],
    ['https://host/a/', 'https://host/a'],
    ['https://host/a///', 'https://host/a'],
    ['https://host///', 'https://host/'],
    ['https://host/a/../b%20c', 'https://host/b%20c'],
    // Neither user nor query leave the step.
    ['https://user:secret@host/x?token=secret#secret', 'https://host/x'],
    ['https://user@host', 'https://host/v1/traces'],
    ['https://user:a%2Fb@host:1?x/y', 'https://host:1/v1/traces'],
  ])('%s is %s', (text, expected) => {
    expect(parseTraceUrl(text)?.href).toBe(expected);
  });

  test.each([
    '',
    ' ',
    ' https://host/x',
    'host/x',
    'host:4318',
    '//host/x',
    '/x',
    'ftp://host/x',
    'file:///x',
    'https:host/x',
    'https:/host/x',
    'https:\\\\host/x',
    'https://',
    'https:///host/x',
    'https://?x',
    'https://#x',
    'https://user@/x',
    'https://:80/x',
    'https://host:x/y',
    'https://host:99999/y',
    'https://a b/x',
    'https://[::1/x',
  ])('%j is nowhere', (text) => {
    expect(parseTraceUrl(text)).toBeUndefined();
  });

  test('any text gives a plain URL of http or https, or nothing', () => {
    const pieces = ['https://', 'http://', 'h', ':', '80', '/', '@', '?', '#', '%41', '[::1]', ' ', '\\', '..', '\n'];
    const text = fc.oneof(
      fc.string(),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const url = parseTraceUrl(given);
        if (url === undefined) return;
        expect(url.href).toMatch(/^https?:\/\/[^/?#@]+\/[^?#]*$/);
        expect(`${url.username}${url.password}${url.search}${url.hash}`).toBe('');
        expect(parseTraceUrl(url.href)?.href).toBe(url.href);
      }),
      { numRuns: 1000 },
    );
  });
});
