import type { Certificate, Certificates } from './certificates.ts';
import { fonts, ink, line, regular, river, semibold, size, slate, tableLayouts } from './look.ts';
import { drawTaggedDocument } from './tagging/draw-document.ts';
import { asFurniture, type RuleNode, type TaggedNode } from './tagging/nodes.ts';

/** US Letter, lying. */
const page = { width: 792, height: 612, margins: { left: 84, top: 84, right: 84, bottom: 60 } };
const textWidth = page.width - page.margins.left - page.margins.right;

/** A name is as large as its length lets it be: one line where that can be. */
const nameSize = (name: string): number => (name.length > 44 ? 22 : name.length > 28 ? 28 : 40);

/** Draws certificates as a tagged PDF, a page for each person. The same words give the same bytes. */
export async function renderCertificates({ tag, title, author, subject, createdAt, pages }: Certificates): Promise<Uint8Array> {
  return drawTaggedDocument({
    content: pages.map((one, index) => certificateNode(one, index)),
    language: tag,
    info: { title, author, subject, keywords: '', createdAt: new Date(createdAt) },
    page,
    fonts,
    look: { font: regular, fontSize: 12, color: ink, lineHeight: 1.15 },
    tableLayouts,
    header: () => asFurniture({ stack: [rule(0, page.width, 6, river)], margin: [0, 3, 0, 0] }),
    footer: () => asFurniture({ stack: [] }),
    breakBefore: () => false,
  });
}

function certificateNode(one: Certificate, index: number): TaggedNode {
  // All of it stands on one page, also what fills more lines than most.
  const isLong = one.name.length > 44 || one.training.length > 60 || one.office.length > 80;
  return {
    role: 'Sect',
    lang: one.tag,
    ...(index > 0 ? { pageBreak: 'before' } : {}),
    stack: [
      { text: one.office, font: semibold, color: slate, margin: [0, 0, 0, 6] },
      {
        text: one.title,
        role: 'H1',
        fontSize: 34,
        bold: true,
        characterSpacing: -0.3,
        outline: true,
        outlineText: `${one.title}, ${one.name}`,
        id: `c${index}`,
      },
      { text: one.to, color: slate, margin: [0, isLong ? 24 : 48, 0, 2] },
      { text: one.name, role: 'H2', fontSize: nameSize(one.name), bold: true, color: river, lineHeight: 1.1 },
      { text: one.took, color: slate, margin: [0, 16, 0, 2] },
      { text: one.training, role: 'H2', fontSize: one.training.length > 60 ? 15 : 22, bold: true, lineHeight: 1.1 },
      { ...rule(0, textWidth, 0.75, line), margin: [0, 28, 0, 14] },
      { columns: one.facts.map(factNode), role: 'L', columnGap: 16, margin: [0, 0, 0, isLong ? 40 : 84] },
      rule(0, 260, 0.75, ink),
      { text: one.signature, fontSize: size.body, color: slate, margin: [0, 5, 0, 0] },
    ],
  };
}

function factNode({ label, value }: Certificate['facts'][number], index: number): TaggedNode {
  const stack: TaggedNode[] = [
    { text: label, fontSize: size.body, color: slate },
    { text: value, font: semibold, fontSize: 14 },
  ];
  return { role: 'LI', width: index === 0 ? '*' : 140, stack: [{ role: 'LBody', stack }] };
}

const rule = (x1: number, x2: number, lineWidth: number, lineColor: string): RuleNode => ({
  canvas: [{ type: 'line', x1, y1: 0, x2, y2: 0, lineWidth, lineColor }],
});
