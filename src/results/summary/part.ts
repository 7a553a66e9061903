// Pure: what each part of a summary is made of.

/** Markdown that ends with a line break, empty where there is nothing to say. */
export interface Part {
  readonly text: string;
  /** Whether something was left out because it did not fit. */
  readonly cut: boolean;
}
