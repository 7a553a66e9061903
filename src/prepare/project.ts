// Pure: which project of werf a command line is about.
import { isAbsolute, join } from 'node:path';
import { flagWord, optionValue } from '../command/flags.ts';
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';

/** Options that say where a project is and how it is read, which `werf ci-env` knows too since 1.2.10. */
const VALUES = ['dir', 'config', 'config-templates-dir', 'git-work-tree'];
const FLAGS = ['dev', 'loose-giterminism'];
/** werf's own names of its configuration, in the order in which it looks for them. */
const CONFIG_NAMES = ['werf.yaml', 'werf.yml'];

export interface Project {
  /** Absolute paths, one of which must be there for the project to be one. */
  readonly configs: readonly string[];
  /** What has `werf ci-env` read the same project; variables say the same to both by themselves. */
  readonly options: readonly string[];
  /** The environment, which a configuration may ask for, as an option too; it makes no other project. */
  readonly environment: readonly string[];
}

/**
 * The project that a command line is about, by the rules of werf 1.2, 2 and 3 alike: `--dir`, `WERF_DIR` or else the working
 * directory is its folder; `--config` or `WERF_CONFIG` is its file, from the working directory on and not from that folder;
 * an empty option counts as not given, and takes the variable's place.
 * @param workingDirectory absolute
 */
export function projectOf(words: CommandWords, env: Environment, workingDirectory: string): Project {
  const absolute = (folder: string, path: string) => (isAbsolute(path) ? path : join(folder, path));
  const folder = absolute(workingDirectory, optionValue(words, 'dir') ?? env['WERF_DIR'] ?? '');
  const config = optionValue(words, 'config') ?? env['WERF_CONFIG'] ?? '';
  const given = (name: string) => {
    const value = optionValue(words, name);
    return value === undefined ? [] : [`--${name}=${value}`];
  };
  return {
    configs: config === '' ? CONFIG_NAMES.map((name) => join(folder, name)) : [absolute(workingDirectory, config)],
    options: [...VALUES.flatMap(given), ...FLAGS.flatMap((name) => flagWord(words, name) ?? [])],
    environment: given('env'),
  };
}
