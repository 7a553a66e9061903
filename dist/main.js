import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  createHost
} from "./chunks/chunk-OHU6EZYN.js";

// src/run.ts
async function run(_host) {
  return 0;
}

// src/main.ts
process.exitCode = await run(createHost());
