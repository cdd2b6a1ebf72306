import type { SharedField, SharedValue } from '../../../domain/referrals/referral.ts';
import { workParts } from '../../../domain/referrals/referral.ts';
import { formatPhone } from '../../../domain/shared/phone.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';

/** What stands in a field that is told, in words. */
export function useSharedWords() {
  const { t } = useWords();
  const { languages } = useReferences();
  const languageName = (code: string) => languages.find((one) => one.code === code)?.name ?? code;
  return {
    languageName,
    value: (field: SharedField, value: SharedValue): string => {
      if (Array.isArray(value)) return value.join(', ');
      if (field === 'interpreter') return t('referral.interpreter_yes');
      if (field === 'phone') return formatPhone(String(value));
      return field === 'language' ? languageName(String(value)) : String(value);
    },
  };
}

/** Minutes of work in words: "2 days 3 h of work". */
export function useWorkWords(): (minutes: number) => string {
  const { t, tn } = useWords();
  return (minutes) => {
    const parts = workParts(minutes);
    const said = [
      parts.days > 0 && tn('referral.days', parts.days),
      parts.hours > 0 && t('referral.hours', { count: parts.hours }),
      (parts.minutes > 0 || minutes === 0) && t('referral.minutes', { count: parts.minutes }),
    ];
    return said.filter(Boolean).join(' ');
  };
}
