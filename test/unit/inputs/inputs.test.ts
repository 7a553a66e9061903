import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInputs } from '../../../src/inputs/inputs.ts';
import { INPUT_NAMES, type InputName } from '../../../src/inputs/names.ts';
import type { Environment } from '../../../src/system/environment.ts';
import { StepError } from '../../../src/system/errors.ts';

const workspace = resolve('/runner/space');
const elsewhere = resolve('/else/where');

/** Inputs as a workflow gives them; those that are not named are empty, as the runner has it. */
function read(given: Partial<Record<InputName, string>> = {}, env: Environment = {}) {
  return readInputs((name) => given[name] ?? '', env, workspace);
}

async function messageOf(action: () => Promise<unknown>): Promise<string> {
  try {
    await action();
  } catch (error) {
    expect(error).toBeInstanceOf(StepError);
    return String((error as Error).message);
  }
  throw new Error('nothing was thrown');
}

test('without any input nothing runs, and everything has its default', async () => {
  const inputs = await read();
  expect(inputs).toMatchObject({
    commands: [],
    workingDirectory: workspace,
    werfPath: undefined,
    telemetryEndpoint: new URL('https://telemetry.werf.io/v1/traces'),
    telemetryLogFile: undefined,
    outputFile: undefined,
    allowedExitCodes: new Set([0]),
  });
});

test('reads only inputs that the action has, and not the one that consent judges', async () => {
  const asked = new Set<string>();
  await readInputs(
    (name) => {
      asked.add(name);
      return '';
    },
    {},
    workspace,
  );
  expect([...asked].sort()).toEqual(INPUT_NAMES.filter((name) => name !== 'telemetry').sort());
});

test('commands are read line by line', async () => {
  expect((await read({ command: 'werf build\nconverge\n--dev' })).commands).toMatchObject([
    { text: 'werf build', words: [{ parts: [{ text: 'build' }] }] },
    { text: 'converge --dev', words: [{ parts: [{ text: 'converge' }] }, { parts: [{ text: '--dev' }] }] },
  ]);
});

test('an error in a command names its input', async () => {
  expect(await messageOf(() => read({ command: 'build | tee' }))).toMatch(
    /^Input command: "build \| tee" is not valid\./,
  );
});

describe('paths', () => {
  test.each([
    ['.', workspace],
    ['app', join(workspace, 'app')],
    ['./app/', join(workspace, 'app/')],
    ['../app', resolve('/runner/app')],
    [elsewhere, elsewhere],
  ])('working-directory %s is %s', async (given, expected) => {
    expect((await read({ 'working-directory': given })).workingDirectory).toBe(expected);
  });

  test.each([
    ['bin/werf', join(workspace, 'bin/werf')],
    ['werf', join(workspace, 'werf')],
    [join(elsewhere, 'werf'), join(elsewhere, 'werf')],
  ])('werf-path %s starts from the workspace', async (given, expected) => {
    expect((await read({ 'werf-path': given, 'working-directory': 'app' })).werfPath).toBe(expected);
  });

  test('files that are written start from the working directory', async () => {
    const given = { 'working-directory': 'app', 'output-file': 'out.txt', 'telemetry-log-file': 'log/t.jsonl' };
    expect(await read(given)).toMatchObject({
      outputFile: join(workspace, 'app/out.txt'),
      telemetryLogFile: join(workspace, 'app/log/t.jsonl'),
    });
  });

  test('an absolute path of a file stays', async () => {
    const file = join(elsewhere, 'file');
    expect(await read({ 'output-file': file, 'telemetry-log-file': file, 'working-directory': 'app' })).toMatchObject({
      outputFile: file,
      telemetryLogFile: file,
    });
  });
});

describe('telemetry-log-file', () => {
  test.each([
    ['', undefined, undefined],
    ['', '', undefined],
    ['', 'env.log', join(workspace, 'env.log')],
    ['input.log', undefined, join(workspace, 'input.log')],
    ['input.log', 'env.log', join(workspace, 'input.log')],
  ])('input %j and WERF_TELEMETRY_LOG_FILE %j', async (input, variable, expected) => {
    const env = variable === undefined ? {} : { WERF_TELEMETRY_LOG_FILE: variable };
    expect((await read({ 'telemetry-log-file': input }, env)).telemetryLogFile).toBe(expected);
  });
});

describe('telemetry-url', () => {
  test.each([
    ['', undefined, 'https://telemetry.werf.io/v1/traces'],
    ['', '', 'https://telemetry.werf.io/v1/traces'],
    ['', 'http://env:4318/x', 'http://env:4318/x'],
    ['http://input:4318/x', undefined, 'http://input:4318/x'],
    ['http://input:4318/x', 'http://env:4318/x', 'http://input:4318/x'],
    ['http://input:4318/x', 'no URL', 'http://input:4318/x'],
  ])('input %j and WERF_TELEMETRY_TRACE_URL %j', async (input, variable, expected) => {
    const env = variable === undefined ? {} : { WERF_TELEMETRY_TRACE_URL: variable };
    expect((await read({ 'telemetry-url': input }, env)).telemetryEndpoint?.href).toBe(expected);
  });

  const noUrls = ['no URL', '/v1/traces', 'host:4318/v1/traces', 'ftp://host/x', 'file:///x', 'https://', 'http:///x'];

  test.each([...noUrls, 'https://h:99999/x', 'https:host/x', 'javascript:alert(1)', 'https://?x', ' '])(
    '%j is an error that names the input and what is allowed',
    async (url) => {
      expect(await messageOf(() => read({ 'telemetry-url': url }))).toMatch(
        /^Input telemetry-url: ".*" is not valid\. Allowed: a URL such as https:\/\/telemetry\.werf\.io\/v1\/traces, with https or http\.$/,
      );
    },
  );

  test.each([...noUrls, ' '])('WERF_TELEMETRY_TRACE_URL %j is no error, and there is no endpoint', async (url) => {
    expect((await read({}, { WERF_TELEMETRY_TRACE_URL: url })).telemetryEndpoint).toBeUndefined();
  });

  test.each([
    'ftp://USER:SECRET@host/x?SECRET#SECRET',
    'ftp://USER@host/x',
    'htps://USER:a/SECRET@host/x',
    'htps://USER:a@SECRET@host/x',
    'htps://USER:a?SECRET@host/x',
    'htps://USER:a#SECRET@host/x',
    'https:USER:SECRET@host/x',
    'https:/USER:SECRET@host/x',
    'https:\\\\USER:SECRET@host/x',
    'USER:SECRET@host/x',
    '//USER:SECRET@host/x',
    'https://USER:SECRET@host:99999/x',
    'https://USER:SECRET@/x?SECRET',
    'https://USER:SECRET\n@host:x/',
    'host/x?token=SECRET',
    'host/x?token=a@SECRET',
    'host/x#SECRET',
    'host/x?a\n=SECRET',
  ])('an error about %j shows no user, password or query', async (url) => {
    const message = await messageOf(() => read({ 'telemetry-url': url }));
    expect(message).toMatch(/^Input telemetry-url: "/);
    expect(message).not.toMatch(/USER|SECRET/);
  });

  test('an error still shows scheme, host and path', async () => {
    expect(await messageOf(() => read({ 'telemetry-url': 'ftp://u:p@host:1/x?y' }))).toContain(
      '"ftp://***@host:1/x?***"',
    );
    expect(await messageOf(() => read({ 'telemetry-url': 'host:4318/v1/traces' }))).toContain('"host:4318/v1/traces"');
  });
});

describe('allowed-exit-codes', () => {
  test.each<readonly [text: string, codes: readonly number[]]>([
    ['', [0]],
    ['0', [0]],
    ['2', [0, 2]],
    ['0 2', [0, 2]],
    ['0,2, 255', [0, 2, 255]],
    ['0\n2\n', [0, 2]],
    ['2 2 002', [0, 2]],
  ])('%j allows %j', async (text, codes) => {
    expect([...(await read({ 'allowed-exit-codes': text })).allowedExitCodes]).toEqual(codes);
  });

  test.each(['-1', '256', '999', '1000', 'x', '0 x', '1.5', '1e2', '0x2', '+2', '0;2', '0-2', '٢', 'true'])(
    '%j is an error that names the input, its value and what is allowed',
    async (text) => {
      expect(await messageOf(() => read({ 'allowed-exit-codes': text }))).toBe(
        `Input allowed-exit-codes: ${JSON.stringify(text)} is not valid. Allowed: whole numbers from 0 to 255 with blanks between, such as 0 2.`,
      );
    },
  );

  test('success is among them always, and every code is an exit code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(255)), async (codes) => {
        const allowed = (await read({ 'allowed-exit-codes': codes.join(' ') })).allowedExitCodes;
        expect([...allowed].sort()).toEqual([...new Set([0, ...codes])].sort());
      }),
    );
  });
});

describe('a Boolean', () => {
  test.each([
    ['summary', 'summary', true],
    ['ci-env', 'ciEnv', undefined],
    ['comment-on-pr', 'commentOnPr', false],
    ['workflow-commands', 'workflowCommands', false],
    ['traces', 'traces', false],
  ] as const)('%s is true or false in any case, and nothing else', async (name, field, byDefault) => {
    const booleanOf = async (text: string) => (await read({ [name]: text }))[field];
    expect(await Promise.all(['true', 'TRUE', 'False', 'false'].map(booleanOf))).toEqual([true, true, false, false]);
    expect(await booleanOf('')).toBe(byDefault);
    for (const text of ['yes', '1', '0', 'on', 'truee']) {
      expect(await messageOf(() => booleanOf(text))).toBe(
        `Input ${name}: "${text}" is not valid. Allowed: true or false.`,
      );
    }
  });
});
