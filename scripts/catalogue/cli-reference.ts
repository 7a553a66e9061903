// Pure: the text of werf's published CLI reference, or of its --help -> commands and their options.
import type { OptionEntry } from './cli-data.ts';

type Options = Readonly<Record<string, OptionEntry>>;

/** What a page of the reference, or a command's `--help`, says. */
export interface CommandPage {
  /** The full name, such as `werf converge`. */
  readonly command: string;
  readonly options: Options;
}

/** What a command's `--help` says, and where to look further. */
export interface HelpText {
  /** The usage line, such as `werf cr login registry [options]`; undefined for a mere group of commands. */
  readonly usage: string | undefined;
  /** Other names for the last word of the command. */
  readonly aliases: readonly string[];
  /** The last words of the commands below, such as `apply` under `werf bundle`. */
  readonly subcommands: readonly string[];
  readonly options: Options;
}

/**
 * Reads a page of the reference as `docs/_includes/reference/cli` of werf's repository holds them.
 * @param fileName such as `werf_helm_get_values.md`
 * @param text Markdown
 * @returns undefined for a page that describes no command that can be run: a group, or a short description
 */
export function parseReferencePage(fileName: string, text: string): CommandPage | undefined {
  const sections = new Map<string, string>();
  for (const [, title = '', body = ''] of text.matchAll(/^\{\{ header \}\} (.+)\n+```shell\n([\s\S]*?)^```/gm)) {
    sections.set(title, body);
  }
  const syntax = sections.get('Syntax');
  if (syntax === undefined) return undefined;
  return {
    command: commandOfPage(fileName, syntax),
    options: {
      ...parseOptions(sections.get('Options inherited from parent commands') ?? ''),
      ...parseOptions(sections.get('Options') ?? ''),
    },
  };
}

/**
 * Reads what `werf COMMAND --help` prints. A command of `werf kubectl` leaves out the options that all of them have:
 * these are what `werf kubectl options` prints, in the same form.
 */
export function parseHelp(text: string): HelpText {
  const subcommands: string[] = [];
  let section = '';
  const optionLines: string[] = [];
  for (const line of text.split('\n')) {
    if (/^\S.*:$/.test(line)) section = line.slice(0, -1);
    else if (/^\S/.test(line)) section = '';
    else if (/\bcommands(?: \(.*\))?$/i.test(section)) subcommands.push(...line.trim().split(/\s/, 1).filter(Boolean));
    if (/^(?:Options|The following options can be passed to any command)$/.test(section)) optionLines.push(line);
  }
  return {
    usage: /^Usage:\n +(.+)$/m.exec(text)?.[1],
    // The first one is the name itself.
    aliases: (/^Aliases:\n(.+)$/m.exec(text)?.[1] ?? '')
      .split(',')
      .slice(1)
      .map((word) => word.trim()),
    subcommands,
    options: parseOptions(optionLines.join('\n')),
  };
}

/**
 * Reads a list of options. Each starts with a line such as `-n, --namespace=""`, where an unquoted `true` or `false`
 * makes it a Boolean flag; its description, indented deeper, names the variables that set it.
 */
export function parseOptions(text: string): Options {
  const options: Record<string, OptionEntry> = {};
  const heads = [...text.matchAll(/^ {2,6}(?:-(\S), )?--([^\s=]+)=(.*)$/gm)];
  for (const [place, head] of heads.entries()) {
    const [line, short, name = '', initial = ''] = head;
    const description = text.slice(head.index + line.length, heads[place + 1]?.index);
    const env = variablesIn(description);
    options[name] = {
      takesValue: !/^(?:true|false):?$/.test(initial),
      ...(short === undefined ? {} : { short }),
      ...(env.length === 0 ? {} : { env }),
    };
  }
  return options;
}

/**
 * The name of the command that a page is about. The file's name tells where it ends, the usage line tells its dashes,
 * which are underscores in the file's name.
 * @throws where the two do not fit
 */
function commandOfPage(fileName: string, syntax: string): string {
  const stem = fileName.replace(/\.md$/, '');
  const words = syntax.trim().split(/\s+/);
  for (const count of words.keys()) {
    const command = words.slice(0, count + 1);
    if (command.join('_').replaceAll('-', '_') === stem) return command.join(' ');
  }
  throw new Error(`${fileName} is not about the command that its syntax names: ${syntax.trim()}`);
}

/** The variables of werf that a description names, sorted: a family once, without the examples of its members. */
function variablesIn(description: string): string[] {
  // A name that is longer than the rest of its line goes on in the next one.
  const unwrapped = description.replaceAll(/(\$WERF_[A-Z0-9_]*)\n +(?=[A-Z0-9_]+(?!\w))/g, '$1');
  const names = new Set([...unwrapped.matchAll(/\$(WERF_[A-Z0-9_]+\*?)/g)].map(([, name = '']) => name));
  const families = [...names].filter((name) => name.endsWith('_*'));
  const isExample = (name: string): boolean =>
    families.some((family) => name !== family && name.startsWith(family.slice(0, -1)));
  return [...names].filter((name) => !isExample(name)).sort();
}
