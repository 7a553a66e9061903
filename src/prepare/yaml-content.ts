// Pure: what a YAML text holds, whoever read it.

export type YamlNode = YamlScalar | YamlList | YamlMap | YamlAlias;

export interface YamlScalar {
  readonly kind: 'scalar';
  /** What it says; of binary data also what that stands for. */
  readonly texts: readonly [string, ...string[]];
  /** Whether it is a plain null, which says nothing. */
  readonly isNull: boolean;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlMap {
  readonly kind: 'map';
  /** In their order; a key may stand twice. */
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

/** Stands for a node that was named further up; undefined where there is none of that name. */
export interface YamlAlias {
  readonly kind: 'alias';
  readonly of: YamlNode | undefined;
}

export interface YamlContent {
  /** The first document, as plain data; each scalar is the text that it is, a null too. */
  readonly value: unknown;
  /** What all documents hold. */
  readonly documents: readonly YamlNode[];
}

/** A plain scalar, as it stands there. */
export function plainScalar(text: string): YamlScalar {
  return { kind: 'scalar', texts: [text], isNull: /^(?:null|~)?$/i.test(text) };
}

/** A scalar that is a text whatever it looks like, such as one in quotes. */
export function textScalar(...texts: YamlScalar['texts']): YamlScalar {
  return { kind: 'scalar', texts, isNull: false };
}

/** What stands where there is nothing. */
export const NOTHING: YamlScalar = plainScalar('');
