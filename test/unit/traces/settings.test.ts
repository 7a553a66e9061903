import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { traceSettings } from '../../../src/traces/settings.ts';

const COLLECTOR = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
const settingsOf = (env: Record<string, string>) => traceSettings({ ...COLLECTOR, ...env }).settings;
const noticesOf = (env: Record<string, string>) => traceSettings({ ...COLLECTOR, ...env }).notices;

describe('the endpoint', () => {
  test.each([
    ['http://collector:4318', 'http://collector:4318/v1/traces'],
    ['http://collector:4318/', 'http://collector:4318/v1/traces'],
    ['https://collector/otlp', 'https://collector/otlp/v1/traces'],
    ['https://collector/otlp//', 'https://collector/otlp/v1/traces'],
    [' HTTPS://Collector/otlp?tenant=a#x ', 'https://collector/otlp/v1/traces?tenant=a'],
  ])('for all signals is a base: %s', (base, url) => {
    expect(traceSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: base }).settings?.endpoint.href).toBe(url);
  });

  test.each([
    ['http://collector:4318', 'http://collector:4318/'],
    ['https://collector/api/traces/', 'https://collector/api/traces/'],
  ])('for traces is used as it is, and counts before the other: %s', (own, url) => {
    expect(settingsOf({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own })?.endpoint.href).toBe(url);
  });

  test.each([
    'collector:4318',
    'ftp://collector',
    'https://?x',
    '/v1/traces',
    'grpc://collector:4317',
    'http:/collector',
  ])('has to be one of HTTP: %s', (text) => {
    const { settings, notices } = traceSettings({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: text, ...COLLECTOR });
    expect(settings).toBeUndefined();
    expect(notices).toEqual([expect.stringContaining('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is not a URL')]);
    expect(notices[0]).not.toContain(text);
  });

  test.each([{}, { OTEL_EXPORTER_OTLP_ENDPOINT: '' }, { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '  ' }])(
    'has no default: %j',
    (env) => {
      const { settings, notices } = traceSettings(env);
      expect(settings).toBeUndefined();
      expect(notices).toHaveLength(1);
      expect(notices[0]).toContain('OTEL_EXPORTER_OTLP_ENDPOINT');
      expect(notices[0]).toContain('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
    },
  );

  test('may hold a user and a password, which become a header and are masked', () => {
    const { settings, secrets } = traceSettings({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://us%40er:pass%20word@collector',
    });
    expect(settings?.endpoint.href).toBe('https://collector/v1/traces');
    const basic = Buffer.from('us@er:pass word').toString('base64');
    expect(settings?.headers).toEqual({ authorization: `Basic ${basic}` });
    expect(secrets).toEqual(expect.arrayContaining(['pass%20word', 'pass word', basic]));
  });

  test('does not take its header from the URL where the user names one', () => {
    const headers = settingsOf({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://a:b@collector',
      OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Bearer%20token',
    })?.headers;
    expect(headers).toEqual({ authorization: 'Bearer token' });
  });
});

describe('traces are off', () => {
  test.each([
    [{ OTEL_SDK_DISABLED: 'true' }, 'OTEL_SDK_DISABLED'],
    [{ OTEL_SDK_DISABLED: ' TRUE ' }, 'OTEL_SDK_DISABLED'],
    [{ OTEL_TRACES_EXPORTER: 'none' }, 'OTEL_TRACES_EXPORTER'],
    [{ OTEL_TRACES_EXPORTER: 'otlp, none' }, 'OTEL_TRACES_EXPORTER'],
    [{ OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_SDK_DISABLED'],
  ])('where a variable says so, without a notice, also with no endpoint: %j', (env, name) => {
    for (const more of [{}, COLLECTOR]) {
      const { settings, off, notices } = traceSettings({ ...more, ...env });
      expect({ settings, notices }).toEqual({ settings: undefined, notices: [] });
      expect(off).toContain(name);
    }
  });

  test.each([{ OTEL_SDK_DISABLED: '1' }, { OTEL_SDK_DISABLED: 'yes' }, { OTEL_TRACES_EXPORTER: 'otlp,console' }])(
    'and are not where %j',
    (env) => {
      expect(traceSettings({ ...COLLECTOR, ...env }).settings).toBeDefined();
    },
  );
});

describe('one notice, and no trace', () => {
  test.each([
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL'],
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }, 'OTEL_EXPORTER_OTLP_PROTOCOL'],
    [{ OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'carrier-pigeon' }, 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'],
    [{ OTEL_TRACES_EXPORTER: 'console' }, 'OTEL_TRACES_EXPORTER'],
    [{ OTEL_TRACES_EXPORTER: 'zipkin,logging', OTEL_EXPORTER_OTLP_TIMEOUT: 'x' }, 'OTEL_TRACES_EXPORTER'],
  ])('for what is not spoken: %j', (env, name) => {
    const { settings, notices } = traceSettings({ ...COLLECTOR, ...env });
    expect(settings).toBeUndefined();
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(name);
  });

  test('is not due where the one for traces makes up for the one for all', () => {
    const env = { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf' };
    expect(traceSettings({ ...COLLECTOR, ...env })).toMatchObject({ settings: expect.anything(), notices: [] });
  });
});

describe('headers', () => {
  test('of both variables merge, those for traces win, in any case', () => {
    const { settings, notices } = traceSettings({
      ...COLLECTOR,
      OTEL_EXPORTER_OTLP_HEADERS: 'X-Tenant=all, api-key = a%2Cb=%3D= ,',
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-tenant=traces',
    });
    expect(settings?.headers).toEqual({ 'x-tenant': 'traces', 'api-key': 'a,b===' });
    expect(notices).toEqual([]);
  });

  test.each([
    ['no value', 'authorization'],
    ['no name', '=value'],
    ['a wrong escape', 'a=b,c=%zz'],
    ['a wrong name', 'a b=c'],
    ['a line break', 'a=b%0D%0Ax-evil:%201'],
    ['a zero', 'a=%00'],
    ['what is no ASCII', 'a=%C3%A4'],
  ])('with %s are dropped as a whole, reported, and masked all the same', (_, text) => {
    const { settings, notices, secrets } = traceSettings({
      ...COLLECTOR,
      OTEL_EXPORTER_OTLP_HEADERS: `k=secret,${text}`,
    });
    expect(settings?.headers).toEqual({});
    expect(notices).toEqual([expect.stringMatching(/^OTEL_EXPORTER_OTLP_HEADERS is not heeded/)]);
    expect(secrets).toContain('secret');
  });

  test('do not replace what a request is made of', () => {
    const names = [
      'Host',
      'Content-Type',
      'content-encoding',
      'Content-Length',
      'Transfer-Encoding',
      'Connection',
      'TE',
    ];
    // Names that only begin or end like them.
    const others = ['ok', 'x-host', 'hostname', 'tenant', 'x-content-type', 'no-proxy-auth'];
    const text = [...names, 'Proxy-Authorization', ...others].map((name) => `${name}=x`).join(',');
    const { headers = {} } = settingsOf({ OTEL_EXPORTER_OTLP_HEADERS: text }) ?? {};
    expect(Object.keys(headers)).toEqual(others);
  });

  test('are masked as they stand and decoded, and their tokens alone', () => {
    const basic = Buffer.from('user:hunter22').toString('base64');
    const { secrets } = traceSettings({
      OTEL_SDK_DISABLED: 'true',
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20to%2Bken,x-tenant=12`,
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: `authorization=Basic ${basic}`,
    });
    const expected = ['Bearer%20to%2Bken', 'Bearer to+ken', 'to+ken', `Basic ${basic}`, basic, 'hunter22'];
    expect(secrets.toSorted()).toEqual(expected.toSorted());
  });

  test.each([
    ['x-otlp=Splunk%20tokenOfSplunk', 'tokenOfSplunk'],
    ['authorization=Api-Token%20abcd', 'abcd'],
    ['authorization=Bearer abcd%zz', 'abcd%zz'],
  ])('%s: the token alone is masked, whatever the scheme is', (text, token) => {
    expect(traceSettings({ ...COLLECTOR, OTEL_EXPORTER_OTLP_HEADERS: text }).secrets).toContain(token);
  });

  test('of any text never throw, and only ever become headers that a request can have', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const [name, value] of Object.entries(settingsOf({ OTEL_EXPORTER_OTLP_HEADERS: text })?.headers ?? {})) {
          expect(() => new Headers({ [name]: value })).not.toThrow();
          expect(value).not.toMatch(/[\r\n\0]/);
        }
      }),
    );
  });
});

describe('the rest', () => {
  test('has defaults', () => {
    expect(settingsOf({})).toEqual({
      endpoint: new URL('http://collector:4318/v1/traces'),
      headers: {},
      compression: 'none',
      timeout: 10_000,
      certificates: {},
      sampler: { parentBased: true, ratio: 1 },
      resource: {},
    });
  });

  test.each([
    [{ OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' }, { compression: 'gzip' }],
    [
      { OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip', OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: 'none' },
      { compression: 'none' },
    ],
    [{ OTEL_EXPORTER_OTLP_TIMEOUT: '500' }, { timeout: 500 }],
    [{ OTEL_EXPORTER_OTLP_TIMEOUT: '500', OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: '700' }, { timeout: 700 }],
    [
      { OTEL_EXPORTER_OTLP_CERTIFICATE: 'ca.pem', OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE: 'traces.pem' },
      { certificates: { ca: 'traces.pem' } },
    ],
    [
      { OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: 'cert.pem', OTEL_EXPORTER_OTLP_CLIENT_KEY: 'key.pem' },
      { certificates: { cert: 'cert.pem', key: 'key.pem' } },
    ],
    [{ OTEL_TRACES_SAMPLER: 'always_off' }, { sampler: { parentBased: false, ratio: 0 } }],
    [{ OTEL_TRACES_SAMPLER: 'parentbased_always_off' }, { sampler: { parentBased: true, ratio: 0 } }],
    [{ OTEL_TRACES_SAMPLER: 'traceidratio' }, { sampler: { parentBased: false, ratio: 1 } }],
    [
      { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25' },
      { sampler: { parentBased: true, ratio: 0.25 } },
    ],
    [{ OTEL_RESOURCE_ATTRIBUTES: 'team=a%2Cb,service.name=x' }, { resource: { team: 'a,b', 'service.name': 'x' } }],
    [
      { OTEL_RESOURCE_ATTRIBUTES: 'service.name=x', OTEL_SERVICE_NAME: 'shop' },
      { resource: { 'service.name': 'shop' } },
    ],
  ])('is read: %j', (env, expected) => {
    expect(settingsOf(env)).toMatchObject(expected);
    expect(noticesOf(env)).toEqual([]);
  });

  test.each([
    [{ OTEL_EXPORTER_OTLP_COMPRESSION: 'zstd' }, 'OTEL_EXPORTER_OTLP_COMPRESSION', { compression: 'none' }],
    [{ OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: '2s' }, 'OTEL_EXPORTER_OTLP_TRACES_TIMEOUT', { timeout: 10_000 }],
    [{ OTEL_EXPORTER_OTLP_TIMEOUT: '-1' }, 'OTEL_EXPORTER_OTLP_TIMEOUT', { timeout: 10_000 }],
    [{ OTEL_TRACES_SAMPLER: 'jaeger_remote' }, 'OTEL_TRACES_SAMPLER', { sampler: { parentBased: true, ratio: 1 } }],
    [
      { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '2' },
      'OTEL_TRACES_SAMPLER_ARG',
      { sampler: { parentBased: false, ratio: 1 } },
    ],
    [{ OTEL_RESOURCE_ATTRIBUTES: 'team=a,b' }, 'OTEL_RESOURCE_ATTRIBUTES', { resource: {} }],
    [{ OTEL_RESOURCE_ATTRIBUTES: 'team=%' }, 'OTEL_RESOURCE_ATTRIBUTES', { resource: {} }],
    [{ OTEL_RESOURCE_ATTRIBUTES: 'a=b,%=c' }, 'OTEL_RESOURCE_ATTRIBUTES', { resource: {} }],
    [{ OTEL_RESOURCE_ATTRIBUTES: 'a=b,=c' }, 'OTEL_RESOURCE_ATTRIBUTES', { resource: {} }],
  ])('falls back where it makes no sense, with a notice: %j', (env, name, expected) => {
    expect(settingsOf(env)).toMatchObject(expected);
    const notices = noticesOf(env);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(new RegExp(`^${name} is not heeded`));
  });
});
