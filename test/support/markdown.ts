// Reads Markdown as a reader would: tables, code and HTML, by a library of its own and not by the code under test.
import MarkdownIt, { type Token } from 'markdown-it';

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Page {
  readonly tables: readonly Table[];
  /** Every piece of HTML that is passed through. */
  readonly html: readonly string[];
  readonly links: readonly string[];
  readonly headings: readonly string[];
  readonly items: readonly string[];
  readonly quotes: readonly string[];
  /** Fenced blocks, as `language` and text. */
  readonly blocks: readonly { readonly language: string; readonly text: string }[];
}

/** Everything that a Markdown text holds, as GitHub would see it: with tables, HTML, and addresses made into links. */
export function readPage(markdown: string): Page {
  const tokens = new MarkdownIt({ html: true, linkify: true }).parse(markdown, {});
  const tables: { header: string[]; rows: string[][] }[] = [];
  const html: string[] = [];
  const links: string[] = [];
  const blocks: { language: string; text: string }[] = [];
  const texts: Record<'heading' | 'item' | 'quote', string[]> = { heading: [], item: [], quote: [] };
  const open: string[] = [];
  for (const token of tokens) {
    if (token.nesting === 1) open.push(token.type);
    if (token.nesting === -1) open.pop();
    if (token.type === 'table_open') tables.push({ header: [], rows: [] });
    if (token.type === 'tr_open' && open.includes('tbody_open')) tables.at(-1)?.rows.push([]);
    if (token.type === 'html_block') html.push(token.content);
    if (token.type === 'fence' || token.type === 'code_block')
      blocks.push({ language: token.info, text: token.content });
    if (token.type !== 'inline') continue;
    const children = token.children ?? [];
    html.push(...children.filter(({ type }) => type === 'html_inline').map(({ content }) => content));
    links.push(
      ...children.filter(({ type }) => type === 'link_open' || type === 'image').map(({ content }) => content),
    );
    if (open.includes('th_open')) tables.at(-1)?.header.push(plain(children));
    else if (open.includes('td_open')) tables.at(-1)?.rows.at(-1)?.push(plain(children));
    else if (open.includes('heading_open')) texts.heading.push(plain(children));
    else if (open.includes('list_item_open')) texts.item.push(plain(children));
    else if (open.includes('blockquote_open')) texts.quote.push(plain(children));
  }
  return { tables, html, links, blocks, headings: texts.heading, items: texts.item, quotes: texts.quote };
}

function plain(children: readonly Token[]): string {
  return children.map(({ type, content }) => (type === 'softbreak' ? '\n' : content)).join('');
}
