import { useWords } from '../providers/i18n.tsx';
import { useReferences } from '../providers/references.tsx';

/** Districts by their codes in words; 'none' is where none is known. */
export function useAreaWords(): (codes: string[]) => string {
  const { t } = useWords();
  const { districts } = useReferences();
  return (codes) =>
    codes
      .map((code) => (code === 'none' ? t('narrowed.no_district') : (districts.find((one) => one.code === code)?.name ?? code)))
      .join(', ');
}
