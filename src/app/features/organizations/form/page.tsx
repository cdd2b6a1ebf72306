import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { OrganizationForm } from './form.tsx';
import type { OrganizationFormState } from './use-organization-form.ts';

type OrganizationFormPageProps = {
  title: string;
  /** What stands above the title. */
  above?: ReactNode;
  save: string;
  form: OrganizationFormState;
  error: unknown;
  isWorking: boolean;
  id?: string;
  parentName?: string | undefined;
  onForget: () => void;
  onSave: () => void;
  onCancel: () => void;
};

/** The form of an organization as a page. */
export function OrganizationFormPage(props: OrganizationFormPageProps) {
  const { title, above, save, form, error, isWorking, id, parentName, onForget, onSave, onCancel } = props;
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
      <OrganizationForm values={form.values} onChange={form.change} errors={form.errors} id={id} parentName={parentName} />
      {!form.isAtField && <RefusedLine error={error} />}
      <div className="form-foot event-foot">
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={isWorking}>
          {save}
        </Button>
      </div>
    </form>
  );
}
