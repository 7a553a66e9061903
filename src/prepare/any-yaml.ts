// Pure: reads any YAML, by a library that is loaded with this file.
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import { NOTHING, plainScalar, textScalar, type YamlContent, type YamlNode, type YamlScalar } from './yaml-content.ts';

/** What one alias may expand to in all: real kubeconfigs have none. */
const MAX_ALIAS_COUNT = 20;

/** @throws the library's error where the first document is not YAML, or its aliases expand to too much */
export function readAnyYaml(text: string): YamlContent {
  // Every scalar stays the text that it is: a password 0123 must be masked as such.
  const options = { schema: 'failsafe', merge: true, uniqueKeys: false, logLevel: 'silent' } as const;
  const documents = [...parseAllDocuments(text, options)];
  const [first] = documents;
  if (first?.errors[0] !== undefined) throw first.errors[0];
  return { value: first?.toJS({ maxAliasCount: MAX_ALIAS_COUNT }), documents: documents.map(contentOf) };
}

/** The nodes that aliases stand for, as far as the document was read: a name may be given anew further on. */
type Anchors = Map<string, YamlNode>;

function contentOf({ contents }: Document): YamlNode {
  return nodeOf(contents, new Map());
}

function nodeOf(node: unknown, anchors: Anchors): YamlNode {
  if (isAlias(node)) return { kind: 'alias', of: anchors.get(node.source) };
  if (isSeq(node)) {
    const items: YamlNode[] = [];
    const list = named(node, { kind: 'list', items } as const, anchors);
    for (const item of node.items) items.push(nodeOf(item, anchors));
    return list;
  }
  if (isMap(node)) {
    const entries: { key: YamlNode; value: YamlNode }[] = [];
    const map = named(node, { kind: 'map', entries } as const, anchors);
    for (const { key, value } of node.items) entries.push({ key: nodeOf(key, anchors), value: nodeOf(value, anchors) });
    return map;
  }
  return isScalar(node) ? named(node, scalarOf(node), anchors) : NOTHING;
}

/** Before what is in it, because an alias in there may stand for it. */
function named<T extends YamlNode>(source: Node, node: T, anchors: Anchors): T {
  if (isNode(source) && !isAlias(source) && source.anchor !== undefined) anchors.set(source.anchor, node);
  return node;
}

/** A scalar's text; for `!!binary`, as it stands there and what it stands for. */
function scalarOf({ type, tag, value, source }: Scalar): YamlScalar {
  if (tag === 'tag:yaml.org,2002:binary') {
    const encoded = source ?? '';
    const decoded = Buffer.from(encoded, 'base64').toString('utf8');
    return textScalar(encoded, encoded.replaceAll(/\s/g, ''), decoded);
  }
  const text = String(value ?? '');
  return type === 'PLAIN' ? plainScalar(text) : textScalar(text);
}
