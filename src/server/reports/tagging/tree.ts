import type { PdfDocument, PdfPage, StructElement } from './internals.ts';
import type { TableNode, TaggedNode, TextNode } from './nodes.ts';

/** One element of the structure tree, made before anything is drawn, so that its order is the order of the content. */
export type Tag = {
  role: string;
  children: Tag[];
  /** The words or the drawing that it stands for; null for an element that only holds others. */
  content: string | null;
  alt?: string;
  scope?: 'Column' | 'Row';
  list?: 'Disc' | 'None';
  lang?: string;
  /** A column header: pdfmake draws it again on each page, where it is furniture. */
  repeats: boolean;
  element: StructElement | null;
  drawnOn: PdfPage | null;
};

type TagDetails = Partial<Pick<Tag, 'content' | 'alt' | 'scope' | 'list' | 'lang' | 'repeats'>>;

/** Gives every node of the content its tag, and answers the root of the tree. Refuses what would be read as nothing. */
export function tagContent(content: TaggedNode[]): Tag {
  const root = newTag('Document', null);
  for (const node of content) tagNode(node, root);
  return root;
}

function newTag(role: string, parent: Tag | null, details: TagDetails = {}): Tag {
  const tag: Tag = { role, children: [], content: null, repeats: false, element: null, drawnOn: null, ...details };
  parent?.children.push(tag);
  return tag;
}

function tagNode(node: TaggedNode, parent: Tag): void {
  if (node._furniture || 'canvas' in node) {
    node._furniture = true;
  } else if ('text' in node) {
    node._tag = newTag(node.role ?? 'P', parent, { content: wordsOf(node) });
  } else if ('svg' in node) {
    if (node.alt.trim() === '') throw new Error('A drawing in the report has no words for those who cannot see it.');
    node._tag = newTag('Figure', parent, { content: node.alt, alt: node.alt });
  } else if ('ul' in node) {
    const list = newTag('L', parent, { list: 'Disc' });
    for (const item of node.ul) item._tag = newTag('LBody', newTag('LI', list), { content: wordsOf(item) });
  } else if ('placing' in node) {
    for (const cell of node.table.body.flat()) tagNode(cell, parent);
  } else if ('table' in node) {
    tagTable(node, newTag('Table', parent));
  } else {
    const group = node.role ? newTag(node.role, parent, { ...(node.role === 'L' ? { list: 'None' } : {}), lang: node.lang }) : parent;
    for (const child of 'stack' in node ? node.stack : node.columns) tagNode(child, group);
  }
}

function tagTable({ table }: TableNode, tag: Tag): void {
  const width = table.body[0]?.length ?? 0;
  table.body.forEach((cells, index) => {
    if (cells.length !== width) throw new Error(`Row ${index + 1} of a table in the report has ${cells.length} cells, not ${width}.`);
    const row = newTag('TR', tag);
    const isHeader = index < table.headerRows;
    cells.forEach((cell, column) => {
      const scope = isHeader ? 'Column' : column === 0 ? 'Row' : undefined;
      cell._tag = newTag(scope ? 'TH' : 'TD', row, { content: wordsOf(cell), scope, repeats: isHeader });
    });
  });
}

/** The node's words. Empty text draws no line, so its tag would stand for nothing. */
function wordsOf({ text }: TextNode): string {
  const words = typeof text === 'string' ? text : text.map((run) => run.text).join('');
  if (words.trim() === '') throw new Error('A paragraph, item or cell of the report is empty: a screen reader would find nothing in it.');
  return words;
}

/** Makes the file's structure elements, parents before children, in the order of the content. */
export function attachTree(document: PdfDocument, root: Tag): void {
  root.element = document.struct(root.role, {});
  document.addStructure(root.element);
  attachChildren(document, root, root.element);
}

function attachChildren(document: PdfDocument, tag: Tag, parent: StructElement): void {
  for (const child of tag.children) {
    const element = document.struct(child.role, { alt: child.alt, scope: child.scope, lang: child.lang });
    if (child.list) element.dictionary.data.A = { O: 'List', ListNumbering: child.list };
    child.element = element;
    parent.add(element);
    attachChildren(document, child, element);
  }
}

/** The words of every tag that nothing was drawn for. While there are any, the file must not claim to be accessible. */
export function findUndrawn(tag: Tag): string[] {
  const own = tag.content !== null && tag.drawnOn === null ? [tag.content] : [];
  return [...own, ...tag.children.flatMap(findUndrawn)];
}
