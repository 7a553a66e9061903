import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactUrl } from '../../../src/system/redact-url.ts';

describe('a URL that is shown', () => {
  test.each([
    ['https://host/x', 'https://host/x'],
    ['host:4318/x', 'host:4318/x'],
    ['https://user:p@host/x?q#f', 'https://***@host/x?***'],
    ['https://host/x#f', 'https://host/x?***'],
    ['https://user:a@b/c@host/x', 'https://***@host/x'],
    ['user:p@host/x', '***@host/x'],
    ['FTP://user@host/x', 'FTP://***@host/x'],
    ['user https://secret@host/x', '***@host/x'],
    ['https:user:p@host/x', '***@host/x'],
    ['https://user:a?b@host/x', 'https://***'],
    ['https://host/x?a@b', 'https://***'],
    ['', ''],
  ])('%s is shown as %s', (text, shown) => {
    expect(redactUrl(text)).toBe(shown);
  });

  test('no user, password, query or fragment is in it, whatever their characters', () => {
    const secret = fc
      .array(fc.constantFrom(...':/?#@[]!$&()*+,;=%\\ \n'))
      .map((marks) => `SECRET${marks.join('')}SECRET`);
    const scheme = fc.constantFrom('https://', 'ftp://', 'https:', 'https:/', '//', 'x+y://', '');
    const end = fc.constantFrom('?', '#');
    fc.assert(
      fc.property(scheme, secret, secret, end, secret, (start, user, password, mark, query) => {
        expect(redactUrl(`${start}${user}:${password}@host/x${mark}${query}`)).not.toContain('SECRET');
        expect(redactUrl(`${start}${user}@host/x`)).not.toContain('SECRET');
        expect(redactUrl(`${start}host/x${mark}${query}`)).not.toContain('SECRET');
      }),
      { numRuns: 1000 },
    );
  });
});
