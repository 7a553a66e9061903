import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventData, EventType, TelemetryEvent } from '../../../src/telemetry/event.ts';
import { eventOfSpan, isVersion, passKeptEvent, passWerfEvent } from '../../../src/telemetry/gate.ts';
import { decodeTraceRequest, encodeTraceRequest } from '../../../src/telemetry/otlp.ts';
import { CI_NAMES } from '../../../src/telemetry/run-context.ts';

const goldenFolder = new URL('../../golden/werf-2.77.1/', import.meta.url);
const golden: ReadonlyArray<TelemetryEvent & { readonly request: string }> = readdirSync(goldenFolder).flatMap((run) =>
  JSON.parse(readFileSync(new URL(`${run}/events.json`, goldenFolder), 'utf8')),
);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const EXECUTION_ID = '2f75d020-684e-4224-9013-35e95e1b7721';
const HASH = 'b4c2d019070529344a6967d8c73d578101c6554fcdcae3d00bb93a9692523cb1';

const plain = {
  ts: 1_658_231_825_280,
  executionID: EXECUTION_ID,
  userID: HASH,
  projectID: HASH,
  command: 'werf converge',
  attributes: { os: 'linux' },
  eventType: 'CommandExited',
  eventData: { exitCode: 0, durationMs: 7 },
  schemaVersion: 2,
};

const pass = (change: Readonly<Record<string, unknown>> = {}) => passWerfEvent({ ...plain, ...change });
const dataOf = (eventType: EventType, eventData: unknown) => pass({ eventType, eventData })?.eventData;

/** What may pass in a field, and what must not. */
interface Row {
  readonly passes: readonly unknown[];
  readonly leftOut: readonly unknown[];
}

const NO_TEXTS: readonly unknown[] = [undefined, null, 0, 1, true, [], {}, ['linux'], { toString: 'linux' }];
const COUNT: Row = { passes: [0, 1, 2 ** 40], leftOut: [-1, 1.5, 2 ** 53, '1', null, true, [1], {}] };
const BOOLEAN: Row = { passes: [true, false], leftOut: [0, 1, 'true', '', null, [], {}] };
const oneOf = (passes: readonly string[], ...leftOut: readonly unknown[]): Row => ({
  passes,
  leftOut: [
    ...passes.filter((text) => text !== '').flatMap((text) => [`${text} `, `${text}\n`, `x${text}`, [text]]),
    ...leftOut,
    ...NO_TEXTS,
  ],
});

describe('recorded events of a real werf', () => {
  test.each(golden.map((event, index) => ({ title: `${index} ${event.command} ${event.eventType}`, event })))(
    '$title passes with the same values, but free text',
    ({ event: { request: _, ...event } }) => {
      const { image } = event.eventData as EventData['StageBuildFinished'];
      expect(passWerfEvent(event)).toEqual({
        ...event,
        userID: '',
        attributes: { ...event.attributes, extra: {} },
        eventData: { ...event.eventData, ...(image !== undefined && { image: sha256(image) }) },
      });
    },
  );

  test('are of each type that a build has', () => {
    expect(new Set(golden.map(({ eventType }) => eventType)).size).toBe(6);
  });
});

describe('an event is dropped', () => {
  test.each<readonly [why: string, change: Readonly<Record<string, unknown>>]>([
    ['of an unknown type', { eventType: 'ImagePushed' }],
    ['of a type in another case', { eventType: 'commandExited' }],
    ['of a type that is a property of objects', { eventType: 'constructor' }],
    ['of a type that is a property of objects', { eventType: '__proto__' }],
    ['without a type', { eventType: undefined }],
    ['with a type that is no text', { eventType: ['CommandExited'] }],
    ['of an unknown command', { command: 'werf deploy-to acme' }],
    ['of a command with an argument', { command: 'werf converge acme' }],
    ['of a command that is no text', { command: ['werf converge'] }],
    ['without a command', { command: undefined }],
    ['without a time', { ts: undefined }],
    ['with a time before the epoch', { ts: -1 }],
    ['with a time in parts of milliseconds', { ts: 1.5 }],
    ['with a time as a text', { ts: '1658231825280' }],
    ['with a time that nanoseconds in 64 bits cannot hold', { ts: 18_446_744_073_710 }],
    ['without an id', { executionID: undefined }],
    ['with an id that is no UUID', { executionID: 'acme' }],
    ['with an id in braces', { executionID: `{${EXECUTION_ID}}` }],
    ['with an id and a newline', { executionID: `${EXECUTION_ID}\n` }],
    ['with an id and something before it', { executionID: `acme${EXECUTION_ID}` }],
    ['with more than an id', { executionID: `${EXECUTION_ID}0` }],
    ['without a schema version', { schemaVersion: undefined }],
    ['with a schema version as a text', { schemaVersion: '2' }],
    ['with a schema version that counts something else', { schemaVersion: 4_111_111 }],
  ])('%s', (_, change) => {
    expect(pass()).toBeDefined();
    expect(pass(change)).toBeUndefined();
  });

  test.each([undefined, null, 0, 'text', true, [], [plain], {}])('that is %j', (event) => {
    expect(passWerfEvent(event)).toBeUndefined();
  });
});

describe('the fields of every event', () => {
  test.each([1, 2, 3, 99])("werf's schema version %i is kept", (schemaVersion) => {
    expect(pass({ schemaVersion })?.schemaVersion).toBe(schemaVersion);
  });

  test('every moment that an event can have may be sent', () => {
    for (const ts of [0, 18_446_744_073_709]) {
      const event = pass({ ts });
      if (event === undefined) throw new Error('did not pass');
      const [span] = decodeTraceRequest(encodeTraceRequest([{ traceId: '', spanId: '', event }]));
      expect(span?.get('ts')).toBe(ts);
    }
  });

  test('userID is emptied, and stays absent where it was', () => {
    expect(pass()?.userID).toBe('');
    expect(pass({ userID: { nested: 'text' } })?.userID).toBe('');
    const { userID: _, ...withoutUser } = plain;
    expect(passWerfEvent(withoutUser)).not.toHaveProperty('userID');
  });

  test.each(['', 'acme', HASH.toUpperCase(), `${HASH}0`, HASH.slice(1), `${HASH}\n`, undefined, null, 7, [HASH]])(
    'a projectID that is no hash, %j, is emptied',
    (projectID) => {
      expect(pass({ projectID })?.projectID).toBe('');
    },
  );

  test('a field that nobody knows is left out', () => {
    expect(Object.keys(pass({ email: 'a@b', extra: 'x', toString: 'x' }) ?? {})).toEqual(Object.keys(plain));
  });

  test('fields come in the order of the telemetry page', () => {
    const shuffled = Object.fromEntries(Object.entries(plain).toReversed());
    expect(JSON.stringify(passWerfEvent(shuffled))).toBe(JSON.stringify({ ...plain, userID: '' }));
  });
});

describe('attributes', () => {
  test.each<readonly [field: string, row: Row]>([
    ['arch', oneOf(['amd64', 'arm64'], 'x64', 'AMD64', '')],
    ['os', oneOf(['linux', 'darwin', 'windows'], 'win32', 'Linux', '')],
    ['groupChannel', oneOf(['1.2 stable', '2 alpha', '2 rock-solid', '3 dev'], '2 acme', '2', '')],
    ['version', oneOf(['v2.77.1', '2.75.3', '1.2.339+fix1', 'dev'], 'acme', '', 'latest')],
    ['ci', { passes: [true], leftOut: [false, 'true', 1, null, undefined, {}] }],
    ['ciName', oneOf([...CI_NAMES], 'acme-ci', 'GitLab', '')],
  ])('%s', (field, { passes, leftOut }) => {
    for (const value of passes)
      expect(pass({ attributes: { [field]: value } })?.attributes).toEqual({ [field]: value });
    for (const value of leftOut) {
      expect(Object.keys(pass({ attributes: { [field]: value } })?.attributes ?? { missing: 1 })).toEqual([]);
    }
  });

  test.each([{}, { team: 'acme' }, 'acme', null, []])('extra %j is emptied', (extra) => {
    expect(pass({ attributes: { extra } })?.attributes).toEqual({ extra: {} });
  });

  test.each([undefined, null, 'linux', 7, ['linux'], {}, { CI: true, team: 'acme', host: 'x' }])(
    'of %j nothing passes',
    (attributes) => {
      expect(pass({ attributes })?.attributes).toEqual({});
    },
  );

  test('come in the order of the page', () => {
    const attributes = {
      extra: {},
      ciName: 'gitlab',
      ci: true,
      version: 'dev',
      groupChannel: '2 stable',
      os: 'linux',
      arch: 'arm64',
    };
    expect(Object.keys(pass({ attributes })?.attributes ?? {})).toEqual(Object.keys(attributes).toReversed());
  });
});

const STAGES = [
  'from beforeInstall dependenciesBeforeInstall gitArchive install dependenciesAfterInstall beforeSetup',
  'dependenciesBeforeSetup setup dependenciesAfterSetup gitCache gitLatestPatch dockerInstructions dockerfile',
  'imageSpec manifest importsBeforeInstall importsAfterInstall importsBeforeSetup importsAfterSetup',
].flatMap((line) => line.split(' '));
const DOCKERFILE_STAGES = ['COPY1', '0-RUN', '12-ENTRYPOINT', 'RUN23', 'FROM', 'HEALTHCHECK2'];

describe('event data', () => {
  const image: Row = { passes: [], leftOut: NO_TEXTS };

  test.each<readonly [eventType: EventType, rows: Readonly<Record<string, Row>>]>([
    [
      'CommandExited',
      { exitCode: { passes: [0, 1, 130, -1], leftOut: [1.5, '1', null, true, 1e300] }, durationMs: COUNT },
    ],
    [
      'BuildStarted',
      {
        imagesCount: COUNT,
        containerBackend: oneOf(['docker', 'buildah'], 'podman', 'Docker', ''),
        inContainer: BOOLEAN,
      },
    ],
    ['BuildFinished', { durationMs: COUNT, success: BOOLEAN, imagesCount: COUNT }],
    [
      'ImageBuildFinished',
      {
        image,
        durationMs: COUNT,
        rebuilt: BOOLEAN,
        configType: oneOf(['stapel', 'dockerfile', 'staged', 'unknown'], 'acme', ''),
      },
    ],
    [
      'StageBuildFinished',
      {
        image,
        stage: oneOf([...STAGES, ...DOCKERFILE_STAGES], '', 'acme', 'copy1', 'COPY1x', 'COPY1234567', 'RUN--1', 'RM1'),
        durationMs: COUNT,
        fromCache: BOOLEAN,
        baseImageSource: oneOf(['repo', 'secondary', ''], 'acme/base', 'REPO'),
        baseImagePulled: BOOLEAN,
      },
    ],
  ])('of %s', (eventType, rows) => {
    for (const [field, { passes, leftOut }] of Object.entries(rows)) {
      for (const value of passes) expect(dataOf(eventType, { [field]: value })).toEqual({ [field]: value });
      for (const value of leftOut) {
        expect(Object.keys(dataOf(eventType, { [field]: value }) ?? { missing: 1 })).toEqual([]);
      }
    }
    const unknown = { email: 'a@b', commandOptions: [], errorMessage: 'no', nested: { success: true } };
    expect(dataOf(eventType, unknown)).toEqual({});
    for (const data of [undefined, null, 7, 'text', [], [{ success: true }]])
      expect(dataOf(eventType, data)).toEqual({});
  });

  test.each<EventType>(['ImageBuildFinished', 'StageBuildFinished'])(
    'the image of %s leaves as a hash',
    (eventType) => {
      for (const name of ['backend', '', HASH, 'ж'])
        expect(dataOf(eventType, { image: name })).toEqual({ image: sha256(name) });
    },
  );

  test('the text of an error is emptied, and only versions that look like one pass', () => {
    expect(
      dataOf('UnshallowFailed', {
        errorMessage: 'fatal: https://user:secret@host/',
        gitlabRunnerVersion: '17.5.3',
        gitlabServerVersion: '17.6.0-ee',
      }),
    ).toEqual({ errorMessage: '', gitlabRunnerVersion: '17.5.3', gitlabServerVersion: '17.6.0-ee' });
    expect(
      dataOf('UnshallowFailed', { errorMessage: { text: 'x' }, gitlabRunnerVersion: 'acme', gitlabServerVersion: 7 }),
    ).toEqual({ errorMessage: '', gitlabRunnerVersion: '', gitlabServerVersion: '' });
    expect(dataOf('UnshallowFailed', {})).toEqual({});
  });

  test('fields come in the order of werf', () => {
    const data = {
      baseImagePulled: true,
      baseImageSource: '',
      fromCache: false,
      durationMs: 1,
      stage: 'from',
      image: 'a',
    };
    expect(Object.keys(dataOf('StageBuildFinished', data) ?? {})).toEqual(Object.keys(data).toReversed());
  });

  test('a value that is inherited is none', () => {
    expect(dataOf('CommandExited', Object.create({ exitCode: 1 }))).toEqual({});
    expect(dataOf('CommandExited', JSON.parse('{"__proto__":{"exitCode":1}}'))).toEqual({});
  });
});

describe('options of a command', () => {
  const optionsOf = (commandOptions: unknown, command = 'werf converge') =>
    pass({ command, eventType: 'CommandStarted', eventData: { commandOptions } })?.eventData;

  test('pass when the command has them', () => {
    const options = [
      { name: 'env', asCli: true, asEnv: false, count: 1 },
      { name: 'repo', asCli: false, asEnv: true, count: 2 },
    ];
    expect(optionsOf(options)).toEqual({ commandOptions: options });
  });

  test('are left out when it does not', () => {
    const unknown = ['acme', 'Env', '--env', 'env=production', '', 'constructor', '__proto__'].map((name) => ({
      name,
    }));
    expect(optionsOf([...unknown, { name: ['env'] }, {}, null, 'env', 7])).toEqual({});
  });

  test('lose every value that is not of its kind, and every other field', () => {
    expect(optionsOf([{ name: 'env', asCli: 'yes', asEnv: 1, count: 'production', value: 'production' }])).toEqual({
      commandOptions: [{ name: 'env', asCli: false, asEnv: false, count: 0 }],
    });
    expect(optionsOf([{ name: 'env', count: -1 }])).toEqual({
      commandOptions: [{ name: 'env', asCli: false, asEnv: false, count: 0 }],
    });
  });

  test.each([undefined, null, 'env', { name: 'env' }, 7])('are absent where they are %j', (commandOptions) => {
    expect(Object.keys(optionsOf(commandOptions) ?? { missing: 1 })).toEqual([]);
  });
});

describe('a version', () => {
  test.each([
    'dev',
    'v2.77.1',
    '2.75.3',
    '1.2.339+fix1',
    'v3.0.0-alpha.12',
    '17.6.0-ee',
    '17.6.0-pre',
    '16.11',
    '2.0.0-rc1',
    '3.0.0-rc.1+fix-2.3',
  ])('%s looks like one', (text) => {
    expect(isVersion(text)).toBe(true);
  });

  test.each([
    '',
    'develop',
    'DEV',
    '2',
    'latest',
    'v2.77.1\n',
    ' v2.77.1',
    'v2.77.1 linux',
    'v2.77.1-',
    '2.77.1-acme',
    '2.77.1-fix1-fix2-fix3',
    '2.77.1+fix12345',
    '2.77.1-fix1.2.3',
    '10.20.30.40',
    '192.168.0.1',
    '2.77.1-feature/acme',
    '2.77.1+acme.example.com',
    '2.77.1-acmeacmeacmeacme',
    '2026.11.23.080000',
    '1.2.3@host',
    'v2.77.1.git',
  ])('%j does not', (text) => {
    expect(isVersion(text)).toBe(false);
  });
});

test('a command that has no name of its own is one of the action itself', () => {
  expect(passWerfEvent({ ...plain, command: 'werf' })).toBeUndefined();
  expect(passKeptEvent({ ...plain, command: 'werf' })?.command).toBe('werf');
  expect(passKeptEvent({ ...plain, command: 'werf deploy-to acme' })).toBeUndefined();
});

describe('what has passed', () => {
  test.each(golden.map((event, index) => ({ title: `${index} ${event.eventType}`, event })))(
    '$title passes again as it is, when images must be hashes',
    ({ event }) => {
      const once = passWerfEvent(event);
      expect(once).toBeDefined();
      expect(passKeptEvent(JSON.parse(JSON.stringify(once)))).toEqual(once);
    },
  );

  test.each(['backend', '', `${HASH} `, HASH.toUpperCase()])('has no image %j in clear', (name) => {
    const event = { ...plain, eventType: 'ImageBuildFinished', eventData: { image: name } };
    expect(passKeptEvent(event)?.eventData).toEqual({});
  });
});

describe('the attributes of a span', () => {
  test('become an event', () => {
    const span = new Map<string, string | number>([
      ['ts', 1],
      ['eventData', '{"a":1}'],
      ['attributes', '{"os":"linux"}'],
    ]);
    expect(eventOfSpan(span)).toEqual({ ts: 1, eventData: { a: 1 }, attributes: { os: 'linux' } });
  });

  test.each<readonly [string, string | number]>([
    ['no JSON', '{'],
    ['no text', 7],
  ])('with %s in them have no data', (_, text) => {
    const span = new Map([
      ['eventData', text],
      ['attributes', text],
    ]);
    expect(eventOfSpan(span)).toEqual({ eventData: undefined, attributes: undefined });
    expect(eventOfSpan(new Map())).toEqual({ eventData: undefined, attributes: undefined });
  });
});

describe('whatever comes in', () => {
  const CANARY = 'c4n4ryT0ken';
  const FORMS = ['utf8', 'hex', 'base64', 'base64url'] as const;
  const forms = FORMS.map((form) => Buffer.from(CANARY).toString(form).replace(/=+$/, ''));

  /** Texts with the canary in them, of the kinds that a check could take for harmless. */
  const canaryText = fc
    .constantFrom(...forms)
    .chain((canary) =>
      fc.constantFrom(
        canary,
        `${canary} `,
        `werf converge ${canary}`,
        `v2.77.1-${canary}`,
        `1.2.3+${canary}`,
        `2 ${canary}`,
        `${EXECUTION_ID}${canary}`,
        `${HASH}\n${canary}`,
        `${canary}\n${HASH}`,
        `COPY1\n${canary}`,
        `0-${canary}`,
        `from\n${canary}`,
        `linux${canary}`,
        `{"${canary}":1}`,
      ),
    );
  const tree = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      canaryText,
      fc.constantFrom<unknown>(0, 1, true, null, '', 'linux', 'env'),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(canaryText, fc.constantFrom('name', 'image', '__proto__', 'toString')), tie('node'), {
        maxKeys: 3,
      }),
    ),
  })).node;

  /** An event of a known type with some fields replaced, added or nested, wherever fields can be. */
  const dirty = fc
    .record({
      base: fc.constantFrom(...golden.map(({ request: _, ...event }) => event), {
        ...plain,
        eventType: 'UnshallowFailed',
        eventData: { errorMessage: 'x', gitlabRunnerVersion: '1.2.3' },
      }),
      top: fc.dictionary(fc.constantFrom('userID', 'projectID', 'command', 'executionID', CANARY), tree, {
        maxKeys: 2,
      }),
      attributes: fc.dictionary(
        fc.constantFrom('arch', 'os', 'version', 'groupChannel', 'ci', 'ciName', 'extra', CANARY),
        tree,
      ),
      data: fc.dictionary(
        fc.constantFrom(
          ...['image', 'stage', 'configType', 'baseImageSource', 'containerBackend', 'errorMessage', 'exitCode'],
          ...['gitlabRunnerVersion', 'gitlabServerVersion', 'commandOptions', 'success', 'durationMs', CANARY],
        ),
        tree,
      ),
    })
    .map(({ base, top, attributes, data }) => ({
      ...base,
      attributes: { ...base.attributes, ...attributes },
      eventData: { ...base.eventData, ...data },
      ...top,
    }));

  function expectNoCanary(event: TelemetryEvent): void {
    const bytes = encodeTraceRequest([{ traceId: '', spanId: '', event }]);
    for (const text of [JSON.stringify(event), Buffer.from(bytes).toString('latin1')]) {
      for (const form of forms) expect(text.toLowerCase()).not.toContain(form.toLowerCase());
    }
  }

  test('no text of its own gets out: not plain, not in hex, not in base64', () => {
    let passed = 0;
    fc.assert(
      fc.property(dirty, (event) => {
        const checked = passWerfEvent(event);
        if (checked === undefined) return;
        passed += 1;
        expectNoCanary(checked);
      }),
      { numRuns: 2000 },
    );
    expect(passed).toBeGreaterThan(500);
  });

  test('what passes once passes again, and stays the same', () => {
    fc.assert(
      fc.property(dirty, (event) => {
        const once = passWerfEvent(event);
        if (once !== undefined) expect(passKeptEvent(JSON.parse(JSON.stringify(once)))).toEqual(once);
      }),
      { numRuns: 500 },
    );
  });

  test('it never throws', () => {
    const json = fc.oneof(fc.jsonValue(), fc.object({ withNullPrototype: true }), fc.anything(), tree);
    const fieldNames = [...Object.keys(plain), '__proto__', 'constructor', 'hasOwnProperty'];
    const event = fc.dictionary(fc.constantFrom(...fieldNames), json).map((fields) => ({ ...plain, ...fields }));
    fc.assert(
      fc.property(fc.oneof(json, event), (value) => {
        const checked = passWerfEvent(value);
        if (checked !== undefined)
          expect(() => encodeTraceRequest([{ traceId: '', spanId: '', event: checked }])).not.toThrow();
        const parsed: unknown = JSON.parse('{"__proto__":{"command":"werf build"}}');
        expect(passWerfEvent(parsed)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
    expect(({} as Record<string, unknown>)['command']).toBeUndefined();
  });

  test('the attributes of any span give an event or nothing', () => {
    const keys = fc.constantFrom('ts', 'command', 'eventData', 'attributes', '__proto__', 'eventType');
    const span = fc.array(fc.tuple(keys, fc.oneof(fc.json(), fc.string(), fc.integer())));
    fc.assert(
      fc.property(span, (entries) => {
        passWerfEvent(eventOfSpan(new Map(entries)));
        passWerfEvent(eventOfSpan(new Map<string, string | number>([...Object.entries(plain), ...entries] as never)));
      }),
    );
  });
});
