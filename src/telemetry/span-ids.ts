// Pure: ids for spans, from random bytes that are handed in.

/** A new trace id and span id in hex (W3C Trace Context: 16 and 8 bytes). */
export function newSpanIds({ random }: { readonly random: (length: number) => Uint8Array }) {
  return { traceId: Buffer.from(random(16)).toString('hex'), spanId: Buffer.from(random(8)).toString('hex') };
}
