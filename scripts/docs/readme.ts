// Writes the generated parts of README.md and docs/telemetry.md anew: `npm run docs`.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { documents } from './documents.ts';

for (const [path, text] of Object.entries(documents()))
  writeFileSync(resolve(import.meta.dirname, '../..', path), text);
