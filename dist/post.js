import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  createHost
} from "./chunks/chunk-OHU6EZYN.js";

// src/finish.ts
async function finish(_host) {
}

// src/post.ts
await finish(createHost());
