// The step of the README's quick start: a project with werf on `PATH`, a kubeconfig as kubectl writes it, and ci-env.
import { writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Job } from './runner.ts';
import { writeStandIn } from './stand-in.ts';

const KUBECONFIG = `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: Y2VydGlmaWNhdGUtYXV0aG9yaXR5
    server: https://127.0.0.1:6443
  name: prod
contexts:
- context:
    cluster: prod
    user: deployer
  name: prod
current-context: prod
kind: Config
preferences: {}
users:
- name: deployer
  user:
    token: hunter2-token
`;

/** Writes the project and the stand-in. @returns the step's inputs, and what is in its environment */
export function prepareQuickStart(job: Job, body = 'exit 0') {
  writeFileSync(join(job.workspace, 'werf.yaml'), 'project: shop\nconfigVersion: 1\n');
  const ciEnv = `if [ "$1" = ci-env ]; then echo WERF_ENV=production > "$5"; exit 0; fi`;
  const werf = writeStandIn(job.temp, `${ciEnv}\n${body}`);
  return {
    inputs: { command: 'converge --repo ghcr.io/acme/shop --env production', kubeconfig: KUBECONFIG },
    env: { PATH: [dirname(werf), process.env['PATH']].join(delimiter) },
  };
}
