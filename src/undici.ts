// What is used of undici. It is large and both entries need it, so the build bundles this file once, beside them.
export { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
