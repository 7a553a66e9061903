// Collects the licences of the packages that are bundled into dist/, as their terms ask for.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The licence texts of every package that has a file among `bundledFiles`, sorted by package name.
 * @param bundledFiles paths of bundled files, relative to the repository
 */
export async function thirdPartyLicenses(bundledFiles: readonly string[]): Promise<string> {
  const folders = new Set<string>();
  for (const file of bundledFiles) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  const texts = new Map<string, string>();
  for (const folder of [...folders].sort()) {
    const { name, version, license, repository } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const source = `The package has no licence file. Its licence is ${license}; its source: ${repository?.url}`;
    texts.set(`${name} ${version} (${license})`, (await licenseText(folder)) ?? source);
  }
  return [...texts].map(([title, text]) => `${title}\n\n${text.trim()}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

async function licenseText(folder: string): Promise<string | undefined> {
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  return file === undefined ? undefined : readFile(join(folder, file), 'utf8');
}
