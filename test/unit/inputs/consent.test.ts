import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideConsent } from '../../../src/inputs/consent.ts';
import type { Environment } from '../../../src/system/environment.ts';

const OFF_WORDS = ['0', 'false', 'no', 'off'];
const ON_WORDS = ['1', 'true', 'yes', 'on'];
const UNSET_WORDS = ['', ' ', '\t\n'];
const UNKNOWN_WORDS = ['2', 'nope', 'disabled', 'y', 'n', '00', '-1', 'null', 'undefined', 'o ff', '{{x}}'];

const variants = (word: string) => [word, word.toUpperCase(), ` ${word}`, `${word}\n`, `\t${word} `];
const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

describe.each<readonly [source: string, decide: (value: string) => ReturnType<typeof decideConsent>]>([
  ['input telemetry', (value) => decideConsent(value, {})],
  ['WERF_TELEMETRY', (value) => decideConsent('', { WERF_TELEMETRY: value })],
])('%s', (source, decide) => {
  test.each(OFF_WORDS.flatMap((word) => [...variants(word), capitalised(word)]))('%j is off', (value) => {
    const { on, message, notices } = decide(value);
    expect(on).toBe(false);
    expect(message).toContain(`off (${source} is ${JSON.stringify(value)})`);
    expect(notices).toEqual([]);
  });

  test.each(ON_WORDS.flatMap((word) => [...variants(word), capitalised(word)]))('%j is on', (value) => {
    const { on, message, notices } = decide(value);
    expect(on).toBe(true);
    expect(message).toMatch(new RegExp(`^Telemetry: on \\(${source}\\b`));
    expect(notices).toEqual([]);
  });

  test.each(UNSET_WORDS)('%j is not set', (value) => {
    expect(decide(value)).toEqual(decideConsent('', {}));
  });

  test.each(UNKNOWN_WORDS)('%j is off, with one notice that names source, value and words', (value) => {
    const { on, message, notices } = decide(value);
    expect(on).toBe(false);
    expect(message).toContain(`off (${source} is ${JSON.stringify(value)})`);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(`${source}: ${JSON.stringify(value)}`);
    expect(notices[0]).toContain('1, true, yes, on');
    expect(notices[0]).toContain('0, false, no, off');
  });
});

describe('DO_NOT_TRACK', () => {
  test.each([...UNSET_WORDS, ...OFF_WORDS.flatMap(variants), 'False', 'No'])('%j says nothing', (value) => {
    expect(decideConsent('', { DO_NOT_TRACK: value })).toEqual(decideConsent('', {}));
  });

  test.each([...ON_WORDS.flatMap(variants), ...UNKNOWN_WORDS])('%j is off, without a notice', (value) => {
    const { on, message, notices } = decideConsent('', { DO_NOT_TRACK: value });
    expect(on).toBe(false);
    expect(message).toContain(`off (DO_NOT_TRACK is ${JSON.stringify(value)})`);
    expect(notices).toEqual([]);
  });
});

describe('several sources', () => {
  test.each<readonly [input: string, env: Environment, on: boolean, deciding: readonly string[]]>([
    ['', {}, true, ['default']],
    ['true', {}, true, ['input telemetry']],
    ['true', { WERF_TELEMETRY: '1' }, true, ['input telemetry', 'WERF_TELEMETRY']],
    ['', { WERF_TELEMETRY: 'yes', DO_NOT_TRACK: '0' }, true, ['WERF_TELEMETRY']],
    ['true', { WERF_TELEMETRY: '0' }, false, ['WERF_TELEMETRY is "0"']],
    ['false', { WERF_TELEMETRY: '1' }, false, ['input telemetry is "false"']],
    ['true', { WERF_TELEMETRY: '1', DO_NOT_TRACK: '1' }, false, ['DO_NOT_TRACK is "1"']],
    ['true', { WERF_TELEMETRY: 'maybe' }, false, ['WERF_TELEMETRY is "maybe"']],
    ['no', { WERF_TELEMETRY: 'off' }, false, ['input telemetry is "no"', 'WERF_TELEMETRY is "off"']],
  ])('input %j with %j', (input, env, on, deciding) => {
    const consent = decideConsent(input, env);
    expect(consent.on).toBe(on);
    const reasons = /\((.*?)\)\. /.exec(consent.message)?.[1]?.split(' and ') ?? [];
    expect(reasons).toHaveLength(deciding.length);
    for (const [index, source] of deciding.entries()) expect(reasons[index]).toContain(source);
  });

  test('each unknown word gets a notice of its own', () => {
    const { notices } = decideConsent('perhaps', { WERF_TELEMETRY: 'maybe', DO_NOT_TRACK: 'sometimes' });
    expect(notices.map((notice) => notice.split(' is neither')[0])).toEqual([
      'input telemetry: "perhaps"',
      'WERF_TELEMETRY: "maybe"',
    ]);
  });

  test('other variables say nothing', () => {
    const env = { INPUT_TELEMETRY: '0', werf_telemetry: '0', do_not_track: '1', TELEMETRY: 'off' };
    expect(decideConsent('', env)).toEqual(decideConsent('', {}));
  });
});

const value = fc.oneof(
  fc.constantFrom(...OFF_WORDS, ...ON_WORDS, ...UNSET_WORDS).chain((word) => fc.constantFrom(...variants(word))),
  fc.constantFrom(...UNKNOWN_WORDS),
  fc.string(),
);

test('a value of 40 characters is shown whole, and no more of a longer one', () => {
  const messageOf = (length: number) => decideConsent('x'.repeat(length), {}).message;
  expect(messageOf(40)).toContain(`is "${'x'.repeat(40)}")`);
  expect(messageOf(41)).toContain(`is "${'x'.repeat(40)}…")`);
});

test('telemetry is on only where every source says on or nothing', () => {
  fc.assert(
    fc.property(value, value, value, (input, werfTelemetry, doNotTrack) => {
      const word = (text: string) => text.trim().toLowerCase();
      const agrees = (text: string) => ['', ...ON_WORDS].includes(word(text));
      const expected = agrees(input) && agrees(werfTelemetry) && ['', ...OFF_WORDS].includes(word(doNotTrack));
      expect(decideConsent(input, { WERF_TELEMETRY: werfTelemetry, DO_NOT_TRACK: doNotTrack }).on).toBe(expected);
    }),
    { numRuns: 1000 },
  );
});

test('a step says it in one short line, with every way to turn it off', () => {
  const long = fc.oneof(value, fc.string({ minLength: 100, maxLength: 2000 }));
  fc.assert(
    fc.property(long, long, long, (input, werfTelemetry, doNotTrack) => {
      const { on, message, notices } = decideConsent(input, {
        WERF_TELEMETRY: werfTelemetry,
        DO_NOT_TRACK: doNotTrack,
      });
      expect(message.startsWith(on ? 'Telemetry: on (' : 'Telemetry: off (')).toBe(true);
      for (const way of ['telemetry: false', 'WERF_TELEMETRY=0', 'DO_NOT_TRACK=1']) expect(message).toContain(way);
      for (const line of [message, ...notices]) {
        expect(line).not.toMatch(/[\r\n]/);
        expect(line.length).toBeLessThan(1100);
      }
    }),
  );
});
