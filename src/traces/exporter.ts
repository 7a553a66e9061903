// Effect: brings the requests of a trace to the user's collector, in the time that there is.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { createSender, type SendResult } from '../net/otlp-sender.ts';
import type { TlsOptions } from '../net/proxy.ts';
import { pauseBeforeRetry } from '../net/retry.ts';
import type { Environment } from '../system/environment.ts';
import { errorCode } from '../system/errors.ts';
import type { CertificatePaths, TraceSettings } from './settings.ts';

/** A request of OTLP, and how many spans it has. */
export interface TraceRequest {
  readonly body: Uint8Array;
  readonly spans: number;
}

export interface ExportResult {
  readonly sentSpans: number;
  /** Why there are not more of them; undefined where all were sent. */
  readonly failure?: string;
  /** Whether all of the time went by without an answer that takes a request. */
  readonly inVain?: boolean;
}

/** What leaves less time, if it comes while requests are sent. */
export interface ExportCancellation {
  readonly signal: AbortSignal;
  /** How long it may take from then on, in milliseconds. */
  readonly rest: number;
}

/** In milliseconds. */
export interface ExportTime {
  readonly all: number;
  /** Of it, until the first request is delivered. */
  readonly first: number;
  readonly cancellation?: ExportCancellation;
}

export interface ExporterOptions {
  readonly settings: TraceSettings;
  /** The runner's proxies. */
  readonly env: Environment;
  /** The folder that paths of certificates start from. */
  readonly cwd: string;
  readonly rejectedSpans: (answer: Uint8Array) => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number;
  /** A number from 0 up to 1. */
  readonly random: () => number;
}

/** What does not get better by asking again. */
const LASTING_FAILURE = /CERT|SIGNED|SSL|TLS|ALTNAME/;

/** Sends requests one after the other, each again while that makes sense, up to the first one that is lost. Never throws. */
export async function exportTrace(
  requests: Iterable<TraceRequest>,
  options: ExporterOptions,
  { all, first, cancellation }: ExportTime,
): Promise<ExportResult> {
  const ending = new AbortController();
  const end = () => ending.abort('too late');
  const timer = setTimeout(end, Math.min(all, options.settings.timeout));
  const firstTimer = setTimeout(end, Math.min(all, first));
  let cancelledTimer: NodeJS.Timeout | undefined;
  const cancel = () => {
    cancelledTimer = setTimeout(end, cancellation?.rest);
  };
  cancellation?.signal.addEventListener('abort', cancel, { once: true });
  let sentSpans = 0;
  try {
    const sender = openSender(options, first);
    try {
      for (const { body, spans } of requests) {
        const result = await sendOne(sender.send, compressed(body, options.settings), options, ending.signal);
        if (result.kind !== 'delivered') {
          const inVain = result.kind === 'unavailable' && ending.signal.aborted && sentSpans === 0;
          return { sentSpans, failure: result.reason, inVain };
        }
        clearTimeout(firstTimer);
        sentSpans += spans;
      }
      return { sentSpans };
    } finally {
      await sender.close();
    }
  } catch (error) {
    return { sentSpans, failure: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
    clearTimeout(firstTimer);
    cancellation?.signal.removeEventListener('abort', cancel);
    clearTimeout(cancelledTimer);
  }
}

/** @throws where a certificate cannot be read, or the environment names a proxy that is none */
function openSender({ settings, env, cwd, rejectedSpans, now, elapsed }: ExporterOptions, patience: number) {
  const { endpoint, compression, certificates } = settings;
  const headers = { ...settings.headers, ...(compression === 'gzip' && { 'content-encoding': 'gzip' }) };
  return createSender({
    endpoint,
    env,
    headers,
    tls: readCertificates(certificates, cwd),
    patience,
    rejectedSpans,
    now,
    elapsed,
  });
}

async function sendOne(
  send: (body: Uint8Array, signal: AbortSignal) => Promise<SendResult>,
  body: Uint8Array,
  { elapsed, random }: ExporterOptions,
  over: AbortSignal,
): Promise<SendResult> {
  let last: SendResult = { kind: 'unavailable', reason: 'no answer in time', answered: false };
  for (let failures = 1; !over.aborted; failures += 1) {
    const result = await send(body, over);
    // What ended with the time says less than what failed before.
    if (over.aborted && result.kind === 'unavailable') return last;
    if (result.kind !== 'unavailable' || LASTING_FAILURE.test(result.reason)) return result;
    last = result;
    const wait = result.retryAt === undefined ? undefined : Math.max(0, result.retryAt - elapsed());
    await sleep(pauseBeforeRetry(failures, random(), wait), undefined, { signal: over }).catch(() => undefined);
  }
  return last;
}

const compressed = (body: Uint8Array, { compression }: TraceSettings) =>
  compression === 'gzip' ? gzipSync(body) : body;

function readCertificates(paths: CertificatePaths, cwd: string): TlsOptions {
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, readPem(name, resolve(cwd, path))]));
}

const CERTIFICATE_NAMES: Readonly<Record<string, string>> = {
  ca: 'OTEL_EXPORTER_OTLP_CERTIFICATE',
  cert: 'OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE',
  key: 'OTEL_EXPORTER_OTLP_CLIENT_KEY',
};

function readPem(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`the file that ${CERTIFICATE_NAMES[name]} names cannot be read (${errorCode(error)})`);
  }
}
