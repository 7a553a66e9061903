// Writes what is generated anew, in the documents and in examples/observability: `npm run docs`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { documents } from './documents.ts';

for (const [path, text] of Object.entries(documents())) {
  const file = resolve(import.meta.dirname, '../..', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
