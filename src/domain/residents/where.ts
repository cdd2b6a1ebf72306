/** Conditions that name values: what a resident, or something of theirs, must be one of. */
export const valueKinds = [
  'language',
  'district',
  'neighborhood',
  'tag',
  'list',
  'attended',
  'registered',
  'program',
  'inquiry_topic',
] as const;
export type ValueKind = (typeof valueKinds)[number];
export type Values = (string | null)[];

/** Who is meant, as a tree. The database reads the same (`private.resident_where`); null among districts is "none". */
export type Where =
  | { all: Where[] }
  | { any: Where[] }
  | { not: Where }
  | { needs_interpreter: boolean }
  | { [kind in ValueKind]: { [one in kind]: Values } }[ValueKind];

/** The limits that the database keeps. */
export const whereLimits = { depth: 6, nodes: 100, values: 200 } as const;

const isKind = (kind: string): kind is ValueKind => (valueKinds as readonly string[]).includes(kind);

/** The one key of a node with what stands there: `['language', ['es']]`. */
export function partsOf(node: Where): [string, unknown] {
  return Object.entries(node)[0] ?? ['all', []];
}

/** A condition on values. */
export function valuesNode(kind: ValueKind, values: Values): Where {
  return { [kind]: values } as Where;
}

const keep = (text: string) => text.replace(/[%(),:|]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
const clear = (text: string) => text.replace(/%([0-9a-f]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Writes a tree as an address says it: `all(language:es|so,not(tag:press))`. */
export function writeWhere(node: Where): string {
  const [kind, value] = partsOf(node);
  if (kind === 'all' || kind === 'any') return `${kind}(${(value as Where[]).map(writeWhere).join(',')})`;
  if (kind === 'not') return `not(${writeWhere(value as Where)})`;
  if (kind === 'needs_interpreter') return `interpreter:${value ? 'yes' : 'no'}`;
  // A value that happens to be called "none" is told from none by a sign that is escaped.
  return `${kind}:${(value as Values).map((one) => (one === null ? 'none' : one === 'none' ? '%6eone' : keep(one))).join('|')}`;
}

/** Reads what an address says; null when it cannot be read, or is more than the database would take. */
export function readWhere(text: string | null): Where | null {
  if (!text) return null;
  let at = 0;
  let nodes = 0;
  const take = (sign: string) => text[at] === sign && Boolean(++at);
  const word = () => {
    const start = at;
    while (at < text.length && !'(),:|'.includes(text[at] ?? '')) at++;
    return text.slice(start, at);
  };
  const group = (depth: number): Where[] | null => {
    const found: Where[] = [];
    if (!take('(')) return null;
    if (take(')')) return found;
    do {
      const one = node(depth + 1);
      if (!one) return null;
      found.push(one);
    } while (take(','));
    return take(')') ? found : null;
  };
  const node = (depth: number): Where | null => {
    if (depth > whereLimits.depth || ++nodes > whereLimits.nodes) return null;
    const kind = word();
    if (kind === 'all' || kind === 'any') {
      const found = group(depth);
      return found && ({ [kind]: found } as Where);
    }
    if (kind === 'not') {
      const found = group(depth);
      return found?.length === 1 && found[0] ? { not: found[0] } : null;
    }
    if (!take(':')) return null;
    const values = [word()];
    while (take('|')) values.push(word());
    if (kind === 'interpreter') return { needs_interpreter: values[0] === 'yes' };
    if (!isKind(kind) || values.includes('') || values.length > whereLimits.values) return null;
    return valuesNode(
      kind,
      values.map((one) => (one === 'none' && kind === 'district' ? null : clear(one))),
    );
  };
  const whole = node(1);
  return at === text.length ? whole : null;
}

/** The tree without groups that hold nothing and conditions that name nothing; null when nothing is left. */
export function prunedWhere(node: Where): Where | null {
  const [kind, value] = partsOf(node);
  if (kind === 'needs_interpreter') return node;
  if (kind === 'not') {
    const inner = prunedWhere(value as Where);
    return inner && { not: inner };
  }
  if (kind === 'all' || kind === 'any') {
    const parts = (value as Where[]).map(prunedWhere).filter((one) => one !== null);
    return parts.length === 0 ? null : ({ [kind]: parts } as Where);
  }
  return (value as Values).length === 0 ? null : node;
}

/** All values that a tree names of these kinds, each once. */
export function valuesIn(node: Where | null, kinds: readonly ValueKind[]): string[] {
  if (!node) return [];
  const [kind, value] = partsOf(node);
  if (kind === 'all' || kind === 'any') return [...new Set((value as Where[]).flatMap((part) => valuesIn(part, kinds)))];
  if (kind === 'not') return valuesIn(value as Where, kinds);
  return kinds.includes(kind as ValueKind) ? (value as Values).filter((one) => one !== null) : [];
}
