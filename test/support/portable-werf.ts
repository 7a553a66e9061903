// A stand-in for werf that is a program on every platform: a copy of node, which runs NAME.js where it is told NAME.
//
//   node portable-werf.ts PROJECT    puts it on the PATH of later steps, with a project for it to work in, and starts
//                                    a collector, whose address is the step's output `telemetry-url`
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';

const SCRIPTS = {
  version: `console.log('v2.77.1')`,
  config: `console.log(JSON.stringify(process.argv.slice(2)))`,
  plan: `console.log('changes'); process.exitCode = 2`,
  build: `console.error('Error: no Dockerfile'); process.exitCode = 3`,
};
/** Takes whatever comes, for as long as any job may last. */
const COLLECTOR = `
const server = require('node:http').createServer((request, response) => request.resume().once('end', () => response.end()));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
setTimeout(() => process.exit(), 600_000);
`;

const project = process.argv[2] ?? '';
const bin = join(project, 'bin');
const werf = join(bin, process.platform === 'win32' ? 'werf.exe' : 'werf');
mkdirSync(bin, { recursive: true });
copyFileSync(process.execPath, werf);
chmodSync(werf, 0o755);
writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'commonjs' }));
for (const [name, script] of Object.entries(SCRIPTS)) writeFileSync(join(project, `${name}.js`), script);
appendFileSync(process.env['GITHUB_PATH'] ?? devNull, `${bin}\n`);

const collector = spawn(process.execPath, ['-e', COLLECTOR], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
const [port] = await once(collector.stdout, 'data');
const url = `http://127.0.0.1:${String(port).trim()}/v1/traces`;
appendFileSync(process.env['GITHUB_OUTPUT'] ?? devNull, `telemetry-url=${url}\n`);
collector.unref();
collector.stdout.destroy();
