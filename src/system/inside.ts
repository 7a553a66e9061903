// Pure: which paths are inside of a folder.
import * as system from 'node:path';

/**
 * Whether a path is a folder, or inside of it; by their texts alone.
 * @param rules of the platform whose paths they are; this one's where not given
 */
export function isInside(folder: string, path: string, rules: system.PlatformPath = system): boolean {
  const way = rules.relative(folder, path);
  // On Windows there is no way from one drive to another: then it is the path itself.
  return way !== '..' && !way.startsWith(`..${rules.sep}`) && !rules.isAbsolute(way);
}
