// Installs werf 1.0.0 in a process of its own, from a repository given as JSON, and prints what that took.
import { readFileSync } from 'node:fs';
import { installWerf } from '../../src/install/install.ts';
import { INSTALL_TIMEOUTS } from '../../src/install/install-timeouts.ts';
import { keptLog } from './log.ts';

const before = performance.now();
const { cached } = await installWerf({
  request: { kind: 'version', version: '1.0.0' },
  repository: JSON.parse(process.argv[2] ?? ''),
  platform: { os: 'linux', arch: 'amd64' },
  env: process.env,
  log: keptLog(),
  elapsed: () => performance.now(),
  timeouts: INSTALL_TIMEOUTS,
});
const milliseconds = Math.round(performance.now() - before);
// The highest resident memory of this program. `resourceUsage().maxRSS` would start with that of the parent process.
const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
const megabytes = Math.round((Number(kilobytes) * 1024) / 1_000_000);
console.log(`\n${JSON.stringify({ cached, milliseconds, megabytes })}`);
