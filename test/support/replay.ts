// A program that stands in for werf: it sends the recorded telemetry of a real run over a real socket, as werf does.
// Started by a shell stand-in: replay.ts RECORDING [cleanup].
import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { readEvents, readRequest, readRun } from './recordings.ts';

/** What the program ends with where a request was not taken. */
const NOT_TAKEN = 99;

const [recording = '', part] = process.argv.slice(2);
const url = process.env['WERF_TELEMETRY'] === '0' ? '' : (process.env['WERF_TELEMETRY_TRACE_URL'] ?? '');
const events = readEvents(recording);
// As werf does: with telemetry off, nothing is sent.
const requests = url === '' ? [] : [...new Set(events.map((event) => event.request))];
const isMain = (name: string) =>
  events.some((event) => event.request === name && event.executionID === events[0]?.executionID);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

let taken = true;
for (const name of requests.filter((name) => isMain(name) === (part !== 'cleanup'))) {
  taken = (await send(readRequest(recording, name))) === 200 && taken;
}
agent.destroy();
if (part !== 'cleanup' && requests.some((name) => !isMain(name))) taken = (await cleanUp()) && taken;
process.exitCode = taken ? (part === 'cleanup' ? 0 : readRun(recording).exitCode) : NOT_TAKEN;

/** A process of its own, as werf's `host cleanup` is; here it is waited for, so that tests know when it is over. */
function cleanUp(): Promise<boolean> {
  const child = spawn(process.execPath, [import.meta.filename, recording, 'cleanup'], { detached: true });
  return new Promise((resolve) => child.once('close', (exitCode) => resolve(exitCode === 0)));
}

function send(body: Uint8Array): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = {
      'user-agent': 'OTel OTLP Exporter Go/1.24.0',
      'content-type': 'application/x-protobuf',
      'accept-encoding': 'gzip',
      'content-length': body.length,
    };
    const outgoing = request(url, { method: 'POST', headers, agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
