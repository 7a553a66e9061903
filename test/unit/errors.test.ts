import { expect, test } from 'vitest';
import { inputError, StepError } from '../../src/errors.ts';

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

test('shows a value of 200 characters whole, and no more of a longer one', () => {
  const message = (length: number) => inputError('command', 'x'.repeat(length), 'less.').message;
  expect(message(200)).toBe(`Input command: "${'x'.repeat(200)}" is not valid. Allowed: less.`);
  expect(message(201)).toBe(`Input command: "${'x'.repeat(200)}…" is not valid. Allowed: less.`);
});
