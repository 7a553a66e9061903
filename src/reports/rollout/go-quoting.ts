// Pure: texts in the quoting of Go's `%q`.

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gsu;

/** Where the quoted text ends: at a quotation mark that no backslash takes away. */
const END = /^(?:[^"\\]|\\.)*/su;

const MAX_CODE_POINT = 0x10ffff;

/**
 * The text behind an opening quotation mark, up to the closing one; up to the end where that is missing, because the
 * output was cut. What is no escape of Go's stays as it is. https://pkg.go.dev/strconv#Quote
 */
export function unquoted(text: string): string {
  const quoted = END.exec(text)?.[0] ?? '';
  if (!quoted.includes('\\')) return quoted;
  return quoted.replace(ESCAPE, (whole, byte, short, long, letter) => {
    const code = byte ?? short ?? long;
    if (code === undefined) return SIMPLE[letter] ?? whole;
    const point = Number.parseInt(code, 16);
    return point <= MAX_CODE_POINT ? String.fromCodePoint(point) : whole;
  });
}
