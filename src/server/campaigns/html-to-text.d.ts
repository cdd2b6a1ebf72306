declare module 'html-to-text' {
  type Node = { attribs?: Record<string, string | undefined>; children?: Node[] };
  type Builder = { addInline: (text: string, options?: { noWordTransform?: boolean }) => void };
  type Selector = { selector: string; format?: string; options?: Record<string, unknown> };
  export type HtmlToTextOptions = {
    wordwrap?: false | number;
    selectors?: Selector[];
    limits?: { maxInputLength?: number };
    formatters?: Record<string, (element: Node, walk: unknown, builder: Builder, options: unknown) => void>;
  };
  export function convert(html: string, options?: HtmlToTextOptions): string;
}
