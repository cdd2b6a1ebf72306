import type { Deed } from '../../../domain/shared/deeds.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';

/** Says what was done to a file or a task, as the end of a sentence that begins with a name. */
export function useDeedWords(): (deed: Deed) => string {
  const { t, tn, format } = useWords();
  const { staff } = useReferences();
  return ({ what, name, count = 0, to = null }) => {
    if (what === 'checklist_used') return tn('deed.checklist_used', count, { name });
    if (what === 'task_given') {
      return to === null
        ? t('deed.task_ungiven', { name })
        : t('deed.task_given', { name, person: staff.find((one) => one.id === to)?.name ?? t('timeline.somebody') });
    }
    if (what === 'task_moved')
      return to === null ? t('deed.task_no_day', { name }) : t('deed.task_moved', { name, day: format.dateWithYear(to) });
    return t(`deed.${what}`, { name });
  };
}
