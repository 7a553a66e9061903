// What of a platform the tests need, in one place. What is left out for want of it is said before the tests run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a process can see its own and others' memory as files. */
export const hasProc = existsSync('/proc/self/status');
/** Whether there is a file that is always full. */
export const hasFullDevice = existsSync('/dev/full');

/** Whether a process can set a limit for its parent, such as for the size of its files. */
export const hasLimits = (process.env['PATH'] ?? '').split(delimiter).some((path) => existsSync(join(path, 'prlimit')));

/** Whether files can be given to another user. */
export const isRoot = process.getuid?.() === 0;

/** Whether a process can have mounts of its own, as root in a container may or may not. */
export const hasOwnMounts =
  isRoot && spawnSync('unshare', ['-m', 'true'], { stdio: 'ignore', timeout: 10_000 }).status === 0;

const isWindows = process.platform === 'win32';

/** The folders of the tests that run here, without those that need other programs than git. */
export const TEST_FOLDERS = isWindows ? ['test/unit'] : ['test/action', 'test/process', 'test/unit'];

/** Why others, or parts of them, do not. */
export const LEFT_OUT: readonly string[] = [
  ...(isWindows
    ? [
        'Left out on Windows: test/process and test/action, whose stand-ins for werf are shell scripts, and whose ' +
          'signals Windows does not have. The job `action` of the CI workflow runs the step there.',
      ]
    : []),
  ...(hasProc || isWindows ? [] : ['Left out without /proc: how much memory a step or an installation takes.']),
  ...(isRoot || isWindows ? [] : ['Left out where files cannot be given to another user: what git does not trust.']),
  ...(hasOwnMounts || isWindows
    ? []
    : ['Left out without mounts of its own: a root file system that cannot be written.']),
  ...(hasFullDevice || isWindows ? [] : ['Left out without /dev/full: files that cannot be written whole.']),
  ...(hasLimits || isWindows
    ? []
    : ['Left out without prlimit: a disk that is full in the last moment, and a step that may open few files.']),
];
