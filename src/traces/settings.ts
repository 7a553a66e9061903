// Pure: the standard OTEL_* variables -> whether, where and how traces are sent.
import type { Environment } from '../system/environment.ts';
import { parseHeaders, parseKeyValues } from './key-values.ts';

/** What decides which traces are kept (OpenTelemetry's samplers). */
export interface SamplerSettings {
  /** Whether what the parent decided counts, where there is one. */
  readonly parentBased: boolean;
  /** The part of the traces that is kept where nothing else decides, from 0 to 1. */
  readonly ratio: number;
}

export interface TraceSettings {
  /** Where requests go, as a whole; without user and password. */
  readonly endpoint: URL;
  /** What the user adds to each request, by lower-case names. Secret. */
  readonly headers: Readonly<Record<string, string>>;
  readonly compression: 'gzip' | 'none';
  /** How long an export may take with all its tries, in milliseconds. */
  readonly timeout: number;
  /** Paths of PEM files. */
  readonly certificates: CertificatePaths;
  readonly sampler: SamplerSettings;
  /** What the user says of the resource, the name of the service included. */
  readonly resource: Readonly<Record<string, string>>;
}

export interface CertificatePaths {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface TraceDecision {
  /** Undefined where no trace is sent. */
  readonly settings?: TraceSettings;
  /** One line for the log where the user turned traces off by a variable. */
  readonly off?: string;
  /** What the user should know: why nothing is sent, or which variable is not heeded. Without any value. */
  readonly notices: readonly string[];
  /** What the runner has to mask. */
  readonly secrets: readonly string[];
}

const EXPORTER = 'OTEL_EXPORTER_OTLP_';
/** OpenTelemetry's default for one export, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 10_000;
const NO_EXPORT = 'No trace is sent: ';

/**
 * Reads the variables by OpenTelemetry's rules (specification 1.60: SDK environment variables, OTLP exporter): an empty
 * one is not set, and of two the one for traces counts. Other than there, an endpoint has no default, because a step
 * must not send what nobody asked for.
 */
export function traceSettings(env: Environment): TraceDecision {
  const notices: string[] = [];
  const headers = readHeaders(env, notices);
  const secrets = headers.secrets;
  const stop = (reason: string): TraceDecision => ({ notices: [NO_EXPORT + reason], secrets });

  if (isTrue(value(env, 'OTEL_SDK_DISABLED'))) return { off: 'OTEL_SDK_DISABLED is true', notices: [], secrets };
  const exporters = listOf(value(env, 'OTEL_TRACES_EXPORTER') ?? 'otlp');
  if (exporters.includes('none')) return { off: 'OTEL_TRACES_EXPORTER is none', notices: [], secrets };
  if (!exporters.includes('otlp'))
    return stop('OTEL_TRACES_EXPORTER names no exporter that there is here. There is otlp.');

  const target = readEndpoint(env);
  if (target === undefined) {
    return stop(
      `the input traces is true, but neither ${EXPORTER}ENDPOINT nor ${EXPORTER}TRACES_ENDPOINT is set. Set one of them for this step, to the URL of an OpenTelemetry collector. (A pull request from a fork gets no secrets.)`,
    );
  }
  if (target.url === undefined) return stop(`${target.name} is not a URL that starts with http:// or https://.`);
  const protocol = exporterValue(env, 'PROTOCOL');
  if (protocol !== undefined && protocol.value !== 'http/protobuf') {
    return stop(`${protocol.name} names a protocol that is not spoken here. Set it to http/protobuf for this step.`);
  }
  const { endpoint, credentials } = withoutCredentials(target.url);
  return {
    settings: {
      endpoint,
      headers: { ...credentials.headers, ...headers.headers },
      compression: readCompression(env, notices),
      timeout: readTimeout(env, notices),
      certificates: readCertificates(env),
      sampler: readSampler(env, notices),
      resource: readResource(env, notices),
    },
    notices,
    secrets: [...secrets, ...credentials.secrets],
  };
}

function readEndpoint(env: Environment): { readonly name: string; readonly url: URL | undefined } | undefined {
  const own = `${EXPORTER}TRACES_ENDPOINT`;
  const general = `${EXPORTER}ENDPOINT`;
  const whole = value(env, own);
  if (whole !== undefined) return { name: own, url: httpUrl(whole) };
  const base = value(env, general);
  if (base === undefined) return undefined;
  const url = httpUrl(base);
  if (url !== undefined) url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/traces`;
  return { name: general, url };
}

function httpUrl(text: string): URL | undefined {
  if (!/^https?:\/\/[^/\\?#]/i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  url.hash = '';
  return url;
}

/** A user and a password in the URL, as curl takes them: a header of HTTP. */
function withoutCredentials(url: URL) {
  const { username, password } = url;
  const endpoint = new URL(url);
  endpoint.username = '';
  endpoint.password = '';
  if (username === '' && password === '') return { endpoint, credentials: { headers: {}, secrets: [] } };
  const pair = `${decoded(username)}:${decoded(password)}`;
  const basic = Buffer.from(pair).toString('base64');
  const secrets = [password, decoded(password), basic].filter((secret) => secret !== '');
  return { endpoint, credentials: { headers: { authorization: `Basic ${basic}` }, secrets } };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readHeaders(env: Environment, notices: string[]) {
  const headers: Record<string, string> = {};
  const secrets: string[] = [];
  for (const name of [`${EXPORTER}HEADERS`, `${EXPORTER}TRACES_HEADERS`]) {
    const text = value(env, name);
    if (text === undefined) continue;
    const parsed = parseHeaders(text);
    secrets.push(...parsed.secrets);
    if (parsed.headers === undefined) notices.push(notHeeded(name, 'a list such as name=value,name=value'));
    else Object.assign(headers, parsed.headers);
  }
  return { headers, secrets };
}

function readCompression(env: Environment, notices: string[]): 'gzip' | 'none' {
  const found = exporterValue(env, 'COMPRESSION');
  if (found === undefined || found.value === 'none') return 'none';
  if (found.value === 'gzip') return 'gzip';
  notices.push(notHeeded(found.name, 'gzip or none'));
  return 'none';
}

function readTimeout(env: Environment, notices: string[]): number {
  const found = exporterValue(env, 'TIMEOUT');
  if (found === undefined) return DEFAULT_TIMEOUT_MS;
  // 0 is no limit.
  if (/^\d{1,15}$/.test(found.value)) return Number(found.value) || Number.POSITIVE_INFINITY;
  notices.push(notHeeded(found.name, 'a number of milliseconds'));
  return DEFAULT_TIMEOUT_MS;
}

function readCertificates(env: Environment): CertificatePaths {
  const [ca, cert, key] = ['CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY'].map(
    (name) => exporterValue(env, name)?.value,
  );
  return { ...(ca !== undefined && { ca }), ...(cert !== undefined && { cert }), ...(key !== undefined && { key }) };
}

function readSampler(env: Environment, notices: string[]): SamplerSettings {
  const name = value(env, 'OTEL_TRACES_SAMPLER') ?? 'parentbased_always_on';
  const parentBased = name.startsWith('parentbased_');
  const root = name.replace(/^parentbased_/, '');
  if (root === 'always_on') return { parentBased, ratio: 1 };
  if (root === 'always_off') return { parentBased, ratio: 0 };
  if (root === 'traceidratio') return { parentBased, ratio: readRatio(env, notices) };
  const names = ['always_on', 'always_off', 'traceidratio'].join(', ');
  notices.push(notHeeded('OTEL_TRACES_SAMPLER', `${names}, or one of these after parentbased_`));
  return { parentBased: true, ratio: 1 };
}

function readRatio(env: Environment, notices: string[]): number {
  const argument = value(env, 'OTEL_TRACES_SAMPLER_ARG');
  if (argument === undefined) return 1;
  const ratio = /^(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?$/i.test(argument) ? Number(argument) : Number.NaN;
  if (ratio >= 0 && ratio <= 1) return ratio;
  notices.push(notHeeded('OTEL_TRACES_SAMPLER_ARG', 'a number from 0 to 1'));
  return 1;
}

function readResource(env: Environment, notices: string[]): Readonly<Record<string, string>> {
  const name = 'OTEL_RESOURCE_ATTRIBUTES';
  const text = value(env, name);
  const attributes = text === undefined ? {} : parseKeyValues(text);
  if (attributes === undefined) notices.push(notHeeded(name, 'a list such as name=value,name=value'));
  const service = value(env, 'OTEL_SERVICE_NAME');
  return { ...attributes, ...(service !== undefined && { 'service.name': service }) };
}

/** The variable for traces, or else the one for all signals. */
function exporterValue(env: Environment, name: string): { readonly name: string; readonly value: string } | undefined {
  for (const full of [`${EXPORTER}TRACES_${name}`, EXPORTER + name]) {
    const found = value(env, full);
    if (found !== undefined) return { name: full, value: found };
  }
  return undefined;
}

function value(env: Environment, name: string): string | undefined {
  const text = env[name]?.trim();
  return text === '' ? undefined : text;
}

const isTrue = (text: string | undefined) => text?.toLowerCase() === 'true';
const listOf = (text: string) => text.split(',').map((word) => word.trim());
const notHeeded = (name: string, allowed: string) => `${name} is not heeded: it is not ${allowed}.`;
