// Effect: random ids, without Node's crypto module: loading that takes 4 ms, which would delay the start of werf.
import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes that are read ahead, because each output of a step asks for a UUID. */
const AHEAD_BYTES = 512;
let ahead = new Uint8Array();

/** Random bytes from the system's source, fit for secrets (on Linux and macOS `urandom(4)`). */
export function randomBytes(length: number): Uint8Array {
  // Windows has no such device, and must not be asked: any user may put a file of that name on a drive.
  if (process.platform === 'win32') return cryptoBytes(length);
  try {
    if (ahead.length < length) ahead = readRandomDevice(Math.max(AHEAD_BYTES, length));
    const bytes = ahead.slice(0, length);
    ahead = ahead.subarray(length);
    return bytes;
  } catch {
    return cryptoBytes(length);
  }
}

/** A random UUID (RFC 9562, version 4). */
export function randomUUID(): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function cryptoBytes(length: number): Uint8Array {
  return process.getBuiltinModule('node:crypto').randomBytes(length);
}

function readRandomDevice(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const device = openSync('/dev/urandom', 'r');
  try {
    for (let read = 0; read < length; ) {
      const count = readSync(device, bytes, read, length - read, null);
      if (count === 0) throw new Error('the device has an end');
      read += count;
    }
  } finally {
    closeSync(device);
  }
  return bytes;
}
