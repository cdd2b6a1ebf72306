import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { useCallback } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { useWords } from '../../providers/i18n.tsx';
import { offerUndo } from '../../providers/undo-offers.ts';
import { refusalText } from '../refusal-text.ts';

type RefusedRow = { table: string; id: string; why: 'changed' | 'gone' | 'there' | 'referred' | 'taken'; by?: string };
type Answer = { change_set?: string; undone?: number; refused?: { count: number; rows: RefusedRow[] }; stayed?: { count: number } };

/** Undoes an act and says what came of it, with the way back. Everything on the screen is asked again. */
export function useUndo(): (act: string, options?: { isUndo?: boolean; onUndone?: (() => void) | undefined }) => Promise<void> {
  const { t, tn } = useWords();
  const { mutateAsync: call } = useCustomMutation<Answer>();
  const invalidate = useInvalidate();
  return useCallback(
    async (act, { isUndo, onUndone } = {}) => {
      try {
        const { data } = await call({
          url: 'undo_change_set',
          method: 'post',
          values: { p_change_set: act },
          successNotification: false,
          errorNotification: false,
        });
        if (data.refused) {
          const { count, rows } = data.refused;
          // The same sentence for many rows is said once.
          const reasons = new Set(rows.map(({ why, by }) => t(`undo.${why}`, { by: by ?? t('timeline.somebody') })));
          offerUndo({ refused: [tn('undo.refused', count), ...[...reasons].slice(0, 3)] });
          return;
        }
        onUndone?.();
        // The screen is as it was before it is said. An answer that was on its way already is older than that, and is asked again.
        await invalidate({ invalidates: ['all'] });
        // Of a merge, what was changed since stays as it is, and is told.
        const words = [t(isUndo ? 'undo.redone' : 'undo.done'), data.stayed ? tn('undo.stayed', data.stayed.count) : ''];
        offerUndo({ text: words.join(' ').trim(), act: String(data.change_set), isUndo: !isUndo });
      } catch (error) {
        offerUndo({ refused: [refusalText(toRefusal(error), t)] });
      }
    },
    [call, invalidate, t, tn],
  );
}
