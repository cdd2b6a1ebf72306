import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { InquiryRow } from '../../../domain/inquiries/inquiry.ts';
import { useWords } from '../../providers/i18n.tsx';
import { formatCount } from '../../shared/format.ts';
import type { BulkTarget } from './use-bulk.ts';
import type { Selection } from './use-selection.ts';

const MacroDialog = lazy(async () => ({ default: (await import('./macro-dialog.tsx')).MacroDialog }));
const BulkDialog = lazy(async () => ({ default: (await import('./bulk-dialog.tsx')).BulkDialog }));

type BulkBarProps = { selection: Selection; shown: InquiryRow[]; count: number | null; query: Record<string, unknown> };

/** How many are ticked, and what can be done with them. */
export function BulkBar({ selection, shown, count, query }: BulkBarProps) {
  const { t, tn, format } = useWords();
  const [isOpen, setOpen] = useState<'change' | 'macro' | null>(null);
  const ticked = shown.filter((row) => selection.has(row.id)).length;
  if (shown.length === 0 && selection.count === 0) return null;
  const target: BulkTarget = selection.isAll ? { query } : { rows: [...selection.rows].map(([id, version]) => ({ id, version })) };
  const isPageTicked = shown.length > 0 && ticked === shown.length;
  const Dialog = isOpen === 'macro' ? MacroDialog : BulkDialog;
  const more = count !== null && count > shown.length;
  return (
    <div className={selection.count > 0 ? 'bulk-bar bulk-bar-on' : 'bulk-bar'}>
      <label className="check">
        <input
          type="checkbox"
          checked={isPageTicked}
          ref={(input) => {
            if (input) input.indeterminate = ticked > 0 && !isPageTicked;
          }}
          onChange={() => (isPageTicked ? selection.clear() : selection.tickPage())}
        />
        <span>
          {selection.count === 0
            ? t('bulk.tick_page')
            : tn('bulk.ticked', selection.count, { count: formatCount(selection.count, format) })}
        </span>
      </label>
      {selection.count > 0 && (
        <>
          {more && !selection.isAll && isPageTicked && (
            <button type="button" className="link" onClick={selection.chooseAll}>
              {t('bulk.all', { count: formatCount(count, format) })}
            </button>
          )}
          <span className="bulk-acts">
            <Button size="small" onClick={selection.clear}>
              {t('bulk.clear')}
            </Button>
            <Button size="small" onClick={() => setOpen('macro')}>
              {t('macro.run')}
            </Button>
            <Button size="small" type="primary" onClick={() => setOpen('change')}>
              {t('bulk.change')}
            </Button>
          </span>
        </>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <Dialog
            target={target}
            onClose={() => setOpen(null)}
            onDone={() => {
              setOpen(null);
              selection.clear();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
