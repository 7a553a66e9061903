// Effect: the file of a saved plan, which holds every Secret of the release.
import { fchmodSync } from 'node:fs';
import { fromRegularFile, isOwn, readOpenFile } from '../system/files.ts';
import { isGzip, type PlanArtifact, readPlanArtifact } from './plan-artifact.ts';

export interface PlanFile {
  /** Undefined where it cannot be read. */
  readonly artifact: PlanArtifact | undefined;
  /** Whether every user of the machine could read it, which was taken back. */
  readonly wasPublic: boolean;
}

/** Bytes, compressed. */
const MAX_COMPRESSED_BYTES = 64 * 1024 * 1024;
const OTHERS_READ = 0o004;

/**
 * Reads a saved plan; undefined where there is no such file, or where it is none. Never throws.
 * @param makePrivate whether to take it away from all but its owner where everybody could read it: werf writes it so
 */
export function readPlanFile(path: string, makePrivate: boolean): PlanFile | undefined {
  // No link is followed where something is changed: it could lead to a file that is no plan of this step.
  return fromRegularFile(path, { followsLinks: !makePrivate }, (file, stats) => {
    const { mode, size } = stats;
    const bytes = size <= MAX_COMPRESSED_BYTES ? readOpenFile(file, size) : undefined;
    if (bytes === undefined || !isGzip(bytes)) return undefined;
    const artifact = readPlanArtifact(bytes);
    const wasPublic = makePrivate && isOwn(stats) && artifact !== undefined && (mode & OTHERS_READ) !== 0;
    if (wasPublic) fchmodSync(file, mode & 0o700);
    return { artifact, wasPublic };
  });
}
