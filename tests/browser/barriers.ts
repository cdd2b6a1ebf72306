import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const { source } = createRequire(import.meta.resolve('@axe-core/playwright'))('axe-core') as { source: string };

type Rule = { id: string; matches: (node: Element, ...more: unknown[]) => boolean };
type Axe = {
  _audit: { rules: Rule[] };
  configure: (spec: { rules: Partial<Rule>[] }) => void;
  run: (of: Document, options: object) => Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }>;
  /** How what was found well to read looked: its colors, and those of all it stands in. */
  read?: Set<string>;
  /** The same of what the look under way measures. */
  reading?: Map<string, Element>;
  looks?: WeakMap<Element, string>;
};

/**
 * Whether a text can be read against its ground takes most of a look, and is the same for whatever looks the same: of each
 * kind, one is measured, until the page is loaded anew. What was not well is measured, and told, every time.
 */
async function look(): Promise<string[]> {
  const axe = (window as unknown as { axe: Axe }).axe;
  if (!axe.read) {
    axe.read = new Set();
    const rule = axe._audit.rules.find(({ id }) => id === 'color-contrast');
    if (!rule) throw new Error('axe has no color-contrast.');
    const isText = rule.matches;
    const lookOf = (node: Element): string => {
      const known = axe.looks?.get(node);
      if (known) return known;
      const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, position, filter, mixBlendMode, textShadow } =
        getComputedStyle(node);
      const own = [color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, position, filter, mixBlendMode, textShadow];
      const look = `${node.tagName}.${node.className} ${own.join(' ')} < ${node.parentElement ? lookOf(node.parentElement) : innerWidth}`;
      axe.looks?.set(node, look);
      return look;
    };
    axe.configure({
      rules: [
        {
          id: 'color-contrast',
          matches: (node, ...more) => {
            if (!isText.call(rule, node, ...more)) return false;
            const kind = lookOf(node);
            if (axe.read?.has(kind) || axe.reading?.has(kind)) return false;
            axe.reading?.set(kind, node);
            return true;
          },
        },
      ],
    });
  }
  axe.reading = new Map();
  axe.looks = new WeakMap();
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  const badly = new Set(
    violations
      .filter(({ id }) => id === 'color-contrast')
      .flatMap(({ nodes }) => nodes.map(({ target }) => document.querySelector(String(target[0])))),
  );
  for (const [kind, node] of axe.reading) if (!badly.has(node)) axe.read.add(kind);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Until nothing fades any more: half way a color is nobody's choice. What turns without end is not waited for. */
const settle = (page: Page) =>
  page.evaluate(async () => {
    const moving = document
      .getAnimations()
      .filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(moving.map((one) => one.finished.catch(() => {})));
  });

/** What axe finds on a page, a line each; nothing is expected. */
export async function findBarriers(page: Page): Promise<string[]> {
  await settle(page);
  // In a page itself, as a person has it open: a second page for each look would take most of the time.
  if (page.frames().length === 1) {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
    return page.evaluate(look);
  }
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}
