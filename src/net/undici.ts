// Effect: what is used of undici, of which the build bundles no more (scripts/build/bundle-plugins.ts), once for all chunks.
export { type Dispatcher, EnvHttpProxyAgent } from 'undici';
