// Pure: the parts of a Markdown document that are generated, each between two markers.

/**
 * The document with each part anew: what stands between `<!-- generated: NAME -->` and `<!-- end: NAME -->`.
 * @param parts Markdown by the part's name
 * @throws where the document has a part that is not among them, or a marker without its other one
 */
export function fillParts(document: string, parts: Readonly<Record<string, string>>): string {
  const filled = document.replaceAll(
    /<!-- generated: ([\w-]+) -->\n.*?<!-- end: ([\w-]+) -->/gs,
    (_, name: string, end: string) => {
      const part = parts[name];
      if (part === undefined || name !== end) throw new Error(`There is no generated part ${name} that ends as ${end}`);
      return `<!-- generated: ${name} -->\n\n${part.trim()}\n\n<!-- end: ${name} -->`;
    },
  );
  const count = (pattern: RegExp) => document.match(pattern)?.length ?? 0;
  if (count(/<!-- generated: /g) !== count(/<!-- end: /g)) throw new Error('A marker stands without its other one');
  return filled;
}

/** A Markdown table. A bar or a line break in a cell does not break it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');
}
