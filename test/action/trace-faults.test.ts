// The same faults for the user's own traces: whatever the collector does, the step is the one it would be without, ends
// in time, and says in one notice what was lost.
import { beforeAll, expect, test } from 'vitest';
import { ENDPOINT_NAMES, type EndpointName, openEndpoint } from '../support/faulty-endpoints.ts';
import { createJob, type Job, type StepResult } from '../support/runner.ts';
import { slack } from '../support/slack.ts';
import { spansOf } from '../support/spans.ts';
import { writeStandIn } from '../support/stand-in.ts';

/** What a trace may add to a step, in milliseconds. */
const MAY_ADD = 2_000;
/** What the stand-in for werf ends with. */
const EXIT_CODE = 3;

interface Fate {
  /** What the notice gives as the reason; undefined where nothing is lost. */
  readonly lost?: RegExp;
  /** How often the trace reaches the endpoint; not at all where not given. */
  readonly arrives?: readonly [least: number, most: number];
}

const ONCE = { arrives: [1, 1] } as const;
const TRIED_AGAIN = { arrives: [2, 9] } as const;

const FATES: Readonly<Record<EndpointName, Fate>> = {
  'no fault': ONCE,
  refused: { lost: /ECONNREFUSED/ },
  // A process of its own looks the name up, which a loaded machine may not start in time.
  'a name that does not exist': { lost: /ENOTFOUND|no answer in time/ },
  'a look-up that hangs': { lost: /no answer in time/ },
  'a connection that hangs': { lost: /no answer in time/ },
  'hanging before headers': { lost: /no answer in time/, ...ONCE },
  'hanging in the body': ONCE,
  'headers that drip': { lost: /no answer in time/, ...ONCE },
  'a body that drips': ONCE,
  reset: { lost: /ECONNRESET|UND_ERR_SOCKET/, ...TRIED_AGAIN },
  garbage: { lost: /HPE_|Parse/, ...TRIED_AGAIN },
  'garbage in the body': ONCE,
  'headers without end': { lost: /UND_ERR_HEADERS_OVERFLOW|no answer in time/, arrives: [1, 9] },
  'a body without end': ONCE,
  'a redirect': { lost: /answered 307/, ...ONCE },
  'TLS to a plain port': { lost: /SSL|EPROTO|ECONNRESET/ },
  'plain HTTP to a TLS port': { lost: /UND_ERR_SOCKET|ECONNRESET|HPE_/ },
  'a TLS handshake that hangs': { lost: /no answer in time/ },
  'a wrong certificate': { lost: /SELF_SIGNED_CERT/ },
  '400': { lost: /answered 400/, ...ONCE },
  '401': { lost: /answered 401/, ...ONCE },
  '404': { lost: /answered 404/, ...ONCE },
  '413': { lost: /answered 413/, ...ONCE },
  '429 with Retry-After: 3600': { lost: /answered 429, and not to be asked again in time/, ...ONCE },
  '503 with Retry-After: 2': { lost: /answered 503, and not to be asked again in time/, ...ONCE },
  '429': { lost: /answered 429/, ...TRIED_AGAIN },
  '500': { lost: /answered 500/, ...ONCE },
  '502': { lost: /answered 502/, ...TRIED_AGAIN },
  '503': { lost: /answered 503/, ...TRIED_AGAIN },
  '504': { lost: /answered 504/, ...TRIED_AGAIN },
  'a partial success': { lost: /1 spans were rejected/, ...ONCE },
};

let without: StepResult;
beforeAll(async () => {
  const job = createJob();
  without = await runStep(job);
  job.remove();
});

function runStep(job: Job, inputs: Readonly<Record<string, string>> = {}, env: NodeJS.ProcessEnv = {}) {
  const werf = writeStandIn(job.workspace, `echo building; echo warned >&2; sleep 0.3; exit ${EXIT_CODE}`);
  return job.step({ command: 'converge', 'werf-path': werf, telemetry: 'false', ...inputs }, env);
}

/** What a user sees of the log without a trace; the token of the fence is another one each time. */
const visible = (stdout: string) =>
  stdout
    .replace(/[0-9a-f]{32}/g, 'token')
    .split('\n')
    .filter((line) => !isOurs(line));
const isOurs = (line: string) => line.startsWith('Traces: ') || line.includes("of this step's trace did not reach");

/** The step is the one that it would be without a trace, and ends in time. */
function expectSameStep(result: StepResult): void {
  expect(result.exitCode).toBe(EXIT_CODE);
  expect(visible(result.stdout)).toEqual(visible(without.stdout));
  expect(result.stderr).toBe(without.stderr);
  expect(result.exported).toEqual(without.exported);
  const ofThePostStep = ({ state }: StepResult) => Object.keys(state).filter((name) => name !== 'traces-unreachable');
  expect(ofThePostStep(result)).toEqual(ofThePostStep(without));
  const comparable = ({ outputs }: StepResult) => ({
    ...outputs,
    'trace-id': '',
    'duration-ms': '',
    'werf-path': '',
  });
  expect(comparable(result)).toEqual(comparable(without));
  expect(result.durationMs - without.durationMs).toBeLessThan(MAY_ADD + slack());
}

test.concurrent.for(ENDPOINT_NAMES)('%s', async (name, context) => {
  const { lost, arrives: [least, most] = [0, 0] } = FATES[name];
  const job = createJob();
  context.onTestFinished(() => job.remove());
  const endpoint = await openEndpoint(name, job);
  if (endpoint === undefined) return context.skip('this machine cannot make the fault');
  context.onTestFinished(endpoint.close);
  const env = { ...endpoint.env, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint.url };
  const result = await runStep(job, { traces: 'true' }, env);
  expectSameStep(result);
  const requests = endpoint.collector?.requests ?? [];
  expect(requests.length).toBeGreaterThanOrEqual(least);
  expect(requests.length).toBeLessThanOrEqual(most);
  // A resend has the same spans.
  expect(new Set(requests.map(({ body }) => body.toString('hex'))).size).toBe(Math.min(1, least));
  for (const span of spansOf(requests)) expect(span.traceId).toBe(result.outputs['trace-id']);
  const notices = result.stdout.split('\n').filter((line) => line.startsWith('::notice'));
  expect(notices).toEqual(lost === undefined ? [] : [expect.stringMatching(lost)]);
});
