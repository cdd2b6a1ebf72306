import type { BlockKind } from '../../../domain/campaigns/blocks.ts';
import type { Check } from '../../../domain/campaigns/checks.ts';
import type { MjmlProblem } from '../../../domain/campaigns/mjml-source.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';

/** Says a check as a sentence that says what to do. Where it stands in plain MJML, with the line. */
export function useCheckWords(): (check: Check) => string {
  const { t, tn, format } = useWords();
  const { languages } = useReferences();
  return ({ code, values, language }) => {
    const number = (name: string) => (typeof values[name] === 'number' ? format.number(values[name]) : String(values[name] ?? ''));
    const named = languages.find((one) => one.code === (language ?? values.language))?.name ?? String(language ?? values.language ?? '');
    const line =
      typeof values.layout_line === 'number'
        ? t('check.line_layout', { line: values.layout_line })
        : typeof values.line === 'number'
          ? t('check.line', { line: values.line })
          : '';
    const sentence = (() => {
      switch (code) {
        case 'block_empty':
          return t(`check.block_empty_${String(values.kind) as Exclude<BlockKind, 'button' | 'events' | 'divider'>}`);
        case 'link_broken':
          return values.url
            ? t('check.link_broken', { url: String(values.url), why: t(`write.link_problem.${values.why}` as MessageKey) })
            : t('check.link_missing');
        case 'mjml':
          return t(`mjml.${values.problem as MjmlProblem['code']}`, values);
        case 'field_without_fallback':
          return tn('check.field_without_fallback', Number(values.count ?? 0), { field: String(values.field ?? '') });
        case 'message_missing':
          return t('check.message_missing', { language: named });
        case 'language_missing':
          return tn('check.language_missing', Number(values.count ?? 0), { language: named });
        default:
          return t(`check.${code}`, Object.fromEntries(Object.keys(values).map((name) => [name, number(name)])));
      }
    })();
    return line ? `${line} ${sentence}` : sentence;
  };
}
