import { Button, Select } from 'antd';
import { useId } from 'react';
import { isOver, nextStatuses } from '../../../domain/inquiries/status.ts';
import type { InquiryStatus } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { KeyHint } from '../../shared/components/key-hint.tsx';
import { useShortcut } from '../../shared/hooks/use-shortcut.ts';
import type { useInquiryActs } from './actions.ts';
import { RunMacro } from './run-macro.tsx';
import type { InquiryRecord } from './use-inquiry.ts';

type NextStepsProps = { inquiry: InquiryRecord; acts: ReturnType<typeof useInquiryActs>; onClose: () => void; onReopen: () => void };

/** What can be done next: state, person, closing. Who may only read is told so instead. */
export function NextSteps({ inquiry, acts, onClose, onReopen }: NextStepsProps) {
  const { t } = useWords();
  const { me } = useOffice();
  const { staff } = useReferences();
  const mayEdit = useAllowed('inquiries', 'edit');
  const { done } = useNotify();
  const id = useId();
  const isClosed = isOver(inquiry.status);
  useShortcut((key) => {
    if (key !== 'c' || !mayEdit || isClosed) return false;
    onClose();
    return true;
  });
  if (!mayEdit) return <p className="secondary">{t('inquiry.read_only')}</p>;
  if (isClosed) {
    return (
      <Button block onClick={onReopen}>
        {t('inquiry.reopen')}
      </Button>
    );
  }
  const people = staff
    .filter((one) => one.is_active || one.id === inquiry.assigned_to)
    .map(({ id: value, name }) => ({ value, label: name }));
  const states: InquiryStatus[] = [inquiry.status, ...nextStatuses(inquiry.status)];
  const assign = async (person: string | null) => {
    if (acts.isWorking) return;
    const act = await acts.save({ assigned_to: person });
    if (act) done(t('inquiry.assigned_done'), { undo: act });
  };
  return (
    <div className="next-steps">
      <div>
        <label className="field-label" htmlFor={`${id}-assigned`}>
          {t('field.assigned_to')}
        </label>
        <Select
          id={`${id}-assigned`}
          value={inquiry.assigned_to ?? ''}
          loading={acts.isWorking}
          optionFilterProp="label"
          options={[{ value: '', label: t('filters.nobody') }, ...people]}
          onChange={(value: string) => void assign(value || null)}
        />
        {inquiry.assigned_to !== me.id && (
          <button type="button" className="link" onClick={() => void assign(me.id)} disabled={acts.isWorking}>
            {t('inquiry.assign_me')}
          </button>
        )}
      </div>
      <div>
        <label className="field-label" htmlFor={`${id}-status`}>
          {t('field.status')}
        </label>
        <Select
          id={`${id}-status`}
          value={inquiry.status}
          loading={acts.isWorking}
          showSearch={false}
          options={states.map((value) => ({ value, label: t(`status.${value}`) }))}
          onChange={async (status: InquiryStatus) => {
            if (acts.isWorking) return;
            const act = await acts.save({ status });
            if (act) done(t('inquiry.status_done', { status: t(`status.${status}`) }), { undo: act });
          }}
        />
      </div>
      <Button block onClick={onClose} aria-keyshortcuts="c">
        <span>{t('inquiry.close')}</span>
        <KeyHint keys="C" />
      </Button>
      <RunMacro inquiry={inquiry} />
    </div>
  );
}
