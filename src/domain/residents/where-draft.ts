import { partsOf, prunedWhere, type ValueKind, type Values, valuesNode, type Where } from './where.ts';

/** How the parts of a group are joined; `none` is "not any", `not_all` is "not all". */
export const joins = ['all', 'any', 'none', 'not_all'] as const;
export type Join = (typeof joins)[number];

/** A tree while it is put together: each part has a key, and may still name nothing. */
export type GroupDraft = { key: number; kind: 'group'; join: Join; parts: Draft[] };
export type ConditionDraft = { key: number; kind: ValueKind | 'needs_interpreter'; isNot: boolean; values: Values };
export type Draft = GroupDraft | ConditionDraft;

let keys = 0;
const nextKey = () => {
  keys += 1;
  return keys;
};

export const emptyGroup = (join: Join = 'all'): GroupDraft => ({ key: nextKey(), kind: 'group', join, parts: [] });
export const emptyCondition = (kind: ConditionDraft['kind']): ConditionDraft => ({ key: nextKey(), kind, isNot: false, values: [] });

/** A tree as it is put together; the outermost is always a group. */
export function toDraft(where: Where | null): GroupDraft {
  if (!where) return emptyGroup();
  const draft = draftOf(where);
  return draft.kind === 'group' ? draft : { ...emptyGroup(), parts: [draft] };
}

function draftOf(node: Where): Draft {
  const [kind, value] = partsOf(node);
  if (kind === 'all' || kind === 'any') return { ...emptyGroup(kind), parts: (value as Where[]).map(draftOf) };
  if (kind === 'not') {
    const inner = draftOf(value as Where);
    if (inner.kind !== 'group') return { ...inner, isNot: !inner.isNot };
    return { ...inner, join: ({ all: 'not_all', any: 'none', none: 'any', not_all: 'all' } as const)[inner.join] };
  }
  if (kind === 'needs_interpreter') return { ...emptyCondition(kind), isNot: value === false };
  return { ...emptyCondition(kind as ValueKind), values: value as Values };
}

/** The tree that is meant; null while nothing is said. */
export function toWhere(draft: Draft): Where | null {
  const where = prunedWhere(whereOf(draft));
  // A group of one is that one.
  return where && 'all' in where && where.all.length === 1 ? (where.all[0] ?? null) : where;
}

function whereOf(draft: Draft): Where {
  if (draft.kind === 'group') {
    const parts = draft.parts.map(whereOf);
    if (draft.join === 'all' || draft.join === 'any') return { [draft.join]: parts } as Where;
    return { not: { [draft.join === 'none' ? 'any' : 'all']: parts } as Where };
  }
  if (draft.kind === 'needs_interpreter') return { needs_interpreter: !draft.isNot };
  const node = valuesNode(draft.kind, draft.values);
  return draft.isNot && draft.values.length > 0 ? { not: node } : node;
}

/** The tree with one part changed, taken away (null), wherever it lies. */
export function withPart(group: GroupDraft, key: number, change: (part: Draft) => Draft | null): GroupDraft {
  return {
    ...group,
    parts: group.parts.flatMap((part) => {
      if (part.key === key) {
        const next = change(part);
        return next ? [next] : [];
      }
      return [part.kind === 'group' ? withPart(part, key, change) : part];
    }),
  };
}

/** How many parts there are, groups included. */
export function countParts(draft: Draft): number {
  return draft.kind === 'group' ? draft.parts.reduce((sum, part) => sum + countParts(part), 1) : 1;
}
