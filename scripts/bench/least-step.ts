// The least that a step can be: the pipes that werf's children need, the command, the version of werf, and one output.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a script that does just that, with nothing checked, read or shown: what lies between it and the step is the action's
 * own code. @returns its path
 */
export function writeLeastStep(folder: string, werf: string): string {
  const path = join(folder, 'least.mjs');
  writeFileSync(
    path,
    `import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';

const paths = ['stdout', 'stderr'].map((name) => '${folder}/least-' + name);
await new Promise((resolve) => spawn('mkfifo', paths, { stdio: 'ignore' }).once('exit', resolve));
const reading = paths.map((path) => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
const writing = paths.map((path) => openSync(path, constants.O_WRONLY));
for (const path of paths) unlinkSync(path);
const child = spawn('${werf}', ['build'], { stdio: ['ignore', ...writing] });
for (const end of writing) closeSync(end);
for (const fd of reading) new Socket({ fd, readable: true, writable: false }).pipe(process.stdout, { end: false });
process.exitCode = await new Promise((resolve) => child.once('exit', resolve));
let version = '';
const asked = spawn('${werf}', ['version'], { stdio: ['ignore', 'pipe', 'ignore'] });
asked.stdout.on('data', (text) => (version += text));
await new Promise((resolve) => asked.once('close', resolve));
appendFileSync('${folder}/least-output', 'werf-version=' + version);
`,
  );
  return path;
}
