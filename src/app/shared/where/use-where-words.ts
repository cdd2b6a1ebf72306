import { partsOf, type ValueKind, type Values, type Where } from '../../../domain/residents/where.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useWhereNames, type WhereNames } from './use-where-names.ts';

/** Says a tree as a person would: "Residents who speak Spanish and live in District 3, but not those who have the tag press". */
export function useWhereWords(where: Where | null, known?: WhereNames): string {
  const { t, locale } = useWords();
  const own = useWhereNames(known ? null : where);
  const { nameOf } = known ?? own;
  const list = (parts: string[], type: 'conjunction' | 'disjunction') => new Intl.ListFormat(locale, { type }).format(parts);

  /** One condition; `isIn` says that it stands inside a larger sentence, where a group takes brackets. */
  function say(node: Where, isIn: boolean): string {
    const [kind, value] = partsOf(node);
    if (kind === 'not') return sayNot(value as Where, isIn);
    if (kind === 'needs_interpreter') return t(value ? 'where.say.needs_interpreter' : 'where.say.needs_interpreter_not');
    if (kind !== 'all' && kind !== 'any') return leaf(kind as ValueKind, value as Values, false);
    const parts = value as Where[];
    if (parts.length === 1 && parts[0]) return say(parts[0], isIn);
    const said =
      kind === 'all'
        ? sayAll(parts)
        : list(
            parts.map((part) => say(part, true)),
            'disjunction',
          );
    return isIn ? t('where.say.group', { conditions: said }) : said;
  }

  function sayAll(parts: Where[]): string {
    const others = parts.flatMap((part) => ('not' in part ? [part.not] : []));
    const wanted = parts.filter((part) => !('not' in part));
    if (others.length === 0 || wanted.length === 0)
      return list(
        parts.map((part) => say(part, true)),
        'conjunction',
      );
    return t('where.say.but_not', {
      conditions: list(
        wanted.map((part) => say(part, true)),
        'conjunction',
      ),
      others: list(
        others.map((part) => say(part, others.length > 1)),
        'disjunction',
      ),
    });
  }

  function sayNot(node: Where, isIn: boolean): string {
    const [kind, value] = partsOf(node);
    if (kind === 'not') return say(value as Where, isIn);
    if (kind === 'needs_interpreter') return t(value ? 'where.say.needs_interpreter_not' : 'where.say.needs_interpreter');
    if (kind === 'any')
      return t('where.say.none_of', {
        conditions: list(
          (value as Where[]).map((part) => say(part, true)),
          'disjunction',
        ),
      });
    if (kind === 'all')
      return t('where.say.not_all_of', {
        conditions: list(
          (value as Where[]).map((part) => say(part, true)),
          'conjunction',
        ),
      });
    return leaf(kind as ValueKind, value as Values, true);
  }

  const leaf = (kind: ValueKind, values: Values, isNot: boolean) =>
    t(`where.say.${kind}${isNot ? '_not' : ''}` as MessageKey, {
      values: list(
        values.map((one) => nameOf(kind, one)),
        'disjunction',
      ),
    });

  return where ? t('where.say.residents', { conditions: say(where, false) }) : t('where.say.nobody_yet');
}
