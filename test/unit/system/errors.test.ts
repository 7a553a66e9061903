import { expect, test } from 'vitest';
import { inputError, StepError } from '../../../src/system/errors.ts';

test('names the input, its value and what is allowed', () => {
  const error = inputError('summary', 'ja', 'true or false.');
  expect(error).toBeInstanceOf(StepError);
  expect(error.name).toBe('StepError');
  expect(error.message).toBe('Input summary: "ja" is not valid. Allowed: true or false.');
});

test('keeps a value on one line', () => {
  expect(inputError('command', 'a\r\nb\u001b[31m', 'less.').message).toBe(
    'Input command: "a\\r\\nb\\u001b[31m" is not valid. Allowed: less.',
  );
});

test('shows a value whole or not at all, so that the runner can mask a secret in it', () => {
  const message = (length: number) => inputError('command', 'x'.repeat(length), 'less.').message;
  expect(message(2_000)).toBe(`Input command: "${'x'.repeat(2_000)}" is not valid. Allowed: less.`);
  expect(message(2_001)).toBe('Input command: a value of 2001 characters is not valid. Allowed: less.');
});
