// Pure: reads YAML as kubectl and the clouds' tools write it, so that the library for all of YAML, 270 kB, is not loaded
// before werf starts.
import { NOTHING, plainScalar, textScalar, type YamlContent, type YamlEntry, type YamlNode } from './yaml-content.ts';

/** A line that says something. */
interface Line {
  /** Blanks before it. */
  readonly indent: number;
  readonly text: string;
}

const MAX_DEPTH = 50;
/** YAML knows no key of more than 1024 characters. */
const KEY = /^([A-Za-z_][\w./-]{0,127}):(?: +(.*))?$/;
const ITEM = /^-(?: +|$)/;
/** Nothing that begins something else than a plain scalar (YAML 1.2.2, section 7.3.3), nor a word of YAML 1.1. */
const PLAIN = /^(?:[\w./+~]|-(?=\S))/;
const NOT_PLAIN = /: |:$| #/;
/** What has no meaning beyond this reader's: printable ASCII in lines. */
const KNOWN_CHARACTERS = /^[\n\x20-\x7e]*$/;

/**
 * Block mappings and lists of scalars on one line, plain or in quotes, with whole lines of comments. Each text that this
 * reads, the library reads alike; that is what the tests compare.
 * @returns undefined for everything else, valid or not
 */
export function readPlainYaml(text: string): YamlContent | undefined {
  const unified = text.replaceAll('\r\n', '\n');
  if (!KNOWN_CHARACTERS.test(unified)) return undefined;
  const reader = new PlainYamlReader(linesOf(unified));
  const root = reader.readAll();
  return root === undefined ? undefined : { value: plainValue(root), documents: [root] };
}

function linesOf(text: string): readonly Line[] {
  const lines = text.split('\n').flatMap((line) => {
    const words = line.trim();
    return words === '' || words.startsWith('#') ? [] : [{ indent: line.search(/\S/), text: words }];
  });
  return lines[0]?.indent === 0 && lines[0].text === '---' ? lines.slice(1) : lines;
}

/** Thrown and caught here alone: the text has something that is not known. */
class Unknown extends Error {}

class PlainYamlReader {
  readonly #lines: Line[];
  #next = 0;
  #depth = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = [...lines];
  }

  readAll(): YamlNode | undefined {
    try {
      const root = this.#lines.length === 0 ? undefined : this.#block(0);
      return this.#line === undefined ? root : undefined;
    } catch (error) {
      if (error instanceof Unknown) return undefined;
      throw error;
    }
  }

  get #line(): Line | undefined {
    return this.#lines[this.#next];
  }

  /** What begins at the next line, which is so far in. */
  #block(indent: number): YamlNode {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH || this.#line?.indent !== indent) throw new Unknown();
    const node = ITEM.test(this.#line.text) ? this.#list(indent) : this.#map(indent);
    this.#depth -= 1;
    return node;
  }

  #map(indent: number): YamlNode {
    const entries: YamlEntry[] = [];
    while (this.#line?.indent === indent && !ITEM.test(this.#line.text)) {
      const [, key, value = ''] = KEY.exec(this.#line.text) ?? [];
      if (key === undefined || key === '__proto__') throw new Unknown();
      this.#next += 1;
      entries.push({
        key: plainScalar(key),
        value: value === '' ? this.#below(indent, true) : this.#scalar(value),
      });
    }
    return { kind: 'map', entries };
  }

  #list(indent: number): YamlNode {
    const items: YamlNode[] = [];
    while (this.#line?.indent === indent && ITEM.test(this.#line.text)) {
      const { text } = this.#line;
      const value = text.replace(ITEM, '');
      if (ITEM.test(value) || KEY.test(value)) {
        const inner = indent + text.length - value.length;
        this.#lines[this.#next] = { indent: inner, text: value };
        items.push(this.#block(inner));
      } else {
        this.#next += 1;
        items.push(value === '' ? this.#below(indent, false) : this.#scalar(value));
      }
    }
    return { kind: 'list', items };
  }

  /** What stands in the lines below a key or a dash. The items of a key's list may begin where the key does. */
  #below(indent: number, ofKey: boolean): YamlNode {
    const line = this.#line;
    if (line === undefined || line.indent < indent) return NOTHING;
    if (line.indent > indent) return this.#block(line.indent);
    return ofKey && ITEM.test(line.text) ? this.#block(indent) : NOTHING;
  }

  #scalar(text: string): YamlNode {
    if (text === '{}') return { kind: 'map', entries: [] };
    if (text === '[]') return { kind: 'list', items: [] };
    const quoted = /^'((?:[^']|'')*)'$/.exec(text)?.[1]?.replaceAll("''", "'") ?? /^"([^"\\]*)"$/.exec(text)?.[1];
    if (quoted !== undefined) return textScalar(quoted);
    if (!PLAIN.test(text) || NOT_PLAIN.test(text)) throw new Unknown();
    return plainScalar(text);
  }
}

/** As plain data. */
function plainValue(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.texts[0];
  if (node.kind === 'list') return node.items.map(plainValue);
  if (node.kind === 'alias') return undefined;
  return Object.fromEntries(node.entries.map(({ key, value }) => [String(plainValue(key)), plainValue(value)]));
}
