import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import type { AwardActs } from '../actions.ts';

type ReportDialogProps = {
  title: string;
  save: string;
  acts: AwardActs;
  /** The fields that say themselves why they were refused. */
  fields: string[];
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** The frame of each dialog about a report: its fields, why it was not done, the two ways out. */
export function ReportDialog({ title, save, acts, fields, onSave, onClose, children }: ReportDialogProps) {
  const { t } = useWords();
  return (
    <Modal open title={title} footer={null} onCancel={onClose} width={520} maskClosable={false} destroyOnHidden>
      <form
        className="dialog-form report-dialog"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        {children}
        {!fields.includes(reasonOf(acts)) && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const reasonOf = ({ error }: AwardActs): string => (error ? toRefusal(error).reason : '');

/** The sentence of a refusal that is about one field. */
export function useFieldRefusal(acts: AwardActs) {
  const { t } = useWords();
  return (field: string): string | undefined =>
    acts.error && reasonOf(acts) === field ? refusalText(toRefusal(acts.error), t) : undefined;
}

/** Puts the reader where the first wrong entry is. */
export const toFirstWrong = () => setTimeout(() => document.querySelector<HTMLElement>('.report-dialog [aria-invalid="true"]')?.focus());
