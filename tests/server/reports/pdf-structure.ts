import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>;
type TreeNode = { role?: string; type?: string; id?: string; alt?: string; bbox?: number[]; children?: TreeNode[] };
type TextItem = { type?: string; id?: string | null; tag?: string | null; str?: string };

/** What a screen reader could learn of a PDF, read by pdf.js: another program than the one that wrote it. */
export type PdfStructure = {
  pages: number;
  isMarked: boolean;
  language: unknown;
  title: unknown;
  xmp: string;
  showsTitle: boolean;
  bookmarks: { title: string; children: string[] }[];
  headings: string[];
  roles: Record<string, number>;
  figures: { alt: string | undefined; bbox: number[] | undefined }[];
  /** Text that is neither in an element nor in an artifact, and marked content that no element holds. */
  unmarked: string[];
  artifacts: string[];
};

export async function readStructure(bytes: Uint8Array): Promise<PdfStructure> {
  // pdf.js takes the buffer over, so it gets a copy.
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const { info, metadata } = await pdf.getMetadata();
  const named = info as { Title?: unknown; Language?: unknown };
  const outline = (await pdf.getOutline()) ?? [];
  const structure: PdfStructure = {
    pages: pdf.numPages,
    isMarked: (await pdf.getMarkInfo())?.Marked === true,
    language: named.Language,
    title: named.Title,
    xmp: metadata?.getRaw() ?? '',
    showsTitle: JSON.stringify(await pdf.getViewerPreferences())?.includes('"DisplayDocTitle":true') ?? false,
    bookmarks: outline.map(({ title, items }) => ({ title, children: items.map((item: { title: string }) => item.title) })),
    headings: [],
    roles: {},
    figures: [],
    unmarked: [],
    artifacts: [],
  };
  for (let number = 1; number <= pdf.numPages; number++) await readPage(await pdf.getPage(number), structure);
  await task.destroy();
  return structure;
}

async function readPage(page: Page, structure: PdfStructure): Promise<void> {
  const held = new Set<string>();
  const tree = (await page.getStructTree()) as TreeNode | null;
  if (tree) readNode(tree, structure, held);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const open: string[] = [];
  for (const item of items as TextItem[]) {
    if (item.type === 'beginMarkedContent') open.push(item.tag ?? '');
    else if (item.type === 'beginMarkedContentProps') {
      open.push(item.tag ?? '');
      if (item.id && !held.has(item.id)) structure.unmarked.push(`content ${item.id}`);
    } else if (item.type === 'endMarkedContent') open.pop();
    else if (item.str?.trim()) {
      if (open.length === 0) structure.unmarked.push(item.str);
      if (open.includes('Artifact')) structure.artifacts.push(item.str);
    }
  }
}

function readNode(node: TreeNode, structure: PdfStructure, held: Set<string>): void {
  if (node.type === 'content' && node.id) held.add(node.id);
  if (node.role) structure.roles[node.role] = (structure.roles[node.role] ?? 0) + 1;
  if (/^H\d$/.test(node.role ?? '')) structure.headings.push(node.role ?? '');
  if (node.role === 'Figure') structure.figures.push({ alt: node.alt, bbox: node.bbox });
  for (const child of node.children ?? []) readNode(child, structure, held);
}
