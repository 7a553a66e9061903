// The built action behind the proxy that a runner is told to use, with the part of undici that it is built with.
import { writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { selfSignedCertificate } from '../support/certificate.ts';
import { accept, startCollector } from '../support/collector.ts';
import { eventsAt, stepWithPost } from '../support/delivered.ts';
import { serveFiles } from '../support/file-server.ts';
import { serveProxy } from '../support/proxy.ts';
import { createJob } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';
import { TestRepository } from '../support/tuf-repository.ts';

const BOTH = ['CommandStarted', 'CommandExited'];

function newJob() {
  const job = createJob();
  onTestFinished(() => job.remove());
  return job;
}

test('events reach an HTTPS endpoint through a tunnel of HTTPS_PROXY', async () => {
  const job = newJob();
  await using proxy = await serveProxy();
  const certificate = selfSignedCertificate('localhost');
  const collector = await startCollector(accept, (listener) => createTlsServer(certificate, listener));
  const trusted = join(job.temp, 'ca.pem');
  writeFileSync(trusted, certificate.cert);
  const step = await stepWithPost(
    job,
    {
      command: 'dismiss',
      'werf-path': writeStandIn(job.temp, 'exit 0'),
      'telemetry-url': `https://localhost:${collector.port}/v1/traces`,
    },
    { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: trusted },
  );
  await collector.close();
  expect(step.outputs['telemetry-delivery']).toBe('delivered');
  expect(eventsAt(collector).map(({ event }) => event.eventType)).toEqual(BOTH);
  expect(new Set(proxy.targets)).toEqual(new Set([`localhost:${collector.port}`]));
});

test('events reach an HTTP endpoint through HTTP_PROXY, and past it where NO_PROXY says so', async () => {
  const job = newJob();
  await using proxy = await serveProxy();
  const collector = await startCollector();
  const inputs = {
    command: 'dismiss',
    'werf-path': writeStandIn(job.temp, 'exit 0'),
    'telemetry-url': collector.url,
  };
  const through = await stepWithPost(job, inputs, { HTTP_PROXY: proxy.url });
  expect(through.outputs['telemetry-delivery']).toBe('delivered');
  const { length } = proxy.targets;
  expect(length).toBeGreaterThan(0);

  const past = await stepWithPost(job, inputs, { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' });
  await collector.close();
  expect(past.outputs['telemetry-delivery']).toBe('delivered');
  expect(proxy.targets).toHaveLength(length);
  expect(eventsAt(collector).map(({ event }) => event.eventType)).toEqual([...BOTH, ...BOTH]);
});

test('werf is installed through HTTP_PROXY', async () => {
  const job = newJob();
  await using proxy = await serveProxy();
  const repository = new TestRepository({
    'releases/1.0.0/linux-amd64/bin/werf': Buffer.from('#!/bin/sh\necho v1.0.0\n'),
  });
  await using server = await serveFiles(repository.files);
  const { rootVersion, rootSha512 } = repository.pinned(server.url);
  const step = await job.step(
    {
      version: '1.0.0',
      'trdl-url': server.url,
      'trdl-root-version': String(rootVersion),
      'trdl-root-sha512': rootSha512,
      telemetry: 'false',
    },
    { HTTP_PROXY: proxy.url },
  );
  expect(step.exitCode, step.stdout).toBe(0);
  expect(step.outputs['werf-version']).toBe('v1.0.0');
  expect(new Set(proxy.targets)).toEqual(new Set([new URL(server.url).host]));
});
