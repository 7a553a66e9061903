// Effect: requests of OTLP/HTTP to one endpoint, and what became of each.
import { setFlagsFromString } from 'node:v8';
import type { Environment } from '../system/environment.ts';
import { unlessAborted } from '../system/time-limit.ts';
import { createHostLookup } from './dns-lookup.ts';
import { proxyAgent, requestTarget, type TlsOptions } from './proxy.ts';
import { retryAfterMs } from './retry.ts';
import type { Dispatcher } from './undici.ts';

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
      /** When the endpoint wants to be asked again, in whole milliseconds of `elapsed`; until then no request goes out. */
      readonly retryAt?: number;
    };

export interface Sender {
  /** Sends one request. Never throws; an abort by the signal is `unavailable`. */
  send(body: Uint8Array, signal: AbortSignal): Promise<SendResult>;
  /** Drops every connection and look-up, so that none keeps the process alive. */
  close(): Promise<void>;
}

export interface SenderOptions {
  readonly endpoint: URL;
  /** The runner's proxies. No `OTEL_*` variable is read here. */
  readonly env: Environment;
  /** More headers, by lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How the endpoint's certificate is judged, and what is shown to it; the system's rules where not given. */
  readonly tls?: TlsOptions;
  /** How long the endpoint may ask to wait, in milliseconds; a longer wish is a rejection. */
  readonly patience: number;
  /** How many spans an answer says were rejected. @throws where it cannot be read */
  readonly rejectedSpans: (answer: Uint8Array) => number;
  /** Milliseconds since the epoch, to read the dates of an endpoint. */
  readonly now: () => number;
  /** Milliseconds of a clock that never goes back, to wait by. */
  readonly elapsed: () => number;
  /** When an earlier answer asked to be asked again, in milliseconds of that clock. */
  readonly retryAt?: number;
}

/** OTLP/HTTP, "Retryable Response Codes". */
const RETRYABLE_STATUS_CODES = new Set([429, 502, 503, 504]);
/** An answer is a few bytes; what is larger is not read on. */
const MAX_ANSWER_BYTES = 64 * 1024;
/** How long the body of an answer that is already a delivery may take, in milliseconds. */
const ANSWER_BODY_TIMEOUT_MS = 250;
/** OTLP's default for one export, in milliseconds. */
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * A sender to one endpoint, through the runner's proxies.
 * @throws where the environment names a proxy with an address that cannot be read
 */
export function createSender(options: SenderOptions): Sender {
  // undici parses HTTP with WebAssembly, which V8 would compile once more, for speed, after the second answer: 40 ms that
  // Node waits for at its end. The first flag alone changes nothing, the second one alone compiles all of it for speed at
  // once. They hold for what is compiled after them: undici compiles its parser at its first connection.
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
  const { endpoint, env, elapsed, patience, tls, retryAt = 0 } = options;
  let notBefore = retryAt;
  const hostLookup = createHostLookup(env);
  const sockets = new AbortController();
  const dispatcher = proxyAgent(env, endpoint, { lookup: hostLookup.lookup, signal: sockets.signal }, tls);
  const postponed = (reason: string): SendResult =>
    notBefore - elapsed() > patience
      ? { kind: 'rejected', reason: `${reason}, and not to be asked again in time` }
      : { kind: 'unavailable', reason, answered: true, retryAt: notBefore };
  return {
    send: async (body, signal) => {
      try {
        if (notBefore > elapsed()) return postponed('the endpoint asked to wait');
        // undici heeds the signal only once a connection is made.
        const result = await unlessAborted(signal, post(dispatcher, body, signal, options));
        if (result.kind !== 'unavailable' || result.retryAt === undefined) return result;
        notBefore = result.retryAt;
        return postponed(result.reason);
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
  content: Uint8Array,
  signal: AbortSignal,
  { endpoint, headers: more, rejectedSpans, now, elapsed }: SenderOptions,
): Promise<SendResult> {
  const { statusCode, headers, body } = await dispatcher.request({
    ...requestTarget(endpoint),
    method: 'POST',
    headers: { ...more, 'content-type': 'application/x-protobuf', 'user-agent': 'run-werf' },
    body: content,
    signal,
    headersTimeout: REQUEST_TIMEOUT_MS,
  });
  body.on('error', () => undefined);
  if (statusCode >= 200 && statusCode < 300) {
    const answer = await readAnswer(body);
    const rejected = answer === undefined ? 0 : orNone(() => rejectedSpans(answer));
    return rejected > 0 ? { kind: 'rejected', reason: `${rejected} spans were rejected` } : { kind: 'delivered' };
  }
  body.destroy();
  const reason = `the endpoint answered ${statusCode}`;
  if (!RETRYABLE_STATUS_CODES.has(statusCode)) return { kind: 'rejected', reason };
  const wait = retryAfterMs(headers['retry-after'], now());
  return {
    kind: 'unavailable',
    reason,
    answered: true,
    ...(wait !== undefined && { retryAt: Math.ceil(elapsed() + wait) }),
  };
}

/** The answer's body, or undefined where it is too long, too slow or broken: the delivery stands all the same. */
async function readAnswer(body: Dispatcher.ResponseData['body']): Promise<Uint8Array | undefined> {
  const timeout = setTimeout(() => body.destroy(), ANSWER_BODY_TIMEOUT_MS);
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

/** An answer that cannot be read says nothing of spans that were rejected. */
function orNone(count: () => number): number {
  try {
    return count();
  } catch {
    return 0;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
