// Pure: takes secrets out of reasons that may be cut inside of a word, because the runner masks only what stands whole.
import type { Environment } from '../system/environment.ts';
import { MAX_WHOLE_WORD_CHARACTERS } from '../system/text.ts';
import type { CommandOutcome } from './command-outcome.ts';
import type { Redact } from './redact.ts';

type WithReasons = Pick<CommandOutcome, 'failure' | 'problems'>;

/** Characters: the least to which a reason is cut anywhere. */
const MIN_REASON_CHARACTERS = 500;
/** Shorter values are part of too much else. */
const MIN_VALUE_CHARACTERS = 6;
/** What the runner itself sets, and names that every rollout shows. */
const NO_SECRET = /^(?:(?:GITHUB|RUNNER)_.*|WERF_(?:REPO|ENV|NAMESPACE|RELEASE))$/;
/** A word as it may be cut inside, once it is shown: what is no blank stays none, and a code span has a sign for a tab. */
const LONG_WORD = new RegExp(`[^ \\n]{${MAX_WHOLE_WORD_CHARACTERS},}`, 'g');

/** Of more values, or of longer ones, none is looked for: nothing of a long word is shown then. */
const MAX_VALUES = 2000;
/** Characters of all of them: a search takes 200 bytes of memory and half a microsecond for each. */
const MAX_VALUES_CHARACTERS = 1_000_000;
const MASK = '***';

/** Characters: of more, only so many of each end are looked at, and what may be the half of a secret is left out. */
const MAX_END_CHARACTERS = 20_000;
const MAX_SECRET_CHARACTERS = 5_000;

/** Whether any reason may have to be cut. */
export function hasLongReason({ failure, problems = [] }: WithReasons): boolean {
  const { reason = '', causes = [] } = failure ?? {};
  return [reason, ...causes.map(({ text }) => text), ...problems.map((problem) => problem.reason)].some(isLong);
}

/**
 * The same with secrets taken out of the long ones. Any variable may be a secret that only the runner knows: in a word
 * that may be cut, none of the values stays.
 * @param redact takes out what the step knows to be secret
 * @param redactValues takes out what `valuesOf` gave
 */
export function maskReasons({ failure, problems }: WithReasons, redact: Redact, redactValues: Redact): WithReasons {
  const maskWhole = (text: string) => redact(text).replaceAll(LONG_WORD, redactValues);
  const mask = (text: string): string => {
    if (!isLong(text)) return text;
    if (text.length <= MAX_END_CHARACTERS * 2) return maskWhole(text);
    const start = maskWhole(text.slice(0, MAX_END_CHARACTERS)).slice(0, -MAX_SECRET_CHARACTERS);
    return `${start} … ${maskWhole(text.slice(-MAX_END_CHARACTERS)).slice(MAX_SECRET_CHARACTERS)}`;
  };
  const masked = new Map(
    [...(failure?.problems ?? []), ...(problems ?? [])].map((one) => [one, withReason(one, mask)]),
  );
  const same = <T extends object>(one: T): T => (masked as ReadonlyMap<object, unknown>).get(one) as T;
  return {
    problems: problems?.map(same),
    failure: failure && {
      ...failure,
      reason: mask(failure.reason),
      error: mask(failure.error),
      main: failure.main && (masked.get(failure.main) ?? withReason(failure.main, mask)),
      problems: failure.problems.map(same),
      causes: failure.causes.map((cause) => ({ ...cause, text: mask(cause.text) })),
    },
  };
}

/**
 * What takes the values out that `valuesOf` gave, or where they are too many, all of the word.
 * @param redactor makes what takes some texts out
 */
export function valuesRedact(values: readonly string[], redactor: (values: readonly string[]) => Redact): Redact {
  return areTooMany(values) ? () => MASK : redactor(values);
}

/** Whether a search for all of them would take too long. */
export function areTooMany(values: readonly string[]): boolean {
  return values.length > MAX_VALUES || values.reduce((sum, { length }) => sum + length, 0) > MAX_VALUES_CHARACTERS;
}

/**
 * The values of the variables and words of a command, the parts that `=`, commas and blanks make of them, and the texts in
 * one that is JSON, each once.
 */
export function valuesOf(words: readonly string[], ...environments: readonly Environment[]): readonly string[] {
  const variables = environments.flatMap((env) => Object.entries(env).filter(([name]) => !NO_SECRET.test(name)));
  const values = [...words, ...variables.map(([, value = '']) => value)];
  const parts = values.flatMap((value) => [
    value,
    value.slice(value.indexOf('=') + 1),
    ...value.split(/[=,\s]/),
    ...textsOfJson(value),
  ]);
  return [...new Set(parts)].filter(isValue);
}

function textsOfJson(value: string): readonly string[] {
  if (!/^\s*[[{]/.test(value)) return [];
  const texts: string[] = [];
  try {
    JSON.parse(value, (_, part) => {
      if (typeof part === 'string') texts.push(part);
    });
    return texts;
  } catch {
    return [];
  }
}

const isValue = (value: string) => value.trim().length >= MIN_VALUE_CHARACTERS;

function isLong(text: string): boolean {
  return text.replaceAll('\t', '    ').length > MIN_REASON_CHARACTERS;
}

function withReason<T extends { readonly reason: string }>(one: T, mask: Redact): T {
  return { ...one, reason: mask(one.reason) };
}
