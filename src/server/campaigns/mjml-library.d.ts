declare module 'mjml' {
  export type MjmlError = { line: number; message: string; tagName: string; formattedMessage: string };
  export type MjmlOptions = {
    fonts?: Record<string, string>;
    ignoreIncludes?: boolean;
    keepComments?: boolean;
    minify?: boolean;
    validationLevel?: 'strict' | 'soft' | 'skip';
  };
  export default function mjml2html(source: string, options?: MjmlOptions): Promise<{ html: string; errors: MjmlError[] }>;
}
