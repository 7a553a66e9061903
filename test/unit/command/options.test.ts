import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES, type KnownOption, optionsOf } from '../../../src/command/catalogue.ts';
import { describeCommand, isKnownCommand, isKnownOption, settingOf, settingsOf } from '../../../src/command/options.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The command and its options as short text: `repo:c2` twice on the command line, `repo:e1` once by a variable. */
function summary(argv: readonly string[], env: Environment = {}, platform: NodeJS.Platform = 'linux'): string {
  const { command, options } = describeCommand(argv, env, platform);
  const uses = options.map(({ name, asCli, asEnv, count }) => `${name}:${asCli ? 'c' : ''}${asEnv ? 'e' : ''}${count}`);
  return [command, ...uses].join(' ');
}

describe('the command', () => {
  it.each<[readonly string[], string]>([
    [['converge'], 'werf converge'],
    [['kubectl', 'create', 'secret', 'generic', 'name'], 'werf kubectl create secret generic'],
    [['kubectl', 'create', 'secret', 'other'], 'werf kubectl create secret'],
    [['kubectl', 'completion', 'bash'], 'werf kubectl completion'],
    [['kubectl', 'unknown'], 'werf kubectl'],
    // cobra's aliases, as `werf helm list --help` names them; werf reports the command by its name.
    [['helm', 'ls'], 'werf helm list'],
    [['helm', 'dep', 'ls', 'chart'], 'werf helm dependency list'],
    [['helm', 'inspect', 'chart', 'x'], 'werf helm show chart'],
    [['kubectl', '-n', 'x', 'create', 'ns', 'y'], 'werf kubectl create namespace'],
    [['kubectl', 'top', 'po'], 'werf kubectl top pod'],
    [['ls'], 'werf'],
    [['bundle', 'apply', 'publish'], 'werf bundle apply'],
    [['build', 'converge'], 'werf build'],
    [['converge', '--', 'build'], 'werf converge'],
    [['bundle'], 'werf'],
    [['bundle', 'unknown'], 'werf'],
    [['unknown', 'converge'], 'werf'],
    [['Converge'], 'werf'],
    [['converge '], 'werf'],
    [['werf', 'converge'], 'werf'],
    [['__proto__'], 'werf'],
    [['constructor'], 'werf'],
    // werf skips an empty word, and looks for no command after `--`.
    [['', 'converge'], 'werf converge'],
    [['--', 'converge'], 'werf'],
    [['bundle', '--', 'apply'], 'werf'],
    [['-', 'converge'], 'werf'],
  ])('of %j is %s', (argv, command) => {
    expect(describeCommand(argv, {}, 'linux').command).toBe(command);
  });
});

describe('options on the command line', () => {
  it.each<[string, readonly string[], string]>([
    ['a value in the next word', ['converge', '--repo', 'host/shop'], 'werf converge repo:c1'],
    ['a value in the same word', ['converge', '--repo=host/shop'], 'werf converge repo:c1'],
    ['an empty value', ['converge', '--repo='], 'werf converge repo:c1'],
    ['a value that is missing', ['converge', '--repo'], 'werf converge repo:c1'],
    ['a value that looks like a flag', ['converge', '--repo', '--dev', '--env'], 'werf converge env:c1 repo:c1'],
    ['a value that is two dashes', ['converge', '--repo', '--', '--dev'], 'werf converge dev:c1 repo:c1'],
    ['a value that is a command', ['--repo', 'build', 'converge'], 'werf converge repo:c1'],
    ['a flag', ['converge', '--dev', 'image'], 'werf converge dev:c1'],
    ['a flag with a value', ['converge', '--dev=false'], 'werf converge dev:c1'],
    ['a flag before another option', ['converge', '--dev', '--repo', 'r'], 'werf converge dev:c1 repo:c1'],
    ['repeated', ['converge', '--set', 'a=1', '--set=b=2', '--set', 'c=3'], 'werf converge set:c3'],
    ['sorted by name', ['converge', '--repo=r', '--env=e', '--dev'], 'werf converge dev:c1 env:c1 repo:c1'],
    ['before the words', ['--repo=r', '--env', 'e', 'converge'], 'werf converge env:c1 repo:c1'],
    ['between the words', ['bundle', '--repo', 'publish', 'publish'], 'werf bundle publish repo:c1'],
    ['a flag before the words', ['--dev', 'converge'], 'werf converge dev:c1'],
    ['after two dashes', ['run', '--dev', '--', 'sh', '--repo=r'], 'werf run dev:c1'],
    ['of another command', ['converge', '--shell=zsh', '--exit-code'], 'werf converge'],
    ['unknown', ['converge', '--unknown', '--dev'], 'werf converge dev:c1'],
    ['unknown, before a word', ['converge', '--unknown', 'word', '--dev'], 'werf converge dev:c1'],
    ['unknown, before the command', ['--unknown', 'word', 'converge', '--dev'], 'werf converge dev:c1'],
    ['unknown, before a flag and the command', ['--unknown', '--dev', 'converge'], 'werf converge dev:c1'],
    ['unknown, with a value before the command', ['--unknown=word', 'converge'], 'werf converge'],
    ['unknown and short, before the command', ['-x', 'word', 'converge'], 'werf converge'],
    ['unknown and joined, before the command', ['-xy', 'converge'], 'werf converge'],
    ['unknown, in the place of the command', ['--unknown', 'converge'], 'werf'],
    ['an unknown command keeps none', ['unknown', '--repo=r', '--dev'], 'werf'],
    ['short', ['kubectl', 'get', 'pods', '-n', 'prod'], 'werf kubectl get namespace:c1'],
    ['short, value joined', ['kubectl', 'get', 'pods', '-nprod'], 'werf kubectl get namespace:c1'],
    ['short, value after =', ['kubectl', 'get', 'pods', '-n=prod'], 'werf kubectl get namespace:c1'],
    ['short, value missing', ['kubectl', 'get', '-n'], 'werf kubectl get namespace:c1'],
    [
      'short, value like a flag',
      ['kubectl', 'get', '-n', '-w', '-A'],
      'werf kubectl get all-namespaces:c1 namespace:c1',
    ],
    ['short, joined', ['kubectl', 'exec', '-it', 'pod'], 'werf kubectl exec stdin:c1 tty:c1'],
    ['short, joined with a value', ['kubectl', 'exec', '-itnprod'], 'werf kubectl exec namespace:c1 stdin:c1 tty:c1'],
    ['short, joined, value next', ['kubectl', 'exec', '-itn', '-h'], 'werf kubectl exec namespace:c1 stdin:c1 tty:c1'],
    ['short flag with a value', ['kubectl', 'exec', '-t=false', '-i'], 'werf kubectl exec stdin:c1 tty:c1'],
    ['short, after an unknown letter', ['kubectl', 'exec', '-Zit'], 'werf kubectl exec'],
    ['short and long', ['kubectl', 'get', '-n', 'a', '--namespace=b'], 'werf kubectl get namespace:c2'],
    [
      'odd words',
      ['converge', '', '-', '---', '--=x', '--=', '-=', '-=x', '--__proto__', '--constructor=1'],
      'werf converge',
    ],
  ])('%s', (_title, argv, expected) => {
    expect(summary(argv)).toBe(expected);
  });
});

describe('options in the environment', () => {
  it.each<[string, readonly string[], Environment, string]>([
    ['a variable', ['converge'], { WERF_REPO: 'r' }, 'werf converge repo:e1'],
    ['an empty variable', ['converge'], { WERF_REPO: '', WERF_ENV: undefined }, 'werf converge'],
    ['both', ['converge', '--repo=r'], { WERF_REPO: 'r' }, 'werf converge repo:ce2'],
    ['a family', ['converge'], { WERF_SET_1: 'a=1', WERF_SET_ANYTHING: 'b=2' }, 'werf converge set:e2'],
    ['a family in a family', ['converge'], { WERF_SET_STRING_1: 'a=1' }, 'werf converge set-string:e1'],
    ['a family that the command lacks', ['helm', 'lint'], { WERF_SET_LITERAL_1: 'a=1' }, 'werf helm lint'],
    ['no member of a family', ['converge'], { WERF_SET_DOCKER_CONFIG_JSON_VALUE: '1' }, 'werf converge'],
    ['a name in a family', ['export'], { WERF_EXPORT_ADD_LABEL_SEPARATOR: ',' }, 'werf export add-label-separator:e1'],
    ['two names', ['converge'], { WERF_KUBECONFIG: 'a', WERF_KUBE_CONFIG: 'b' }, 'werf converge kube-config:e2'],
    [
      'one name for two options',
      ['cleanup'],
      { WERF_SCAN_CONTEXT_ONLY: 'a' },
      'werf cleanup kube-context:e1 scan-context-only:e1',
    ],
    ['of another command', ['kubectl', 'get', 'pods'], { WERF_REPO: 'r', WERF_ENV: 'e' }, 'werf kubectl get'],
    ['the same name elsewhere', ['kubectl', 'get'], { WERF_NAMESPACE: 'n' }, 'werf kubectl get'],
    ['an unknown command', ['unknown'], { WERF_REPO: 'r' }, 'werf'],
    ['names in lower case', ['converge'], { werf_repo: 'r' }, 'werf converge'],
  ])('%s', (_title, argv, env, expected) => {
    expect(summary(argv, env)).toBe(expected);
  });

  it('takes upper and lower case for the same on Windows', () => {
    const env = { Werf_Repo: 'r', werf_set_string_1: 'a=1', WERF_ſET_1: 'no', WERF_ENV: 'e', werf_env: 'e' };
    expect(summary(['converge'], env, 'win32')).toBe('werf converge env:e1 repo:e1 set-string:e1');
  });
});

describe('what is reported', () => {
  it.each<[boolean, readonly string[]]>([
    [true, ['converge']],
    [true, ['unknown']],
    [true, ['helm', 'version']],
    [true, ['kubectl', 'version']],
    [true, ['kubectl']],
    [true, ['helm', 'unknown']],
    [false, ['helm']],
    [false, ['helm', '--debug']],
    [false, ['helm', 'dep']],
    [false, ['bundle', '']],
    [false, ['kubectl', 'alpha']],
    [true, ['kubectl', 'completion', 'bash']],
    [false, []],
    [false, ['']],
    [false, ['--']],
    [false, ['version']],
    [false, ['version', 'word']],
    [false, ['completion']],
    [false, ['completion', 'bash']],
    [false, ['completion', '--shell=zsh']],
    [false, ['--shell', 'zsh', 'completion']],
    [false, ['synchronization', '--port', '1']],
    [false, ['help']],
    [false, ['help', 'converge']],
    [false, ['--help']],
    [false, ['-h']],
    [false, ['converge', '--help']],
    [false, ['converge', '-h']],
    [false, ['--help', 'converge']],
    [false, ['bundle', '--help', 'apply']],
    [false, ['docs', '--help']],
    [false, ['unknown', '--help']],
    [false, ['converge', '--unknown', '--help']],
    [false, ['--unknown', '-h', 'converge']],
    [false, ['kubectl', 'exec', '-th']],
    [false, ['converge', '--help=true']],
    [false, ['converge', '--help=maybe']],
    [false, ['converge', '--help=']],
    [false, ['converge', '--help=false', '--help']],
    [true, ['converge', '--help', '--help=false']],
    [true, ['converge', '--help=false']],
    [true, ['converge', '--help=0']],
    [true, ['converge', '-h=F']],
    [true, ['converge', '--repo', '--help']],
    [true, ['converge', '--repo', '-h']],
    [true, ['converge', '--repo=--help']],
    [true, ['kubectl', 'exec', '-nh']],
    [true, ['kubectl', 'exec', 'pod', '--', 'ls', '--help', '-h']],
    [true, ['converge', 'help', '--helping', '--no-help', '-']],
  ])('%s: %j', (reported, argv) => {
    expect(describeCommand(argv, {}, 'linux').reported).toBe(reported);
  });
});

describe('what is known', () => {
  it.each([
    ['werf converge', true],
    ['werf bundle', false],
    ['werf', false],
    ['__proto__', false],
  ])('%s: %s', (command, known) => {
    expect(isKnownCommand(command)).toBe(known);
  });

  it.each([
    ['werf converge', 'repo', true],
    ['werf converge', 'shell', false],
    ['werf kubectl get', 'repo', false],
    ['werf', 'repo', false],
    ['werf converge', '__proto__', false],
    ['__proto__', 'constructor', false],
  ])('%s --%s: %s', (command, option, known) => {
    expect(isKnownOption(command, option)).toBe(known);
  });
});

describe('beside a real werf', () => {
  const folder = new URL('../../golden/werf-2.77.1/', import.meta.url);

  it.each(readdirSync(folder))('%s: the same command and the same options on the command line', (run) => {
    const { argv, env } = readJson<{ argv: string[]; env: string[] }>(run, 'run.json');
    const [started] = readJson<{ command: string; eventData: { commandOptions?: { name: string }[] } }[]>(
      run,
      'events.json',
    );
    const variables = Object.fromEntries(env.map((line) => line.split(/=(.*)/s)));
    const use = describeCommand(argv.slice(1), variables, 'linux');
    expect(use.reported).toBe(true);
    expect(use.command).toBe(started?.command);
    expect(use.options.filter(({ asCli }) => asCli).map(({ name }) => name)).toEqual(
      (started?.eventData.commandOptions ?? []).map(({ name }) => name),
    );
  });

  it('adds what variables gave', () => {
    const { argv, env } = readJson<{ argv: string[]; env: string[] }>('build-rebuilt', 'run.json');
    const variables = Object.fromEntries(env.map((line) => line.split(/=(.*)/s)));
    expect(summary(argv.slice(1), variables)).toBe(
      'werf build build-report-path:e1 log-quiet:c1 repo:e1 save-build-report:e1',
    );
  });

  function readJson<Content>(run: string, file: string): Content {
    return JSON.parse(readFileSync(new URL(`${run}/${file}`, folder), 'utf8'));
  }
});

describe('any command with any of its options', () => {
  const value = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', '-', '--', '--help', '-h', '-n', '=', 'a=b', '--repo=x', '__proto__'),
  );

  const wordsOfCommands = new Set(COMMAND_NAMES.flatMap((command) => command.split(' ')));
  /** Words that cannot be a part of a command's name. */
  const positionals = fc.array(fc.stringMatching(/^[A-Z][a-z0-9/:.=-]*$/), { maxLength: 3 });
  const tail = fc.option(fc.array(value));

  /** The words that give an option, in every spelling that it has. */
  function spellings(option: KnownOption): fc.Arbitrary<readonly string[]> {
    const { name, short, takesValue } = option;
    if (!takesValue) {
      const bool = fc.constantFrom('true', 'false', '1', '0');
      return fc.oneof(
        fc.constant([`--${name}`]),
        bool.map((text) => [`--${name}=${text}`]),
        ...(short === undefined ? [] : [fc.constant([`-${short}`]), bool.map((text) => [`-${short}=${text}`])]),
      );
    }
    return fc.oneof(
      value.map((text) => [`--${name}`, text]),
      value.map((text) => [`--${name}=${text}`]),
      ...(short === undefined
        ? []
        : [
            value.map((text) => [`-${short}`, text]),
            value.map((text) => (text === '' ? [`-${short}`, text] : [`-${short}${text}`])),
            value.map((text) => [`-${short}=${text}`]),
          ]),
    );
  }

  const use = fc.constantFrom(...COMMAND_NAMES).chain((command) => {
    const options = [...optionsOf(command).values()];
    const flags = options.filter((option) => !option.takesValue && option.short !== undefined);
    const valued = options.filter((option) => option.takesValue && option.short !== undefined);
    const given =
      options.length === 0
        ? fc.constant([])
        : fc.array(
            fc
              .constantFrom(...options)
              .chain((option) => spellings(option).map((words) => ({ names: [option.name], words }))),
            { maxLength: 8 },
          );
    // Joined short flags, the last of which may take a value. cobra does not see that they do before it knows the command,
    // and takes the name of one behind them for the command.
    const joined = fc
      .record({
        first: fc.subarray(flags),
        last: fc.option(valued.length === 0 ? fc.constant(undefined) : fc.constantFrom(...valued)),
        text: value.filter((text) => !wordsOfCommands.has(text)),
      })
      .map(({ first, last, text }) => {
        const all = [...first, ...(last ? [last] : [])];
        return {
          names: all.map(({ name }) => name),
          words: all.length === 0 ? [] : [`-${all.map(({ short }) => short).join('')}`, ...(last ? [text] : [])],
        };
      });
    const variables = [...new Set(options.flatMap((option) => option.variables))];
    return fc.record({
      command: fc.constant(command),
      given: fc.tuple(given, joined).map(([single, cluster]) => [...single, cluster]),
      /** Where each stands: before, between or after the words of the command. */
      places: fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
      positionals,
      tail,
      variables: fc.subarray(variables),
      members: fc.integer({ min: 1, max: 3 }),
      platform: fc.constantFrom<NodeJS.Platform>('linux', 'darwin', 'win32'),
    });
  });

  it('is described with exactly the options that were used', () => {
    fc.assert(
      fc.property(use, ({ command, given, places, positionals, tail, variables, members, platform }) => {
        const commandWords = command.split(' ').slice(1);
        const argv: string[] = [];
        for (let slot = 0; slot <= commandWords.length; slot++) {
          for (const [index, { words }] of given.entries()) {
            if ((places[index] ?? 0) % (commandWords.length + 1) === slot) argv.push(...words);
          }
          argv.push(...commandWords.slice(slot, slot + 1));
        }
        argv.push(...positionals, ...(tail === null ? [] : ['--', ...tail]));

        const env: Record<string, string> = { PATH: '/bin', HOME: '/home' };
        const expected = new Map<string, { cli: number; env: number }>();
        const counts = (name: string): { cli: number; env: number } => {
          const known = expected.get(name) ?? { cli: 0, env: 0 };
          expected.set(name, known);
          return known;
        };
        for (const name of given.flatMap(({ names }) => names)) counts(name).cli++;
        for (const variable of variables) {
          const isFamily = variable.endsWith('*');
          for (let member = 1; member <= (isFamily ? members : 1); member++) {
            const name = isFamily ? variable.replace('*', String(member)) : variable;
            env[platform === 'win32' ? name.toLowerCase() : name] = 'value';
            for (const option of optionsOf(command).values()) {
              if (option.variables.includes(variable)) counts(option.name).env++;
            }
          }
        }

        const described = describeCommand(argv, env, platform);
        expect(described.command).toBe(command);
        expect(described.options).toEqual(
          [...expected]
            .sort(([left], [right]) => (left < right ? -1 : 1))
            .map(([name, { cli, env: fromEnv }]) => ({
              name,
              asCli: cli > 0,
              asEnv: fromEnv > 0,
              count: cli + fromEnv,
            })),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('any words at all', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('-', '=', 'h', 'n', 'i', 't', ' ', '\0', '\ud800') }),
    fc.constantFrom(
      '',
      '-',
      '--',
      '---',
      '--=x',
      '--help',
      '-h',
      '__proto__',
      'constructor',
      '--constructor',
      '--toString=1',
    ),
    fc.constantFrom(...COMMAND_NAMES.flatMap((command) => command.split(' '))),
    fc.constantFrom(...COMMAND_NAMES.flatMap((command) => [...optionsOf(command).keys()].map((name) => `--${name}`))),
  );
  const env = fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom('WERF_REPO', 'WERF_SET_', 'WERF_SET_1', 'werf_env', '__proto__', 'toString')),
    fc.option(fc.string(), { nil: undefined }),
  );

  it('never throw, and give nothing but names of the catalogue', () => {
    fc.assert(
      fc.property(
        fc.array(word),
        env,
        fc.constantFrom<NodeJS.Platform>('linux', 'win32'),
        (argv, variables, platform) => {
          const { command, options } = describeCommand(argv, variables, platform);
          expect(command === 'werf' || isKnownCommand(command)).toBe(true);
          const names = options.map(({ name }) => name);
          expect(names.every((name) => isKnownOption(command, name))).toBe(true);
          expect(names).toEqual([...new Set(names)].sort());
          for (const { asCli, asEnv, count } of options) {
            expect(asCli || asEnv).toBe(true);
            expect(count).toBeGreaterThanOrEqual(Number(asCli) + Number(asEnv));
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('the value of an option', () => {
  const env = { WERF_ENV: 'qa', WERF_RELEASE: '', WERF_NAMESPACE: 'there', SAVED: 'x.json' };

  it.each<readonly [words: string, values: readonly (string | undefined)[]]>([
    ['converge', ['qa', undefined, 'there']],
    ['converge --env a --release=b --namespace c', ['a', 'b', 'c']],
    ['converge --env a --env b --namespace=', ['b', undefined, '']],
    ['--env a converge -- --env b', ['a', undefined, 'there']],
    ['version --env a', [undefined, undefined, undefined]],
    ['no-command --env a', [undefined, undefined, undefined]],
  ])('%s: its command line wins over its variable', (words, values) => {
    const names = ['env', 'release', 'namespace'];
    const argv = words.split(' ');
    const setting = settingsOf(argv, env);
    expect(names.map((name) => setting(name))).toEqual(values);
    expect(names.map((name) => settingOf(argv, env, name))).toEqual(values);
  });

  it('comes from the variable that the caller names', () => {
    expect(settingOf(['plan'], env, 'save-plan', 'SAVED')).toBe('x.json');
    expect(settingsOf(['plan'], env)('save-plan', 'NONE')).toBeUndefined();
  });
});
