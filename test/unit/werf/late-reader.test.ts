import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LateReader } from '../../../src/werf/late-reader.ts';

/** Reads texts with their times, and breaks where it is to read an x. */
function textReader() {
  const reader = {
    text: '',
    push: (chunk: Uint8Array, atMs: number) => {
      const text = Buffer.from(chunk).toString();
      if (text === 'x') throw new Error('cannot be read');
      reader.text += `${text}${atMs} `;
    },
  };
  return reader;
}

/** A clock that goes on by one with each look. */
function clock() {
  let time = 0;
  return () => {
    time += 1;
    return time;
  };
}

const textOf = (late: LateReader<ReturnType<typeof textReader>>) => late.read(({ text }) => text);

test('gets all of it in order and with its time, whenever the reader comes', async () => {
  const loading = Promise.withResolvers<ReturnType<typeof textReader>>();
  const late = new LateReader(() => loading.promise, clock());
  const chunk = Buffer.from('a');
  late.push(chunk);
  // The memory of a chunk is given back after the call.
  chunk.fill('-');
  late.push(Buffer.from('b'));
  loading.resolve(textReader());
  const text = textOf(late);
  late.push(Buffer.from('c'));
  expect(await text).toBe('a1 b2 c3 ');
  late.push(Buffer.from('d'));
  expect(await textOf(late)).toBe('a1 b2 c3 d4 ');
});

test('is loaded with the first chunk, and once; where nothing came, nothing was read', async () => {
  let times = 0;
  const late = new LateReader(async () => {
    times += 1;
    return textReader();
  }, clock());
  expect(await textOf(late)).toBeUndefined();
  expect(late.isLost).toBe(false);
  expect(times).toBe(0);
  late.push(Buffer.from('a'));
  late.push(Buffer.from('b'));
  expect(await textOf(late)).toBe('a1 b2 ');
  expect(times).toBe(1);
});

test('costs only itself where it cannot be had, or where too much comes before it', async () => {
  const broken = new LateReader<ReturnType<typeof textReader>>(() => Promise.reject(new Error('gone')), clock());
  broken.push(Buffer.from('a'));
  expect(await textOf(broken)).toBeUndefined();
  broken.push(Buffer.from('b'));
  const flooded = new LateReader(async () => textReader(), clock());
  for (let index = 0; index < 10; index += 1) flooded.push(Buffer.alloc(1024 * 1024));
  expect(await textOf(flooded)).toBeUndefined();
  expect([broken.isLost, flooded.isLost]).toEqual([true, true]);
});

test('costs only itself where it throws: while it catches up, later, or when it is asked', async () => {
  const chunks = fc.array(fc.constantFrom('a', 'b', 'x', 'wait'), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(chunks, fc.boolean(), async (texts, refuses) => {
      const late = new LateReader(async () => textReader(), clock());
      for (const text of texts) {
        if (text === 'wait') await new Promise(setImmediate);
        else late.push(Buffer.from(text));
      }
      const answer = await late.read(() => {
        if (refuses) throw new Error('cannot say');
        return 'read';
      });
      const isWhole = !refuses && !texts.includes('x') && texts.some((text) => text !== 'wait');
      expect(answer).toBe(isWhole ? 'read' : undefined);
      expect(late.isLost).toBe(!isWhole && texts.some((text) => text !== 'wait'));
    }),
  );
});
