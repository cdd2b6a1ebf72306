import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { ProgramForm } from './form.tsx';
import type { ProgramFormState } from './use-program-form.ts';

type ProgramFormPageProps = {
  title: string;
  above?: ReactNode;
  save: string;
  form: ProgramFormState;
  error: unknown;
  isWorking: boolean;
  onForget: () => void;
  onSave: () => void;
  onCancel: () => void;
};

/** The form of a program as a page: with its draft, what was refused, and its two buttons. */
export function ProgramFormPage({ title, above, save, form, error, isWorking, onForget, onSave, onCancel }: ProgramFormPageProps) {
  const { t } = useWords();
  return (
    <form
      className="page form-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSave();
      }}
    >
      {above}
      <div className="page-head">
        <PageTitle title={title} />
        {form.isRestored && (
          <span className="draft-note">
            <Tag tone="river">{t('event.draft')}</Tag>
            <button type="button" className="link" onClick={onForget}>
              {t('event.draft_forget')}
            </button>
          </span>
        )}
      </div>
      <ProgramForm values={form.values} onChange={form.change} errors={form.errors} />
      <RefusedLine error={error} />
      <div className="form-foot event-foot">
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={isWorking}>
          {save}
        </Button>
      </div>
    </form>
  );
}
