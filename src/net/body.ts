// Effect: the body of an answer, as it comes and into a file.
import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { garbageCollector } from './garbage.ts';
import { connectionError, TooLongError } from './http-errors.ts';

/** The body's chunks; an error of the connection is told apart from one of whoever reads them. */
export async function* received(body: Readable): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch (error) {
    connectionError(error);
  }
}

/** The chunks, up to so many bytes. @throws TooLongError */
export async function* bounded(chunks: AsyncIterable<Buffer>, maxLength: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > maxLength) throw new TooLongError(`longer than the ${maxLength} bytes that it may have`);
    yield chunk;
  }
}

/** Writes chunks to a new file in place of what is there. */
export async function writeTo(
  path: string,
  chunks: AsyncIterable<Buffer>,
  onChunk: (chunk: Buffer) => void,
): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  const streamed = garbageCollector();
  try {
    for await (const chunk of chunks) {
      // Whoever looks at it does so while it is written.
      const written = file.writeFile(chunk);
      written.catch(() => undefined);
      onChunk(chunk);
      await written;
      streamed(chunk.length);
    }
  } finally {
    await file.close();
  }
}
