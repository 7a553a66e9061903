import { expect, test } from 'vitest';
import { LateReader } from '../../../src/werf/late-reader.ts';

function textReader() {
  const reader = {
    text: '',
    push: (chunk: Uint8Array) => {
      reader.text += Buffer.from(chunk).toString();
    },
  };
  return reader;
}

test('gets all of it in order, whenever it comes', async () => {
  const loading = Promise.withResolvers<ReturnType<typeof textReader>>();
  const late = new LateReader(() => loading.promise);
  const chunk = Buffer.from('a');
  late.push(chunk);
  // The memory of a chunk is given back after the call.
  chunk.fill('x');
  late.start();
  late.push(Buffer.from('b'));
  loading.resolve(textReader());
  const ended = late.ended();
  late.push(Buffer.from('c'));
  expect((await ended)?.text).toBe('abc');
  late.push(Buffer.from('d'));
  expect((await late.ended())?.text).toBe('abcd');
});

test('is loaded at the end at the latest, and once', async () => {
  let times = 0;
  const late = new LateReader(async () => {
    times += 1;
    return textReader();
  });
  expect((await late.ended())?.text).toBe('');
  late.start();
  await late.ended();
  expect(times).toBe(1);
});

test('costs only itself where it cannot be had, or where too much comes before it', async () => {
  const broken = new LateReader<ReturnType<typeof textReader>>(() => Promise.reject(new Error('gone')));
  broken.push(Buffer.from('a'));
  expect(await broken.ended()).toBeUndefined();
  broken.push(Buffer.from('b'));
  const flooded = new LateReader(async () => textReader());
  for (let index = 0; index < 6; index += 1) flooded.push(Buffer.alloc(1024 * 1024));
  expect(await flooded.ended()).toBeUndefined();
});
