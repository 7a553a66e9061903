// Pure: the version of werf in a file of a version manager, or in one that holds nothing else.
import { inputError, type StepError } from '../system/errors.ts';
import { fieldsOf, isFields } from '../system/guards.ts';
import { type ReleaseRequest, versionRequest } from './release-request.ts';

/**
 * What a file asks for, by its name: `.tool-versions` (asdf, mise) has lines such as `werf 2.75.3`, a `.toml` file is
 * mise's, with `werf = "2.75.3"` under `[tools]`, and any other holds just the version.
 * @param name without folders
 * @throws StepError where it names no version of werf that can be installed
 */
export async function versionInFile(name: string, text: string): Promise<ReleaseRequest> {
  const content = text.replace(/^\ufeff/, '');
  const version = await namedVersion(name, content);
  if (version === undefined) throw none(name);
  return versionRequest('version-file', version);
}

async function namedVersion(name: string, text: string): Promise<string | undefined> {
  if (name === '.tool-versions') return fromToolVersions(text);
  if (name.endsWith('.toml')) return fromMise(name, text);
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '');
  return lines.length === 1 ? lines[0] : undefined;
}

/** Of several versions on a line, the first is the one that runs. */
function fromToolVersions(text: string): string | undefined {
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [tool = '', version] = line.replace(/#.*$/, '').trim().split(/\s+/);
    if (isWerf(tool)) return version;
  }
  return undefined;
}

/** A version is a text, the first of a list, or the field `version` of a table. */
async function fromMise(name: string, text: string): Promise<string | undefined> {
  const { parse } = await import('smol-toml');
  let content: unknown;
  try {
    content = parse(text);
  } catch {
    throw inputError('version-file', name, 'a file that is valid TOML, as mise reads it.');
  }
  const [, tool] = Object.entries(fieldsOf(fieldsOf(content)['tools'])).find(([key]) => isWerf(key)) ?? [];
  const first: unknown = Array.isArray(tool) ? tool[0] : tool;
  const version = isFields(first) ? first['version'] : first;
  return typeof version === 'string' ? version : undefined;
}

/** Also with the backend that mise gets it from: `aqua:werf/werf`, `ubi:werf/werf`. */
function isWerf(tool: string): boolean {
  return tool.toLowerCase().replace(/\[.*$/, '').split(/[:/]/).at(-1) === 'werf';
}

function none(name: string): StepError {
  return inputError(
    'version-file',
    name,
    'a file that names the version of werf: .tool-versions with a line such as "werf 2.75.3", a mise.toml with werf = "2.75.3" under [tools], or a file that holds just the version.',
  );
}
