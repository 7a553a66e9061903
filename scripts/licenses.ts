// Collects the licences of the packages that are bundled into dist/, as their terms ask for.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The licence texts of every package that has a file among `bundledFiles`, sorted by package name.
 * @param bundledFiles paths of bundled files, relative to the repository
 * @throws where a package has no licence file, so that none is distributed without one
 */
export async function thirdPartyLicenses(bundledFiles: readonly string[]): Promise<string> {
  const folders = new Set<string>();
  for (const file of bundledFiles) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  const texts = new Map<string, string>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    texts.set(`${name} ${version} (${license})`, await licenseText(folder));
  }
  return [...texts].map(([title, text]) => `${title}\n\n${text.trim()}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

async function licenseText(folder: string): Promise<string> {
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${folder} has no licence file`);
  return readFile(join(folder, file), 'utf8');
}
