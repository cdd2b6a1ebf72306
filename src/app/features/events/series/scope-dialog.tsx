import '../../../styles/series.css';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Scope, Series } from '../../../../domain/events/series-change.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { useSeriesScope } from './use-series.ts';

type ScopeDialogProps = {
  /** The event that somebody changes; one of a series. */
  event: { id: string; title: string };
  /** Whether its time changes. */
  moves?: boolean;
  /** Does it for the one, those that follow, or all; why it was not done comes back in `error`. */
  onChoose: (scope: Scope, series: Series) => void;
  onClose: () => void;
  isWorking?: boolean;
  error?: unknown;
};

/** One of a series was changed: does that hold for it alone, for those that follow too, or for all? */
export function ScopeDialog({ event, moves = false, onChoose, onClose, isWorking = false, error = null }: ScopeDialogProps) {
  const { t } = useWords();
  const { scope, error: unread, retry } = useSeriesScope(event.id);
  const [value, setValue] = useState<Scope>('this');
  return (
    <Modal open title={t('series.scope_title', { title: event.title })} footer={null} onCancel={onClose} width={480} destroyOnHidden>
      <form
        className="dialog-form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (scope && !isWorking) onChoose(value, scope.series);
        }}
      >
        {unread ? (
          <Refused error={unread} onRetry={retry} />
        ) : scope ? (
          <ScopeChoice scope={scope} value={value} onChange={setValue} moves={moves} />
        ) : (
          <RowSkeleton rows={3} />
        )}
        <RefusedLine error={error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={!scope} loading={isWorking}>
            {t(moves ? 'series.move' : 'series.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
