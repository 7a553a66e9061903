import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { writeKubeconfig } from '../../../src/prepare/kubeconfig-file.ts';
import { keptLog } from '../../support/log.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const config = `kind: Config
clusters: [{ name: a, cluster: { server: "https://a" } }]
contexts: [{ name: a, context: { cluster: a, user: a } }]
users: [{ name: a, user: { token: secret-token } }]
`;

test('writes it for its owner only, masks its secrets, and lets it win over the environment', async () => {
  const folder = temporaryFolder();
  const log = keptLog();
  const { path, variables } = await writeKubeconfig(Buffer.from(config).toString('base64'), folder, log);
  expect(readFileSync(path, 'utf8')).toBe(config);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect(log.masked).toContain('secret-token');
  expect(variables).toEqual({
    KUBECONFIG: path,
    WERF_KUBECONFIG: path,
    WERF_KUBE_CONFIG: undefined,
    WERF_KUBE_CONFIG_BASE64: undefined,
    WERF_KUBECONFIG_BASE64: undefined,
    KUBECONFIG_BASE64: undefined,
  });
});

test('writes nothing where it is none', async () => {
  const folder = temporaryFolder();
  await expect(writeKubeconfig('a: b', folder, keptLog())).rejects.toThrow('Input kubeconfig is not a kubeconfig');
  expect(readdirSync(join(folder))).toEqual([]);
});
