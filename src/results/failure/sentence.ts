// Pure: sentences of our own with foreign words in them.

/** Our own words, and foreign ones that must be shown as code wherever Markdown is read. */
export type Sentence = readonly (string | { readonly code: string })[];

/** The sentence where nothing reads Markdown. */
export function plainSentence(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? part : part.code)).join('');
}
