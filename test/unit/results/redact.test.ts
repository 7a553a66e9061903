import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactor } from '../../../src/results/redact.ts';

const SECRET = 'S3cr%et/"pä\\ss+w&rd<\'>';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64url = (text: string) => Buffer.from(text).toString('base64url');
const NAMES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
  '+': 'plus',
};
const encodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  base64,
  base64url,
  'base64 of user:password': (text) => base64(`robot:${text}`),
  'base64 of a longer text': (text) => base64(`{"auth":"${text}"}`),
  'base64 of base64': (text) => base64(base64(`u:${text}`)),
  'base64 with a line break': (text) => base64(`${text}\n`),
  'percent-encoded': encodeURIComponent,
  'percent-encoded in lower case': (text) => encodeURIComponent(text).replaceAll(/%../g, (part) => part.toLowerCase()),
  'each byte percent-encoded': (text) => Buffer.from(text).toString('hex').replaceAll(/../g, '%$&'),
  'in a query': (text) => new URLSearchParams({ password: text }).toString(),
  JSON: (text) => JSON.stringify(text),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify({ text })),
  'JSON as Go writes it': (text) =>
    JSON.stringify(text).replaceAll(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
  'JSON with each character as a number': (text) =>
    text
      .split('')
      .map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  HTML: (text) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
  'HTML by names': (text) => text.replaceAll(/[&<>"'+]/g, (sign) => `&${NAMES[sign]};`),
  'YAML in single quotes': (text) => `'${text.replaceAll("'", "''")}'`,
  hexadecimal: (text) => Buffer.from(text).toString('hex'),
  'hexadecimal in upper case': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'base64, percent-encoded': (text) => encodeURIComponent(base64(text)),
  'base64, cut into lines of a diff': (text) => base64(text).replaceAll(/.{8}/g, '$&\n+   '),
  'YAML in double quotes, folded in a diff': (text) =>
    [[...text].slice(0, 5), [...text].slice(5)]
      .map((part) => JSON.stringify(part.join('')).slice(1, -1))
      .join('\\\n+     '),
  'wrapped by werf': (text) => `${[...text].slice(0, 5).join('')} ↵\n${[...text].slice(5).join('')}`,
};

describe('taking secrets out', () => {
  it.each(Object.entries(encodings))('%s', (_, encode) => {
    const redact = redactor([SECRET]);
    const shown = redact(`+   value: ${encode(SECRET)}\n`);
    expect(shown).toContain('+   value: ');
    expect(shown).toContain('***');
    expect(shown).not.toContain(encode(SECRET));
    expect(shown.length).toBeLessThan(`+   value: ${encode(SECRET)}\n`.length);
  });

  it.each(Object.entries(encodings))('%s of a secret that has the mark of a wrapped line', (_, encode) => {
    const encoded = encode('!↵   !!𐀀');
    expect(redactor(['!↵   !!𐀀'])(`before ${encoded} end`)).not.toContain(encoded);
  });

  it('takes any secret out in any of them', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme', minLength: 6, maxLength: 40 })
          .filter((text) => text.replaceAll(/\s/g, '').length >= 6),
        fc.constantFrom(...Object.values(encodings)),
        fc.string({ maxLength: 20 }),
        (secret, encode, before) => {
          const trimmed = secret.trim();
          const encoded = encode(trimmed);
          expect(redactor([secret])(`${before} ${encoded} end`)).not.toContain(encoded);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes a short one with blanks out wherever it stands whole', () => {
    const encode = fc.constantFrom(
      ...['plain', 'JSON', 'JSON in JSON', 'HTML', 'each byte percent-encoded', 'in a query', 'YAML in single quotes'],
    );
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '"', "'", '%', 'é'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 2, maxLength: 4 }),
        fc.constantFrom(' ', '  ', '\t'),
        encode,
        (parts, blank, name) => {
          const secret = parts.join(blank);
          fc.pre(Buffer.byteLength(parts.join('')) >= 4);
          const encoded = encodings[name]?.(secret) ?? '';
          expect(redactor([secret])(`before ${encoded} end`)).not.toContain(encoded);
        },
      ),
    );
  });

  it.each([
    ['a short secret only as a word', ['on'], 'on: online, "on"', '***: online, "***"'],
    ['not at the end of another word', ['on'], 'python on', 'python ***'],
    ['one of four characters everywhere', ['blue'], 'bluebird', '***bird'],
    ['one of four characters in hexadecimal', ['blue'], Buffer.from('blue').toString('hex'), '***'],
    ['no other text', ['hunter2'], 'hunter3 and hunter', 'hunter3 and hunter'],
    ['each line of several', ['first-line-1\nsecond-line'], '+ second-line', '+ ***'],
    ['nothing where there is none', [], 'as it is', 'as it is'],
    ['blanks around it', [' padded-secret\n'], 'x padded-secret y', 'x *** y'],
    ['not a short one over blanks', ['abcd'], 'ab cd', 'ab cd'],
    ['a short one with a blank of its own', ['abc de'], '+ pw: "abc de"', '+ pw: "***"'],
    ['one whose blank is wrapped', ['ab cd'], '+ pw: ab ↵\n+     cd', '+ pw: ***'],
    ['not one that has its blank elsewhere', ['abc de'], 'ab cde', 'ab cde'],
    ['two that differ in their blanks alone', ['abc de', 'ab cde', 'abcde'], 'abc de, ab cde, abcde', '***, ***, ***'],
    ['a short one in JSON and in a URL', ['a b"cd'], '"a b\\"cd" a%20b%22cd a+b%22cd', '"***" *** ***'],
    ['a very short one with a blank as a word', ['a b'], '"a b" aa bb', '"***" aa bb'],
    ['two that overlap', ['abcdefgh', 'efghijkl'], '<abcdefghijkl>', '<***>'],
  ])('%s', (_, secrets, text, expected) => {
    expect(redactor(secrets)(text)).toBe(expected);
  });

  it('leaves all other text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const secret = 'QQQQ-never-in-the-text-QQQQ';
        expect(redactor([secret])(text)).toBe(text);
      }),
    );
  });

  it('takes a moment for a large text and many secrets', () => {
    const secrets = Array.from({ length: 200 }, (_, index) => `secret-number-${index}-`.repeat(3));
    const text = '+   some: value of a \\"line\\" %20 in a manifest\n'.repeat(20_000);
    expect(redactor(secrets)(text)).toBe(text);
  });
});
