// Effect: what the targets metadata in a folder names.
import { join } from 'node:path';
import { readRegularFile } from '../system/files.ts';
import { fieldsOf } from '../system/guards.ts';

/** Bytes; tuf-js reads no metadata that is longer. */
const MAX_TARGETS_BYTES = 5_000_000;

/** The paths of all targets. Whether the metadata was verified is for the caller to know. @throws where there is none */
export function keptTargets(folder: string): readonly string[] {
  const metadata: unknown = JSON.parse(String(readRegularFile(join(folder, 'targets.json'), MAX_TARGETS_BYTES) ?? ''));
  return Object.keys(fieldsOf(fieldsOf(fieldsOf(metadata)['signed'])['targets']));
}
