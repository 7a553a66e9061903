// A program that becomes root, as a wrapper with sudo does: its user can no longer end it.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';

export interface WayToRoot {
  /** The user that starts it; undefined where that is the one of this process. */
  readonly user: number | undefined;
  /** What stands before a command that root runs. @param folder where a helper program may be put */
  prefix(folder: string): string;
}

const NOBODY = 65_534;
const SETPRIV = '/usr/bin/setpriv';

/** Undefined where this machine has no such way. */
export function wayToRoot(): WayToRoot | undefined {
  if (process.getuid?.() === 0) {
    // As root it makes one for a user that has none: a program with the set-user-ID bit that takes the id for good.
    if (spawnSync(SETPRIV, ['--version']).status !== 0) return undefined;
    const prefix = (folder: string) => {
      const path = join(folder, 'become-root');
      copyFileSync(SETPRIV, path);
      chmodSync(path, 0o4755);
      return `'${path}' --reuid=0 --regid=0 --clear-groups`;
    };
    return { user: NOBODY, prefix };
  }
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? { user: undefined, prefix: () => 'sudo -n' } : undefined;
}
