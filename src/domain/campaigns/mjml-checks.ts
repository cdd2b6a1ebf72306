import type { Add, Look } from './checks.ts';
import { contrast } from './contrast.ts';
import { readMjml, type Tag } from './mjml-source.ts';

/** What is to be said about plain MJML: as for blocks, with lines. */
export function mjmlChecks(source: string, add: Add, look: Look): void {
  if (source.trim() === '') {
    add('text_missing', 'error', 'mjml');
    return;
  }
  const { tags, problems, styles } = readMjml(source);
  for (const { line, code, values } of problems) add('mjml', 'error', 'mjml', { line, problem: code, ...values });
  let level = 0;
  for (const tag of tags) {
    if (tag.kind === 'close') continue;
    const { name, attributes, line } = tag;
    const heading = /^h([1-6])$/.exec(name)?.[1];
    if (heading) {
      if (Number(heading) > level + 1) add('heading_order', 'warning', 'mjml', { line, level: Number(heading), before: level });
      level = Number(heading);
    }
    if (name === 'mj-image' || name === 'img') {
      if (!attributes.alt?.trim()) add('alt_missing', 'error', 'mjml', { line });
      look.link(attributes.src ?? '', 'mjml', { line });
      look.picture(attributes.src ?? '', 'mjml', { line });
      if (attributes.href !== undefined) look.link(attributes.href, 'mjml', { line });
    }
    if (name === 'a' || name === 'mj-button') look.link(attributes.href ?? '', 'mjml', { line });
    for (const attribute of ['background-url', 'background']) {
      const url = attributes[attribute];
      if (url && /^https?:/i.test(url)) look.picture(url, 'mjml', { line });
    }
  }
  contrastChecks(source, tags, add);
  const starts = source.split('\n');
  const inStyles = styles.reduce((text, { text: style }) => text.replace(style, style.replace(/[^\n]/g, ' ')), starts.join('\n'));
  inStyles.split('\n').forEach((text, index) => {
    look.fields(text, 'mjml', { line: index + 1 });
  });
  const body = /<mj-body[\s>]/.test(source) ? source.slice(source.search(/<mj-body[\s>]/)) : source;
  if (!/[\p{L}\p{N}]/u.test(inStyles.slice(source.length - body.length).replace(/<[^>]*>/g, ''))) add('text_missing', 'error', 'mjml');
}

type Ground = { name: string; text: string; ground: string; size: number };

/** Words on a ground of which both colours are written down, in attributes or in styles, here or further out. */
function contrastChecks(source: string, tags: Tag[], add: Add): void {
  const stack: Ground[] = [{ name: '', text: '#000000', ground: '#ffffff', size: 13 }];
  const defaults: Record<string, Record<string, string>> = {};
  const said = new Set<string>();
  tags.forEach((tag, index) => {
    if (tag.kind === 'close') {
      const from = stack.findLastIndex(({ name }) => name === tag.name);
      if (from > 0) stack.splice(from);
      return;
    }
    if (stack.at(-1)?.name === 'mj-attributes') {
      defaults[tag.name] = tag.attributes;
      return;
    }
    const inside = within(
      { ...tag, attributes: { ...defaults['mj-all'], ...defaults[tag.name], ...tag.attributes } },
      stack.at(-1) as Ground,
    );
    const says = tag.kind === 'open' && source.slice(tag.end, tags[index + 1]?.index).trim() !== '';
    const ratio = contrast(inside.text, inside.ground);
    const pair = `${inside.text} ${inside.ground}`;
    if (says && isShown(tag.name) && ratio !== null && ratio < (inside.size >= 24 ? 3 : 4.5) && !said.has(pair)) {
      said.add(pair);
      add('contrast_low', 'error', 'mjml', {
        line: tag.line,
        ratio: Math.floor(ratio * 10) / 10,
        text: inside.text,
        ground: inside.ground,
      });
    }
    if (tag.kind === 'open') stack.push(inside);
  });
}

const isShown = (name: string): boolean => !['mj-style', 'mj-title', 'mj-preview'].includes(name);

function within({ name, attributes }: Tag, outer: Ground): Ground {
  const style = Object.fromEntries(
    (attributes.style ?? '').split(';').flatMap((rule) => {
      const [property = '', ...value] = rule.split(':');
      return value.length > 0
        ? [
            [
              property.trim().toLowerCase(),
              value
                .join(':')
                .replace(/!important/i, '')
                .trim(),
            ],
          ]
        : [];
    }),
  ) as Record<string, string | undefined>;
  // A button has a ground and letters of its own, and words of another part begin anew in black.
  const base: Ground =
    name === 'mj-button'
      ? { ...outer, text: '#ffffff', ground: '#414141' }
      : name.startsWith('mj-')
        ? { ...outer, text: '#000000' }
        : outer;
  const size = Number.parseFloat(style['font-size'] ?? attributes['font-size'] ?? '');
  return {
    name,
    text: style.color ?? attributes.color ?? base.text,
    ground: style['background-color'] ?? style.background ?? attributes['background-color'] ?? base.ground,
    size: Number.isFinite(size) ? size : /^h1$/.test(name) ? 26 : base.size,
  };
}
