// Effect: what is used of undici. It is large, and several bundles need it, so the build makes one bundle of it.
export { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
