// The runner's proxies: which one a request goes through, with a real proxy on loopback.
import { describe, expect, test, vi } from 'vitest';
import { HttpClient } from '../../../src/net/http-client.ts';
import { proxySettings } from '../../../src/net/proxy.ts';
import { serveFiles } from '../../support/file-server.ts';
import { keptLog } from '../../support/log.ts';
import { serveProxy } from '../../support/proxy.ts';

describe('the settings', () => {
  const secure = new URL('https://tuf.werf.io');
  const plain = new URL('http://tuf.example.com');
  test.each([
    [secure, {}, '', ''],
    [secure, { HTTPS_PROXY: 'http://a' }, '', 'http://a'],
    [secure, { https_proxy: 'http://a', HTTPS_PROXY: 'http://b' }, '', 'http://a'],
    [secure, { https_proxy: '', HTTPS_PROXY: 'http://b' }, '', 'http://b'],
    [secure, { HTTP_PROXY: 'http://a', http_proxy: 'http://a' }, '', ''],
    [plain, { HTTP_PROXY: 'http://a' }, 'http://a', ''],
    [plain, { HTTPS_PROXY: 'socks5://a' }, '', ''],
    [secure, { HTTP_PROXY: 'socks5://a', HTTPS_PROXY: 'http://b' }, '', 'http://b'],
    [secure, { HTTPS_PROXY: '10.0.0.1:3128' }, '', 'http://10.0.0.1:3128'],
    [secure, { HTTPS_PROXY: 'user:word@proxy:3128' }, '', 'http://user:word@proxy:3128'],
    [secure, { HTTPS_PROXY: 'https://a' }, '', 'https://a'],
  ])('%s with %j', (target, env, httpProxy, httpsProxy) => {
    expect(proxySettings(env, target)).toMatchObject({ httpProxy, httpsProxy });
  });
  test('what goes past a proxy', () => {
    expect(proxySettings({ no_proxy: '', NO_PROXY: 'a,b' }, secure).noProxy).toBe('a,b');
  });
  test.each([
    ['http://10.1.2.3:3128', '10.0.0.0/8', true],
    ['http://10.1.2.3', 'a, 192.168.0.0/16 10.1.2.3/32', true],
    ['http://[fd00::1]:80', 'fd00::/8', true],
    ['http://127.0.0.1', '0.0.0.0/0', true],
    ['http://11.1.2.3', '10.0.0.0/8', false],
    ['http://10.1.2.3', '10.0.0.0/33', false],
    ['http://10.1.2.3', '10.0.0.0/', false],
    ['http://10.1.2.3', '10.0.0.0', false],
    ['http://10.1.2.3', '::/0', false],
    ['http://[fd00::1]', 'fd00::/129', false],
    ['http://example.com', '0.0.0.0/0', false],
  ])('%s with the block %s: %s', (target, NO_PROXY, past) => {
    expect(proxySettings({ NO_PROXY }, new URL(target)).noProxy).toBe(past ? '*' : NO_PROXY);
  });
});

test('requests go through the proxy, or past it', async () => {
  await using server = await serveFiles(new Map([['/x', Buffer.from('content')]]));
  await using proxy = await serveProxy();
  const get = async (env: Record<string, string>) => {
    const client = new HttpClient({ env, log: keptLog(), elapsed: () => 0, retryDelays: [] });
    try {
      return (await client.getBytes(`${server.url}/x`, 100)).toString();
    } finally {
      await client.close();
    }
  };
  expect(await get({ http_proxy: proxy.url })).toBe('content');
  expect(proxy.targets).toEqual([new URL(server.url).host]);
  expect(await get({ http_proxy: proxy.url, NO_PROXY: '127.0.0.1' })).toBe('content');
  expect(await get({ http_proxy: proxy.url.slice('http://'.length) })).toBe('content');
  expect(proxy.targets).toHaveLength(2);
  // Only the environment that is handed in counts, not the one of this process.
  vi.stubEnv('http_proxy', 'http://127.0.0.1:1');
  expect(await get({ https_proxy: '' })).toBe('content');
  vi.unstubAllEnvs();
  expect(proxy.targets).toHaveLength(2);
  await expect(get({ http_proxy: 'no url' })).rejects.toThrow(/^http_proxy is not the URL of an HTTP proxy/);
  for (const HTTP_PROXY of [
    'ftp://10.0.0.1',
    'http://',
    'user:hunter 2@proxy:port',
    'http:/proxy:3128',
    'http://proxy:3128/x?y',
    'socks5://proxy:1080',
  ]) {
    const error = await get({ HTTP_PROXY }).catch((reason) => reason);
    expect(error.message).toMatch(/^HTTP_PROXY is not the URL of an HTTP proxy/);
    expect(error.message).not.toContain('hunter');
  }
});
