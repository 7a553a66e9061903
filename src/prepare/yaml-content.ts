// Pure: what a YAML text holds, whoever read it.

export type YamlNode = YamlScalar | YamlList | YamlMap | YamlAlias;

export interface YamlScalar {
  readonly kind: 'scalar';
  /** What it says; of binary data also what that stands for. None where it is a plain null. */
  readonly texts: readonly string[];
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
  /** The first document, as plain data; each scalar is a text, or null where it is empty. */
  readonly value: unknown;
  /** What all documents hold. */
  readonly documents: readonly YamlNode[];
}

export const NOTHING: YamlScalar = { kind: 'scalar', texts: [] };

/** A plain scalar, as it stands there. */
export function plainScalar(text: string): YamlScalar {
  return /^(?:null|~)?$/i.test(text) ? NOTHING : { kind: 'scalar', texts: [text] };
}
