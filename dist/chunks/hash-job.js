// src/install/hash-job.ts
import { parentPort, workerData } from "node:worker_threads";

// src/install/file-hashes.ts
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// src/system/files.ts
var { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
var TO_READ = constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW;

// src/install/file-hashes.ts
var CHUNK_BYTES = 1024 * 1024;
function openToRead(path) {
  return open(path, TO_READ);
}
async function hashFile(path, algorithms) {
  const file = await openToRead(path).catch(() => void 0);
  if (file === void 0) return void 0;
  try {
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile()) return void 0;
    return { identity: identityOf(stats), hashes: await hashesOf(file, algorithms) };
  } catch {
    return void 0;
  } finally {
    await file.close();
  }
}
async function hashesOf(file, algorithms) {
  const hashes = algorithms.map((name) => ({ name, hash: createHash(name) }));
  let buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let spare = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES); bytesRead > 0; ) {
    const next = file.read(spare, 0, CHUNK_BYTES);
    for (const { hash } of hashes) hash.update(buffer.subarray(0, bytesRead));
    [buffer, spare] = [spare, buffer];
    ({ bytesRead } = await next);
  }
  return Object.fromEntries(hashes.map(({ name, hash }) => [name, hash.digest("hex")]));
}
function identityOf({ dev, ino, size, mtimeNs, ctimeNs }) {
  return [dev, ino, size, mtimeNs, ctimeNs].join(":");
}

// src/install/hash-job.ts
parentPort?.postMessage(await hashFile(workerData.path, workerData.algorithms));
