import type { CrudFilter, CrudFilters, LogicalFilter } from '@refinedev/core';
import { refuse } from '../../data/refusals.ts';

/** The part of a PostgREST query that takes conditions. */
export type Filterable = {
  filter: (column: string, operator: string, value: unknown) => Filterable;
  or: (conditions: string) => Filterable;
};

/**
 * Puts Refine's filters on a query, so that whatever was typed stays a value. Conditions that must all hold become
 * parameters of their own, which need no quoting. Inside a group everything is quoted, and a quotation mark or backslash
 * never appears: neither PostgREST and @supabase/lite agree on how to escape one there, nor do they on LIKE. So text is
 * looked for by regular expressions in which each sign stands for itself, these two by their names.
 * @throws RefusalError for a field or an operator that there is none of, and for a value that no text can be.
 */
export function applyFilters<Query extends Filterable>(query: Query, filters: CrudFilters): Query {
  return filters.filter(isSet).reduce<Filterable>(applyOne, query) as Query;
}

/** A name of a column, or of a column of an embedded row ("resident.name"). They may come from an address bar. */
export function checkField(field: string): string {
  if (!/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(field)) throw refuse('invalid');
  return field;
}

function applyOne(query: Filterable, filter: CrudFilter): Filterable {
  if (!('field' in filter)) {
    const inner = filter.value.filter(isSet);
    if (inner.length === 0) return query;
    return filter.operator === 'and' ? inner.reduce(applyOne, query) : query.or(inner.map(toCondition).join(','));
  }
  const field = checkField(filter.field);
  if (filter.operator === 'between' || filter.operator === 'nbetween') {
    const [from, to] = rangeOf(filter);
    if (filter.operator === 'between') return query.filter(field, 'gte', from).filter(field, 'lte', to);
    return query.or(`${field}.lt.${quote(from)},${field}.gt.${quote(to)}`);
  }
  const [operator, value] = toParameter(filter);
  return query.filter(field, operator, value);
}

/** A filter that a person has cleared asks for nothing. */
function isSet(filter: CrudFilter): boolean {
  if (!('field' in filter) || filter.operator === 'null' || filter.operator === 'nnull') return true;
  return filter.value !== undefined && filter.value !== '';
}

const compared: Record<string, string> = { eq: 'eq', ne: 'neq', lt: 'lt', lte: 'lte', gt: 'gt', gte: 'gte' };

/** Text operators: whether the case matters, and where the text must stand. A leading n turns one round. */
const searched: Record<string, { operator: 'match' | 'imatch'; begins?: true; ends?: true }> = {
  contains: { operator: 'imatch' },
  containss: { operator: 'match' },
  startswith: { operator: 'imatch', begins: true },
  startswiths: { operator: 'match', begins: true },
  endswith: { operator: 'imatch', ends: true },
  endswiths: { operator: 'match', ends: true },
};

function toParameter({ operator, value }: LogicalFilter): [string, unknown] {
  if (operator === 'null' || (operator === 'eq' && value === null)) return ['is', null];
  if (operator === 'nnull' || (operator === 'ne' && value === null)) return ['not.is', null];
  // In a list a text stays a text; standing alone, lite takes "null", "true" and "1e5" for values of other types.
  if (typeof value === 'string' && (operator === 'eq' || operator === 'ne'))
    return [operator === 'eq' ? 'in' : 'not.in', `(${quoteInList(value)})`];
  if (compared[operator]) return [compared[operator], checkValue(value)];
  if (operator === 'in' || operator === 'nin')
    return [operator === 'in' ? 'in' : 'not.in', `(${listOf(value).map(quoteInList).join(',')})`];
  if (operator === 'ina' || operator === 'nina')
    return [operator === 'ina' ? 'cs' : 'not.cs', `{${listOf(value).map(quoteInList).join(',')}}`];
  const text = readSearch(operator);
  if (!text) throw refuse('unexpected');
  return [text.operator, toPattern(value, text)];
}

/** One condition inside a group. */
function toCondition(filter: CrudFilter): string {
  if (!('field' in filter)) {
    const inner = filter.value.filter(isSet).map(toCondition);
    return `${filter.operator}(${inner.join(',')})`;
  }
  const { operator, value } = filter;
  const field = checkField(filter.field);
  // A group is about the row itself; PostgREST wants the embedded row named outside of it.
  if (field.includes('.')) throw refuse('unexpected');
  if (operator === 'between' || operator === 'nbetween') {
    const [from, to] = rangeOf(filter);
    return operator === 'between'
      ? `and(${field}.gte.${quote(from)},${field}.lte.${quote(to)})`
      : `or(${field}.lt.${quote(from)},${field}.gt.${quote(to)})`;
  }
  if (operator === 'in' || operator === 'nin') {
    const each = listOf(value).map((one) => toCondition({ field, operator: operator === 'in' ? 'eq' : 'ne', value: one }));
    // Nothing is among nothing; everything is outside of it.
    if (each.length === 0) return operator === 'in' ? `and(id.is.null,id.not.is.null)` : `or(id.is.null,id.not.is.null)`;
    return `${operator === 'in' ? 'or' : 'and'}(${each.join(',')})`;
  }
  if (operator === 'null' || (operator === 'eq' && value === null)) return `${field}.is.null`;
  if (operator === 'nnull' || (operator === 'ne' && value === null)) return `${field}.not.is.null`;
  // What can only be text is compared as text: there is no way to write "null" or a quotation mark that both servers read.
  const isText = typeof value === 'string' && (/^(null|true|false)$/i.test(value) || !/^[\w:+.-]+$/.test(value));
  if (isText && (operator === 'eq' || operator === 'ne'))
    return `${field}.${operator === 'ne' ? 'not.' : ''}match."${toPattern(value, { begins: true, ends: true })}"`;
  if (compared[operator]) return `${field}.${compared[operator]}.${quote(value)}`;
  const text = readSearch(operator);
  if (!text) throw refuse('unexpected');
  return `${field}.${text.operator}."${toPattern(value, text)}"`;
}

function readSearch(operator: string): { operator: string; begins?: true; ends?: true } | null {
  const found = searched[operator];
  if (found) return found;
  const positive = operator.startsWith('n') ? searched[operator.slice(1)] : undefined;
  return positive ? { ...positive, operator: `not.${positive.operator}` } : null;
}

/** A regular expression that finds exactly this text. */
function toPattern(value: unknown, { begins, ends }: { begins?: true; ends?: true }): string {
  const named: Record<string, string> = {
    '"': '[[.quotation-mark.]]',
    '\\': '[[.backslash.]]',
    '^': '[[.circumflex.]]',
    '[': '[[]',
    ']': '[]]',
  };
  // The first letter stands in brackets, so that a whole pattern is never the word "null".
  const text = [...checkText(value)].map((sign, n) => named[sign] ?? (n === 0 || /[.*+?${}()|]/.test(sign) ? `[${sign}]` : sign)).join('');
  return `${begins ? '^' : ''}${text}${ends ? '$' : ''}`;
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw refuse('invalid');
  return value;
}

function rangeOf({ value }: LogicalFilter): [unknown, unknown] {
  if (!Array.isArray(value) || value.length !== 2) throw refuse('invalid');
  return [value[0], value[1]];
}

const quoteInList = (value: unknown): string => `"${checkText(value).replace(/(["\\])/g, '\\$1')}"`;

/** A value inside a group. Numbers, dates and words need no more; a mark that no server reads the same way is refused. */
function quote(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = checkText(value);
  if (/["\\]/.test(text)) throw refuse('invalid');
  return `"${text}"`;
}

function checkValue(value: unknown): unknown {
  return typeof value === 'string' ? checkText(value) : value;
}

/** No text of PostgreSQL holds the character 0. */
function checkText(value: unknown): string {
  const text = String(value);
  if (text.includes('\0')) throw refuse('invalid');
  return text;
}
