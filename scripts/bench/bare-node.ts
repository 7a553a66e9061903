// Bare Node, beside which the step is measured: four lines that spawn the same command and take its exit code.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes the script. @returns its path */
export function writeBareNode(folder: string, command: string): string {
  const path = join(folder, 'bare.mjs');
  writeFileSync(
    path,
    `import { spawn } from 'node:child_process';
const child = spawn('${command}', ['build'], { stdio: ['ignore', 'inherit', 'inherit'] });
child.once('exit', (code) => { process.exitCode = code; });
`,
  );
  return path;
}

/** Runs a script. @returns milliseconds until it has ended */
export function timeNode(script: string, cwd: string): Promise<number> {
  const before = performance.now();
  const child = spawn(process.execPath, [script], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.resume();
  child.stderr.resume();
  return new Promise((resolve) => child.once('close', () => resolve(performance.now() - before)));
}
