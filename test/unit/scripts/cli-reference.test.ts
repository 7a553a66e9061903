import { describe, expect, it } from 'vitest';
import { parseHelp, parseOptions, parseReferencePage } from '../../../scripts/catalogue/cli-reference.ts';

/** A page in the form of werf's published reference. */
function page(sections: Readonly<Record<string, string>>): string {
  const parts = Object.entries(sections).map(
    ([title, body]) => `{{ header }} ${title}\n\n\`\`\`shell\n${body}\n\`\`\`\n`,
  );
  return `{% assign header = "###" %}\nWashes the dishes.\n\n${parts.join('\n')}`;
}

describe('a page of the reference', () => {
  it('gives the command, its own options and the inherited ones', () => {
    const text = page({
      Syntax: 'werf dish-wash by-hand [NAME...] [options]',
      Examples: '  # --soap="green" is no option here\n      --soap="green"',
      Options: '      --soap=""\n            The soap (default $WERF_SOAP)',
      'Options inherited from parent commands': '  -q, --quiet=false\n            Say nothing.',
    });
    expect(parseReferencePage('werf_dish_wash_by_hand.md', text)).toEqual({
      command: 'werf dish-wash by-hand',
      options: { soap: { takesValue: true, env: ['WERF_SOAP'] }, quiet: { takesValue: false, short: 'q' } },
    });
  });

  it('may have no options', () => {
    expect(parseReferencePage('werf_version.md', page({ Syntax: 'werf version' }))).toEqual({
      command: 'werf version',
      options: {},
    });
  });

  it('of a group of commands gives none', () => {
    expect(
      parseReferencePage('werf_dish.md', page({ Options: '      --soap=""\n            The soap' })),
    ).toBeUndefined();
  });

  it('has to be about the command that its file name says', () => {
    expect(() => parseReferencePage('werf_dish.md', page({ Syntax: 'werf plate [options]' }))).toThrow('werf_dish.md');
  });
});

describe('the list of options', () => {
  it.each<[string, string, object]>([
    ['a text', '      --soap="green"', { takesValue: true }],
    ['a number', '      --times=1', { takesValue: true }],
    ['a list', '      --plate=[]', { takesValue: true }],
    ['a flag that is off', '      --wet=false', { takesValue: false }],
    ['a flag that is on', '      --wet=true', { takesValue: false }],
    ['a text that reads like a flag', '      --wet="true"', { takesValue: true }],
    ['a short name', '  -s, --soap=""', { takesValue: true, short: 's' }],
    ["kubectl's form", "    --soap='':", { takesValue: true }],
    ["kubectl's form of a flag", '    -w, --wet=false:', { takesValue: false, short: 'w' }],
  ])('reads %s', (_title, line, option) => {
    expect(Object.values(parseOptions(`${line}\n            What it does.`))).toEqual([option]);
  });

  it.each<[string, string, string[]]>([
    ['one', 'Default $WERF_SOAP or nothing.', ['WERF_SOAP']],
    ['several, sorted', 'Default $WERF_SOAP, or $WERF_OLD_SOAP, or $SOAP', ['WERF_OLD_SOAP', 'WERF_SOAP']],
    [
      'a family without its examples',
      'With $WERF_SOAP_* (e.g. $WERF_SOAP_1=a,\n            $WERF_SOAP_2=b)',
      ['WERF_SOAP_*'],
    ],
    ['one named twice', '$WERF_SOAP, that is $WERF_SOAP', ['WERF_SOAP']],
    ['one cut at the end of a line', 'With $WERF_SOAP_* (e.g. $WERF_SO\n            AP_1=a)', ['WERF_SOAP_*']],
    ['one at the end of a line', '* $WERF_SOAP\n            Otherwise none', ['WERF_SOAP']],
    ['none', 'Not WERF_SOAP, $SOAP or $werf_soap', []],
  ])('finds variables: %s', (_title, description, variables) => {
    const { soap } = parseOptions(
      `      --soap=""\n            ${description}\n      --water=0\n            $WERF_WATER`,
    );
    expect(soap?.env ?? []).toEqual(variables);
  });

  it('does not take a description for an option', () => {
    const text = '      --soap=""\n            See also\n            --water=1 and -w, --wet=true.\n\t--cold=true';
    expect(Object.keys(parseOptions(text))).toEqual(['soap']);
  });
});

describe('the help', () => {
  it('of a command gives its usage and options', () => {
    const text = [
      'Washes the dishes.',
      '',
      'Aliases:',
      'wash, clean, do',
      '',
      'Examples:',
      '  werf dish wash --soap=green',
      '      --fake=1',
      '',
      'Options:',
      '  -s, --soap=""',
      '            The soap (default $WERF_SOAP)',
      '',
      'Usage:',
      '  werf dish wash [NAME...] [options]',
      '',
      'Version: v0.0.1',
    ].join('\n');
    expect(parseHelp(text)).toEqual({
      usage: 'werf dish wash [NAME...] [options]',
      aliases: ['clean', 'do'],
      subcommands: [],
      options: { soap: { takesValue: true, short: 's', env: ['WERF_SOAP'] } },
    });
  });

  it('of a group gives the commands below it', () => {
    const text = [
      'Work with dishes.',
      '',
      'Basic Commands (Beginner):',
      '  wash            Wash them',
      '  dry-up          Dry them',
      '',
      'Subcommands provided by plugins:',
      '  foreign         Not ours',
      '',
      'Other commands:',
      '  version         Print version',
      '',
      'Use "werf <command> --help" for more information about a given command.',
    ].join('\n');
    expect(parseHelp(text)).toEqual({
      usage: undefined,
      aliases: [],
      subcommands: ['wash', 'dry-up', 'version'],
      options: {},
    });
  });

  it('of all commands of kubectl gives the options that they share', () => {
    const text =
      "The following options can be passed to any command:\n\n    --as='':\n\tWho to be.\n\n    --wet=false:\n\tWet.\n";
    expect(parseHelp(text).options).toEqual({ as: { takesValue: true }, wet: { takesValue: false } });
  });

  it('may be empty', () => {
    expect(parseHelp('')).toEqual({ usage: undefined, aliases: [], subcommands: [], options: {} });
  });
});
