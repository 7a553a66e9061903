// A preload that notes, in the file that NOTED_LOADS names, which files of the action a step has loaded when it starts
// a program, and with which arguments that is.
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const file = process.env['NOTED_LOADS'] ?? '';
const loaded: string[] = [];
registerHooks({
  load: (url, context, next) => {
    if (url.startsWith('file:')) loaded.push(fileURLToPath(url));
    return next(url, context);
  },
});
const childProcess = process.getBuiltinModule('node:child_process');
const { spawn } = childProcess;
childProcess.spawn = ((program: string, args: readonly string[], ...rest: never[]) => {
  appendFileSync(file, `${JSON.stringify({ program, args, loaded })}\n`);
  return Reflect.apply(spawn, childProcess, [program, args, ...rest]);
}) as typeof spawn;
