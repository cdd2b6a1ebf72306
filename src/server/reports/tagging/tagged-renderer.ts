import { type Figure, LayoutBuilder, type LayoutNode, type Line, Renderer } from './internals.ts';
import type { Tag } from './tree.ts';

/** Lays out as pdfmake does, and remembers on each line which node it came from. */
export class TaggedLayoutBuilder extends LayoutBuilder {
  override buildNextLine(node: LayoutNode): Line | null {
    const line = super.buildNextLine(node);
    if (line) {
      line._tag = node._tag;
      line._furniture = node._furniture;
    }
    return line;
  }
}

/**
 * Draws as pdfmake does, with each thing either inside the marked content of its tag or marked as an artifact.
 * A thing that is neither is refused: it would be on the page, but nobody who listens to the page would learn of it.
 */
export class TaggedRenderer extends Renderer {
  /** Signs that the typeface does not have, and that therefore stand on the page as an empty box. */
  readonly missingSigns = new Set<string>();

  override renderPages(pages: unknown[]): void {
    // PDF/UA-1, 7.18.3: the order of tabbing follows the structure.
    this.pdfDocument.on('pageAdded', () => {
      this.pdfDocument.page.dictionary.data.Tabs = 'S';
    });
    super.renderPages(pages);
  }

  override renderLine(line: Line, x: number, y: number): void {
    const draw = () => super.renderLine(line, x, y);
    for (const { text, font } of line.inlines) {
      for (const sign of text) if (!font.font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0)) this.missingSigns.add(sign);
    }
    const isRepeated = line._tag?.repeats && line._tag.drawnOn !== null && line._tag.drawnOn !== this.pdfDocument.page;
    if (line._furniture || isRepeated) this.#drawArtifact('Pagination', draw);
    else if (line._tag) this.#drawTagged(line._tag, draw);
    else throw new Error(`"${line.inlines.map(({ text }) => text).join('')}" is neither tagged nor marked as furniture.`);
  }

  override renderVector(vector: unknown): void {
    this.#drawArtifact('Layout', () => super.renderVector(vector));
  }

  override renderSVG(figure: Figure): void {
    this.#drawFigure(figure, () => super.renderSVG(figure));
  }

  override renderImage(figure: Figure): void {
    this.#drawFigure(figure, () => super.renderImage(figure));
  }

  override renderWatermark(page: unknown): void {
    this.#drawArtifact('Background', () => super.renderWatermark(page));
  }

  override renderAttachment(): void {
    throw new Error('The report cannot carry attachments: their annotations are not tagged.');
  }

  #drawFigure(figure: Figure, draw: () => void): void {
    if (figure._furniture) {
      this.#drawArtifact('Layout', draw);
      return;
    }
    const tag = figure._tag;
    if (!tag?.element) throw new Error('A drawing is neither tagged nor marked as furniture.');
    const top = this.pdfDocument.page.height - figure.y;
    const box = [figure.x, top - figure._height, figure.x + figure._width, top];
    tag.element.dictionary.data.A = { O: 'Layout', Placement: 'Block', BBox: box };
    this.#drawTagged(tag, draw);
  }

  #drawTagged(tag: Tag, draw: () => void): void {
    if (!tag.element) throw new Error(`The tag ${tag.role} was drawn before the structure tree was made.`);
    tag.element.add(this.pdfDocument.markStructureContent(tag.role));
    draw();
    this.pdfDocument.endMarkedContent();
    tag.drawnOn ??= this.pdfDocument.page;
  }

  #drawArtifact(type: 'Pagination' | 'Layout' | 'Background', draw: () => void): void {
    this.pdfDocument.markContent('Artifact', { type });
    draw();
    this.pdfDocument.endMarkedContent();
  }
}
