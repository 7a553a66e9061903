// Pure: which of many needles stand at a place of a text, in a time that hardly grows with those that start alike.

/** Shorter secrets are only taken out where they stand as a word: `on` or `1` would blot out everything. */
export const MIN_SECRET_CHARACTERS = 4;
/** Bytes that are compared in a step. */
const BYTES_A_STEP = 4000;

/** Bytes of a secret, as one of the encodings writes them. */
export interface Needle {
  /** UTF-8, without blanks. */
  readonly bytes: Buffer;
  /** Whether all characters around it that base64 or hexadecimal digits could be belong to it. */
  readonly isEncoded: boolean;
  /** The bytes after which the secret itself has a blank. */
  readonly gaps: ReadonlySet<number>;
}

/** A needle among those that start alike. */
interface SortedNeedle extends Needle {
  /** The longest other one that this one starts with. */
  readonly shorter: SortedNeedle | undefined;
  /** The longest one of these that is encoded. */
  readonly shorterEncoded: SortedNeedle | undefined;
}

/** Needles by their first four bytes, those of each sorted by the rest, and which first two bytes any of them has. */
export interface NeedleIndex {
  readonly byStart: ReadonlyMap<number, readonly SortedNeedle[]>;
  readonly firstTwo: Uint8Array;
}

/** What a search may still do. */
export class Steps {
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  take(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new Error('The search for secrets takes too long.');
  }
}

/** Those that are too short are left out. */
export function indexOf(needles: readonly Needle[]): NeedleIndex {
  const distinct = new Map(
    needles.map((needle) => [`${[...needle.gaps].join(' ')} ${needle.bytes.toString('latin1')}`, needle]),
  );
  const searched = [...distinct.values()].filter(({ bytes }) => bytes.length >= MIN_SECRET_CHARACTERS);
  const byStart = new Map(
    [...Map.groupBy(searched, ({ bytes }) => bytes.readUInt32BE(0))].map(([start, alike]) => [start, sorted(alike)]),
  );
  const firstTwo = new Uint8Array(0x10000);
  for (const start of byStart.keys()) firstTwo[start >>> 16] = 1;
  return { byStart, firstTwo };
}

/** In the order of their bytes, in which a needle follows all that it starts with. */
function sorted(needles: readonly Needle[]): readonly SortedNeedle[] {
  let before: SortedNeedle | undefined;
  return needles
    .toSorted((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map((needle) => {
      let shorter = before;
      while (shorter !== undefined && !isAt(needle.bytes, 0, shorter)) shorter = shorter.shorter;
      before = { ...needle, shorter, shorterEncoded: shorter?.isEncoded ? shorter : shorter?.shorterEncoded };
      return before;
    });
}

/** The longest needle at a place: the last one in their order that is not behind the text, or one that it starts with. */
export function longestAt(
  text: Buffer,
  at: number,
  needles: readonly SortedNeedle[],
  steps: Steps,
): SortedNeedle | undefined {
  let low = 0;
  let high = needles.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { bytes } = needles[middle] as SortedNeedle;
    steps.take(1 + bytes.length / BYTES_A_STEP);
    if (text.compare(bytes, 0, bytes.length, at, Math.min(at + bytes.length, text.length)) < 0) high = middle;
    else low = middle + 1;
  }
  let needle = needles[low - 1];
  while (needle !== undefined && !isAt(text, at, needle)) {
    steps.take(1 + needle.bytes.length / BYTES_A_STEP);
    needle = needle.shorter;
  }
  return needle;
}

function isAt(text: Buffer, at: number, { bytes }: Needle): boolean {
  const end = at + bytes.length;
  return end <= text.length && text.compare(bytes, 0, bytes.length, at, end) === 0;
}
