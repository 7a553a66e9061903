// Pure: ids for spans, from random bytes that are handed in.

/** A new trace id and span id in hex (W3C Trace Context: 16 and 8 bytes). */
export function newSpanIds({ random }: { readonly random: (length: number) => Uint8Array }) {
  const hex = Buffer.from(random(24)).toString('hex');
  return { traceId: hex.slice(0, 32), spanId: hex.slice(32) };
}
