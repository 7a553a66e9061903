// Effect: one OTLP/HTTP request to the telemetry endpoint, and what became of it.
import { setFlagsFromString } from 'node:v8';
import { createHostLookup } from '../../net/dns-lookup.ts';
import { proxyAgent, requestTarget } from '../../net/proxy.ts';
import type { Dispatcher } from '../../net/undici.ts';
import type { Environment } from '../../system/environment.ts';
import { unlessAborted } from '../../system/time-limit.ts';
import { decodeRejectedSpans } from '../otlp.ts';
import { RETRY_BUDGET, retryAfterMs } from './retry.ts';

/**
 * - `delivered`: a 2xx answer whose head arrived;
 * - `rejected`: an answer that a resend would not change, or a wish to be left alone for longer than we may try;
 * - `unavailable`: an answer or a failure that OTLP allows to retry.
 */
export type SendResult =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'rejected'; readonly reason: string }
  | {
      readonly kind: 'unavailable';
      readonly reason: string;
      /** Whether there was an answer at all; an endpoint that gives none is not waited for again. */
      readonly answered: boolean;
      /** When the endpoint wants to be asked again, in milliseconds since the epoch; until then no request goes out. */
      readonly retryAt?: number;
    };

export interface Sender {
  /** Sends one request. Never throws; an abort by the signal is `unavailable`. */
  send(body: Uint8Array, signal: AbortSignal): Promise<SendResult>;
  /** Drops every connection and look-up, so that none keeps the process alive. */
  close(): Promise<void>;
}

/** OTLP/HTTP, "Retryable Response Codes". */
const RETRYABLE_STATUS_CODES = new Set([429, 502, 503, 504]);
/** An answer is a few bytes; what is larger is not read on. */
const MAX_ANSWER_BYTES = 64 * 1024;
/** How long the body of an answer that is already a delivery may take, in milliseconds. */
const ANSWER_BODY_TIMEOUT = 250;
/** OTLP's default for one export, in milliseconds. */
const REQUEST_TIMEOUT = 10_000;

/**
 * A sender to one endpoint, through the runner's proxies. The `OTEL_*` variables of the job are not read.
 * @param now milliseconds since the epoch
 * @param retryAt what an earlier answer asked for
 * @throws where the environment names a proxy that is none
 */
export function createSender(endpoint: URL, env: Environment, now: () => number, retryAt = 0): Sender {
  // undici parses HTTP with WebAssembly, which V8 would compile once more, for speed, after the second answer: 40 ms that
  // Node waits for at its end. The first flag alone changes nothing, the second one alone compiles all of it for speed at
  // once. They hold for what is compiled after them: undici compiles its parser at its first connection.
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
  let notBefore = retryAt;
  const hostLookup = createHostLookup(env);
  const sockets = new AbortController();
  const dispatcher = proxyAgent(env, endpoint, { lookup: hostLookup.lookup, signal: sockets.signal });
  return {
    send: async (body, signal) => {
      try {
        if (notBefore > now()) return postponed(notBefore, now(), 'the endpoint asked to wait');
        // undici heeds the signal only once a connection is made.
        const result = await unlessAborted(signal, post(dispatcher, endpoint, body, signal, now));
        if (result.kind !== 'unavailable' || result.retryAt === undefined) return result;
        notBefore = result.retryAt;
        return postponed(notBefore, now(), result.reason);
      } catch (error) {
        return { kind: 'unavailable', reason: reasonOf(error), answered: false };
      }
    },
    close: async () => {
      hostLookup.close();
      sockets.abort();
      await dispatcher.destroy();
    },
  };
}

async function post(
  dispatcher: Dispatcher,
  endpoint: URL,
  content: Uint8Array,
  signal: AbortSignal,
  now: () => number,
): Promise<SendResult> {
  const { statusCode, headers, body } = await dispatcher.request({
    ...requestTarget(endpoint),
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf', 'user-agent': 'run-werf' },
    body: content,
    signal,
    headersTimeout: REQUEST_TIMEOUT,
  });
  body.on('error', () => undefined);
  if (statusCode >= 200 && statusCode < 300) {
    const answer = await readAnswer(body);
    const rejected = answer === undefined ? 0 : rejectedSpans(answer);
    return rejected > 0 ? { kind: 'rejected', reason: `${rejected} spans were rejected` } : { kind: 'delivered' };
  }
  body.destroy();
  const reason = `the endpoint answered ${statusCode}`;
  if (!RETRYABLE_STATUS_CODES.has(statusCode)) return { kind: 'rejected', reason };
  const wait = retryAfterMs(headers['retry-after'], now());
  return { kind: 'unavailable', reason, answered: true, ...(wait !== undefined && { retryAt: now() + wait }) };
}

function postponed(retryAt: number, now: number, reason: string): SendResult {
  if (retryAt - now > RETRY_BUDGET) return { kind: 'rejected', reason: `${reason}, and not to be asked again in time` };
  return { kind: 'unavailable', reason, answered: true, retryAt };
}

/** The answer's body, or undefined where it is too long, too slow or broken: the delivery stands all the same. */
async function readAnswer(body: Dispatcher.ResponseData['body']): Promise<Uint8Array | undefined> {
  const timeout = setTimeout(() => body.destroy(), ANSWER_BODY_TIMEOUT);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > MAX_ANSWER_BYTES) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timeout);
  }
}

function rejectedSpans(answer: Uint8Array): number {
  try {
    return decodeRejectedSpans(answer);
  } catch {
    return 0;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
