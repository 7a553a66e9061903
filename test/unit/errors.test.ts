import { expect, test } from 'vitest';
import { inputError } from '../../src/errors.ts';

test('names the input, its value and what is allowed', () => {
  expect(inputError('summary', 'ja', 'true or false').message).toBe(
    'Input summary: "ja" is not valid. Allowed: true or false',
  );
});

test('keeps a value on one line and short', () => {
  const { message } = inputError('command', `a\nb${'x'.repeat(1000)}`, 'less');
  expect(message).not.toContain('\n');
  expect(message.length).toBeLessThan(300);
});
