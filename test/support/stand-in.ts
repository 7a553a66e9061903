// Programs that stand in for werf: small shell scripts that say a version and do what a test needs.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a stand-in for werf.
 * @param body what it does, in the language of /bin/sh, unless it is asked for its version
 * @returns its path
 */
export function writeStandIn(folder: string, body: string, version = 'v2.77.1'): string {
  const path = join(folder, 'bin', 'werf');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nif [ "$1" = version ]; then echo '${version}'; exit 0; fi\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}
