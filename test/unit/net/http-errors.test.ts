import { expect, test } from 'vitest';
import {
  ConnectionError,
  connectionError,
  HttpStatusError,
  isPassing,
  PROXY_CREDENTIALS,
  SettingsError,
  SlowError,
} from '../../../src/net/http-errors.ts';

const thrownFor = (error: unknown): unknown => {
  try {
    return connectionError(error);
  } catch (thrown) {
    return thrown;
  }
};
const becauseOf = (message: string, cause: unknown) => new Error(message, { cause });

test.each<[what: string, error: unknown, said: string]>([
  ['no cause', new Error('socket hang up'), 'socket hang up'],
  ['a cause', becauseOf('fetch failed', new Error('connect ECONNREFUSED')), 'fetch failed: connect ECONNREFUSED'],
  ['a cause without words', becauseOf('fetch failed', new Error('')), 'fetch failed'],
  ['a cause that is no error', becauseOf('fetch failed', 'because'), 'fetch failed'],
  ['several addresses', new AggregateError([new Error('first'), new Error('second')], 'all'), 'first'],
  ['several without one', new AggregateError([], 'all failed'), 'all failed'],
  ['no error at all', 'closed', 'closed'],
])('a connection that failed with %s', (_, error, said) => {
  const thrown = thrownFor(error);
  expect(thrown).toBeInstanceOf(ConnectionError);
  expect(thrown).toMatchObject({ message: said, cause: error });
});

test('a proxy that asks for a password is what somebody has to mend, whatever carried the answer', () => {
  const answer = new Error('Proxy response (407) !== 200 when HTTP Tunneling');
  expect(thrownFor(answer)).toEqual(new SettingsError(PROXY_CREDENTIALS));
  expect(thrownFor(new Error('Response (407) from a Proxy'))).not.toBeInstanceOf(SettingsError);
});

test('an error that has its words keeps them', () => {
  const error = new SlowError('too slow');
  expect(thrownFor(error)).toBe(error);
});

test.each<[error: unknown, passes: boolean]>([
  [new HttpStatusError(500, 'root.json'), true],
  [new HttpStatusError(503, 'root.json'), true],
  [new HttpStatusError(408, 'root.json'), true],
  [new HttpStatusError(429, 'root.json'), true],
  [new HttpStatusError(499, 'root.json'), false],
  [new HttpStatusError(404, 'root.json'), false],
  [new ConnectionError('connect ECONNREFUSED'), true],
  [new SlowError('too slow'), true],
  [new SettingsError('no proxy'), false],
  [new ConnectionError('self-signed certificate in certificate chain'), false],
  [new ConnectionError('unable to verify the first certificate'), false],
  [new ConnectionError('a redirect to another host'), false],
  [new Error('connect ECONNREFUSED'), false],
])('%s is asked for again: %s', (error, passes) => {
  expect(isPassing(error)).toBe(passes);
});
