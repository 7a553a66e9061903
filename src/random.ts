// Effect: random ids, without Node's crypto module: loading that takes 4 ms, which would delay the start of werf.
import { closeSync, openSync, readSync } from 'node:fs';

/** Random bytes from the system's source, fit for secrets (on Linux and macOS `urandom(4)`). */
export function randomBytes(length: number): Uint8Array {
  try {
    return readRandomDevice(length);
  } catch {
    // Windows has no such device.
    return process.getBuiltinModule('node:crypto').randomBytes(length);
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

function readRandomDevice(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const device = openSync('/dev/urandom', 'r');
  try {
    for (let read = 0; read < length; ) read += readSync(device, bytes, read, length - read, null);
  } finally {
    closeSync(device);
  }
  return bytes;
}
