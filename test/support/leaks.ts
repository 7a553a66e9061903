// Looks for a secret in bytes that left the machine, in every guise that it could have taken on the way.
import { createHash } from 'node:crypto';

/** The guises in which the bytes hold the secret; none where it did not leak. */
export function leaksOf(secret: string, bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString('latin1');
  const anyCase = text.toLowerCase();
  const lower = secret.toLowerCase();
  const variants = [...new Set([secret, lower, secret.toUpperCase()])];
  const percent = (hex: string) => hex.replace(/../g, '%$&');
  const found: ReadonlyArray<readonly [guise: string, found: boolean]> = [
    ['plain', anyCase.includes(lower)],
    ['hex', variants.some((variant) => anyCase.includes(hexOf(variant)))],
    ['percent-encoded', variants.some((variant) => anyCase.includes(percent(hexOf(variant))))],
    ['base64', variants.flatMap(inBase64).some((encoded) => text.includes(encoded))],
    ['reversed', anyCase.includes([...lower].reverse().join(''))],
    ['SHA-256', variants.some((variant) => anyCase.includes(createHash('sha256').update(variant).digest('hex')))],
  ];
  return found.filter(([, leaked]) => leaked).map(([guise]) => guise);
}

const hexOf = (text: string) => Buffer.from(text).toString('hex');

/** The secret in base64, wherever it stands in what is encoded: only the characters that it alone decides. */
function inBase64(secret: string): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]).toString('base64url');
    const certain = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + secret.length) * 8) / 6));
    return [certain, certain.replaceAll('-', '+').replaceAll('_', '/')];
  });
}
