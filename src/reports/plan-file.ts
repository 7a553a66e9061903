// Effect: the file of a saved plan, which holds every Secret of the release.
import { closeSync, constants, fchmodSync, fstatSync, openSync, readSync } from 'node:fs';
import { isGzip, type PlanArtifact, readPlanArtifact } from './plan-artifact.ts';

export interface PlanFile {
  /** Undefined where it cannot be read. */
  readonly artifact: PlanArtifact | undefined;
  /** Whether every user of the machine could read it, which was taken back. */
  readonly wasPublic: boolean;
}

/** Bytes, compressed. */
const MAX_LENGTH = 64 * 1024 * 1024;
const OTHERS_READ = 0o004;

/**
 * Reads a saved plan; undefined where there is no such file, or where it is none. Never throws.
 * @param makePrivate whether to take it away from all but its owner where everybody could read it: werf writes it so
 */
export function readPlanFile(path: string, makePrivate: boolean): PlanFile | undefined {
  try {
    // No link is followed where something is changed: it could lead to a file that is no plan of this step.
    const noFollow = makePrivate ? (constants.O_NOFOLLOW ?? 0) : 0;
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | noFollow);
    try {
      const { mode, size, uid } = fstatSync(file);
      const bytes = fstatSync(file).isFile() && size <= MAX_LENGTH ? read(file, size) : undefined;
      if (bytes === undefined || !isGzip(bytes)) return undefined;
      const artifact = readPlanArtifact(bytes);
      const isOwn = process.getuid !== undefined && process.getuid() === uid;
      const wasPublic = makePrivate && isOwn && artifact !== undefined && (mode & OTHERS_READ) !== 0;
      if (wasPublic) fchmodSync(file, mode & 0o700);
      return { artifact, wasPublic };
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function read(file: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let length = 0;
  while (length < size) {
    const count = readSync(file, bytes, length, size - length, length);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}
