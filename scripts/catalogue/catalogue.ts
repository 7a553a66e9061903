// Builds catalogue.json, names.json and aliases.json in src/command/ from data/werf-cli.json, and brings that data up to
// date with a version of werf.
//
//   npm run catalogue                                         builds from the data as it is
//   npm run catalogue -- --group 3 --reference FOLDER         first takes group 3 from werf's published CLI reference:
//                                                             docs/_includes/reference/cli of a checkout of werf
//   npm run catalogue -- --group 2 --werf FILE                first takes group 2 from the --help of a werf binary,
//                                                             which is run with its telemetry off
//
// `--source TEXT` says anew which versions the data comes from. `--fresh` starts from no data at all, which drops what no
// version has any more; the groups then follow one call at a time.
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import {
  type Aliases,
  type CliData,
  type OptionEntry,
  type Reference,
  readCliData,
  updateGroup,
  writeCliData,
} from './cli-data.ts';
import { type HelpText, parseHelp, parseReferencePage } from './cli-reference.ts';
import { aliasList, commandNameList, compactCatalogue } from './compact-catalogue.ts';

const dataFile = 'data/werf-cli.json';
const catalogueFile = 'src/command/catalogue.json';
const namesFile = 'src/command/names.json';
const aliasesFile = 'src/command/aliases.json';

const { values: options } = parseArgs({
  options: {
    group: { type: 'string' },
    reference: { type: 'string' },
    werf: { type: 'string' },
    source: { type: 'string' },
    fresh: { type: 'boolean', default: false },
  },
});
const before = options.fresh
  ? { source: '', aliases: {}, commands: {} }
  : readCliData(await readFile(dataFile, 'utf8'));
const after = { ...(await update(before)), source: options.source ?? before.source };
if (writeCliData(after) !== writeCliData(before)) await writeFile(dataFile, writeCliData(after));
await writeFile(catalogueFile, compactCatalogue(after));
await writeFile(namesFile, commandNameList(after));
await writeFile(aliasesFile, aliasList(after));
const pairs = Object.values(after.commands).flatMap((command) => Object.keys(command.options)).length;
console.log(`${Object.keys(after.commands).length} commands with ${pairs} options: ${after.source}`);

async function update(data: CliData): Promise<CliData> {
  const { group, reference, werf } = options;
  if (reference === undefined && werf === undefined) return data;
  if (group === undefined) throw new Error('--group has to name the release group, for example --group 3');
  const { commands, aliases } =
    reference === undefined ? await readBinary(werf ?? '', data) : await readReference(reference);
  if (commands.size === 0) throw new Error(`No command of werf was found in ${reference ?? werf}`);
  return updateGroup(data, group, commands, aliases);
}

interface Found {
  readonly commands: Reference;
  /** Which the published reference does not tell. */
  readonly aliases: Aliases;
}

/** Reads all pages of a folder. */
async function readReference(folder: string): Promise<Found> {
  const commands = new Map<string, Readonly<Record<string, OptionEntry>>>();
  for (const fileName of (await readdir(folder)).filter((name) => name.endsWith('.md'))) {
    const page = parseReferencePage(fileName, await readFile(join(folder, fileName), 'utf8'));
    if (page !== undefined) commands.set(page.command, page.options);
  }
  return { commands, aliases: {} };
}

/** Asks a binary for the help of all commands that it lists, and of the known ones, because some are hidden. */
async function readBinary(file: string, data: CliData): Promise<Found> {
  const commands = new Map<string, Readonly<Record<string, OptionEntry>>>();
  const aliases: Record<string, readonly string[]> = {};
  const asked = new Set<string>();
  const kubectlOptions = parseHelp(await werfOutput(file, ['kubectl', 'options'])).options;
  if (Object.keys(kubectlOptions).length > 0) commands.set('werf kubectl options', kubectlOptions);
  // The help of a command does not say where it has an option of the same name of its own, as `werf kubectl config` has
  // `--kubeconfig`; what is known of it stays.
  const inherited = (command: string): typeof kubectlOptions =>
    command.startsWith('werf kubectl')
      ? Object.fromEntries(
          Object.entries(kubectlOptions).filter(([name]) => data.commands[command]?.options[name] === undefined),
        )
      : {};
  const ask = async (command: string): Promise<HelpText> => {
    asked.add(command);
    const help = parseHelp(await werfOutput(file, [...command.split(' ').slice(1), '--help']));
    // Asked for a command that it does not have, werf may print the help of the group around it.
    if (`${help.usage} `.startsWith(`${command} `)) {
      commands.set(command, { ...inherited(command), ...help.options });
    }
    return help;
  };
  const listed = ['werf'];
  for (let command = listed.shift(); command !== undefined; command = listed.shift()) {
    const { subcommands, aliases: words } = await ask(command);
    if (words.length > 0) aliases[command] = words;
    for (const subcommand of subcommands) listed.push(`${command} ${subcommand}`);
  }
  for (const command of Object.keys(data.commands)) if (!asked.has(command)) await ask(command);
  return { commands, aliases };
}

/** What werf prints to stdout; nothing where it fails, as it does for a command that it does not have. */
async function werfOutput(file: string, words: readonly string[]): Promise<string> {
  const env = { ...process.env, WERF_TELEMETRY: '0' };
  try {
    return (await promisify(execFile)(file, words, { env, maxBuffer: Number.POSITIVE_INFINITY })).stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'number') return '';
    throw error;
  }
}
