/** A row of campaign_difference: one field of the whole, or of one language, before and now. */
export type DifferenceRow = { language: string | null; field: string; before: unknown; after: unknown };
export type CampaignDifference = {
  base: 'approved' | 'submitted' | null;
  by: string | null;
  at: string | null;
  rows: DifferenceRow[];
  names: Record<string, string>;
};

export type Piece = { kind: 'same' | 'gone' | 'new'; text: string };

/** So many words of each side are compared one by one; longer texts are shown whole, one after the other. */
const mostWords = 1500;
const wordsOf = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];

/** Two texts word by word: what stayed, what went, what came. */
export function compareWords(before: string, after: string): Piece[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const old = wordsOf(before);
  const now = wordsOf(after);
  if (old.length > mostWords || now.length > mostWords) return join([gone(before), came(after)]);
  return join(
    align(old, now, (a, b) => a === b).map(({ old: a, now: b }) =>
      a !== null && b !== null ? { kind: 'same' as const, text: b } : a !== null ? gone(a) : came(b ?? ''),
    ),
  );
}
const gone = (text: string): Piece => ({ kind: 'gone', text });
const came = (text: string): Piece => ({ kind: 'new', text });

/** Neighbours of a kind as one piece, and within a run of changes what went before what came. */
function join(pieces: Piece[]): Piece[] {
  const joined: Piece[] = [];
  let run: { gone: string; new: string } = { gone: '', new: '' };
  const flush = () => {
    if (run.gone) joined.push(gone(run.gone));
    if (run.new) joined.push(came(run.new));
    run = { gone: '', new: '' };
  };
  pieces.forEach((piece, index) => {
    // A blank between two changes is part of the change: otherwise a new sentence is told word by word.
    const isBlank = piece.kind === 'same' && /^\s+$/.test(piece.text);
    const next = pieces[index + 1];
    if (isBlank && (run.gone || run.new) && next && next.kind !== 'same') {
      run = { gone: run.gone + piece.text, new: run.new + piece.text };
    } else if (piece.kind === 'same') {
      flush();
      const last = joined.at(-1);
      if (last?.kind === 'same') last.text += piece.text;
      else joined.push({ ...piece });
    } else run[piece.kind] += piece.text;
  });
  flush();
  return joined;
}

type Pair<One> = { old: One | null; now: One | null };

/** The longest common run of two lists, as pairs: both where they are the same, one where only one has it. */
function align<One>(old: readonly One[], now: readonly One[], isSame: (a: One, b: One) => boolean): Pair<One>[] {
  const width = now.length + 1;
  const best = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      best[i * width + j] = isSame(old[i] as One, now[j] as One)
        ? (best[(i + 1) * width + j + 1] as number) + 1
        : Math.max(best[(i + 1) * width + j] as number, best[i * width + j + 1] as number);
  const pairs: Pair<One>[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && isSame(old[i] as One, now[j] as One))
      pairs.push({ old: old[i++] as One, now: now[j++] as One });
    else if (j >= now.length || (i < old.length && (best[(i + 1) * width + j] as number) >= (best[i * width + j + 1] as number)))
      pairs.push({ old: old[i++] as One, now: null });
    else pairs.push({ old: null, now: now[j++] as One });
  }
  return pairs;
}

/** A block as it is kept, of whatever kind. */
export type LooseBlock = { id?: string; kind?: string } & Record<string, unknown>;
export type BlockChange = {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  block: LooseBlock;
  /** Of a changed one: each field that differs, as text; `place` counts from 1. */
  fields: { field: string; before: string; after: string }[];
};

/** Two letters block by block; what is the same is left out. Blocks are known by their ids. */
export function compareBlocks(before: unknown, after: unknown): BlockChange[] {
  const old = asBlocks(before);
  const now = asBlocks(after);
  const oldById = new Map(old.map((block) => [idOf(block), block]));
  const nowIds = new Set(now.map(idOf));
  const kept = old.filter((block) => nowIds.has(idOf(block)));
  const stayed = now.filter((block) => oldById.has(idOf(block)));
  const inPlace = new Set(
    align(kept.map(idOf), stayed.map(idOf), (a, b) => a === b)
      .filter(({ old: a, now: b }) => a !== null && b !== null)
      .map(({ now: id }) => id),
  );
  const changes: BlockChange[] = old.filter((block) => !nowIds.has(idOf(block))).map((block) => ({ kind: 'removed', block, fields: [] }));
  for (const block of now) {
    const was = oldById.get(idOf(block));
    if (!was) changes.push({ kind: 'added', block, fields: [] });
    else {
      const fields = fieldsThatDiffer(was, block);
      const hasMoved = !inPlace.has(idOf(block));
      const place = { field: 'place', before: String(old.indexOf(was) + 1), after: String(now.indexOf(block) + 1) };
      if (fields.length > 0) changes.push({ kind: 'changed', block, fields: hasMoved ? [...fields, place] : fields });
      else if (hasMoved) changes.push({ kind: 'moved', block, fields: [place] });
    }
  }
  return changes;
}

const idOf = ({ id }: LooseBlock): string => String(id ?? '');
const asBlocks = (value: unknown): LooseBlock[] =>
  Array.isArray(value) ? value.filter((one): one is LooseBlock => typeof one === 'object' && one !== null) : [];

function fieldsThatDiffer(was: LooseBlock, now: LooseBlock): BlockChange['fields'] {
  return [...new Set([...Object.keys(was), ...Object.keys(now)])]
    .filter((field) => field !== 'id' && textOf(was[field]) !== textOf(now[field]))
    .map((field) => ({ field, before: textOf(was[field]), after: textOf(now[field]) }));
}

/** What a reader would see of a value: text as it is, lists with commas. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The words of a block for whoever looks for it: its text, or what it shows. */
export const wordsOfBlock = (block: LooseBlock): string => textOf(block.text ?? block.label ?? block.alt ?? block.names ?? '');
