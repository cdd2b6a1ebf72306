import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { Tag } from '../components/tag.tsx';

type FormFrameProps = {
  title: string;
  /** What stands above the title. */
  above?: ReactNode;
  save: string;
  /** Whether what stands in it was typed before and not saved. */
  isRestored: boolean;
  /** What no field says. */
  error: unknown;
  isWorking: boolean;
  onForget: () => void;
  onSave: () => void;
  onCancel: () => void;
  children: ReactNode;
};

/** A form as a page: its title, the draft that was kept, its fields, and what ends it. */
export function FormFrame({ title, above, save, isRestored, error, isWorking, onForget, onSave, onCancel, children }: FormFrameProps) {
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
        {isRestored && (
          <span className="draft-note">
            <Tag tone="river">{t('event.draft')}</Tag>
            <button type="button" className="link" onClick={onForget}>
              {t('event.draft_forget')}
            </button>
          </span>
        )}
      </div>
      {children}
      <RefusedLine error={error} />
      <div className="form-foot page-foot">
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={isWorking}>
          {save}
        </Button>
      </div>
    </form>
  );
}
