// A stand-in for werf that reports 10,000 events: as many as a build of 1,000 images with 9 stages has. They come in
// requests of 5, the most that the recorded runs of a real werf have.
import { Agent, request } from 'node:http';
import { encodeTraceRequest } from '../../src/telemetry/otlp.ts';

const REQUESTS = 2000;
const EVENTS = 5;
const url = process.env['WERF_TELEMETRY_TRACE_URL'] ?? '';
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const executionID = '2f75d020-684e-4224-9013-35e95e1b7721';

for (let number = 0; number < REQUESTS; number += 1) {
  const spans = Array.from({ length: EVENTS }, (_, index) => ({
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    event: {
      ts: 1658231825280 + number,
      executionID,
      projectID: '',
      command: 'werf build',
      attributes: {
        arch: 'amd64',
        os: 'linux',
        version: 'v2.77.1',
        ci: true as const,
        ciName: 'github-actions',
        extra: {},
      },
      eventType: 'StageBuildFinished' as const,
      eventData: {
        image: `image-${number}-${index}`,
        stage: 'install',
        durationMs: index,
        fromCache: false,
        baseImageSource: '',
        baseImagePulled: false,
      },
      schemaVersion: 2,
    },
  }));
  await post(encodeTraceRequest(spans));
}
agent.destroy();

function post(body: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-protobuf', 'content-length': body.length };
    request(url, { method: 'POST', headers, agent }, (response) => response.resume().once('end', resolve))
      .once('error', reject)
      .end(body);
  });
}
