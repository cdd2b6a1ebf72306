import type { Tag } from './tree.ts';

/**
 * What a tagged document may be made of: the part of pdfmake's document definition that has a meaning here. Measures
 * are points. There is no image, link, numbered list or spanning cell, because none of them is tagged yet.
 */
export type Look = {
  font?: string;
  fontSize?: number;
  bold?: boolean;
  color?: string;
  /** A bar behind the words; only of a run. */
  background?: string;
  alignment?: 'left' | 'right' | 'center';
  lineHeight?: number;
  margin?: [number, number, number, number];
  width?: number | '*' | 'auto';
  noWrap?: boolean;
  characterSpacing?: number;
  fontFeatures?: string[];
};

export type TextRole = 'P' | 'H1' | 'H2' | 'H3' | 'Caption';
export type GroupRole = 'Sect' | 'L' | 'LI' | 'LBody' | 'BlockQuote' | 'Div';

type Marks = { _tag?: Tag; _furniture?: boolean };

export type TextNode = Look &
  Marks & {
    text: string | (Look & { text: string })[];
    role?: TextRole;
    /** Headings: what `keepHeadings` looks at, and the bookmark. */
    headlineLevel?: number;
    outline?: boolean;
    outlineText?: string;
    outlineParentId?: string;
    id?: string;
  };

export type GroupNode = Look &
  Marks & {
    role?: GroupRole;
    unbreakable?: boolean;
    columnGap?: number;
    pageBreak?: 'before' /** Where it is not the file's language. Needs a role. */;
    lang?: string;
  } & ({ stack: TaggedNode[] } | { columns: TaggedNode[] });

export type ListNode = Look & Marks & { ul: TextNode[]; markerColor?: string };

/** A table of data: `headerRows` rows of column headers, and the first cell of every other row names its row. */
export type TableNode = Look &
  Marks & {
    table: {
      headerRows: number;
      keepWithHeaderRows?: number;
      dontBreakRows?: boolean;
      widths: (number | '*' | 'auto')[];
      body: TextNode[][];
    };
    layout: string;
  };

/** A table that only places things: it has no tag of its own, and its cells are read one after the other. */
export type PlacingNode = Look & Marks & { placing: true; table: { widths: (number | '*')[]; body: TaggedNode[][] }; layout: string };

/** A drawing. `alt` says in words what it shows. */
export type FigureNode = Look & Marks & { svg: string; alt: string; font: string };

/** Lines and boxes without meaning; always an artifact. */
export type RuleNode = Look &
  Marks & { canvas: { type: 'line'; x1: number; y1: number; x2: number; y2: number; lineWidth: number; lineColor: string }[] };

export type TaggedNode = TextNode | GroupNode | ListNode | TableNode | PlacingNode | FigureNode | RuleNode;

/** Marks what stands around the text (page numbers, running heads): a screen reader passes over it. */
export function asFurniture(node: TaggedNode): TaggedNode {
  node._furniture = true;
  if ('stack' in node) node.stack.forEach(asFurniture);
  if ('columns' in node) node.columns.forEach(asFurniture);
  return node;
}
