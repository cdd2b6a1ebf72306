/** In place of the Markdown parser that @refinedev/antd would bring (see vite.config.ts). Draws nothing. */
export default function nothing(): null {
  return null;
}
