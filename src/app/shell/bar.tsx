import { Button } from 'antd';
import { useLocation, useNavigate } from 'react-router';
import { intakeDraft, readDraft } from '../providers/drafts.ts';
import { useWords } from '../providers/i18n.tsx';
import { useAllowed } from '../providers/office.tsx';
import { KeyHint } from '../shared/components/key-hint.tsx';
import { InboxLink } from './inbox-link.tsx';
import { UserMenu } from './user-menu.tsx';

type BarProps = { onSearch: () => void; onHelp: () => void };

/** The bar above every page: one search, one main action, the reader. */
export function Bar({ onSearch, onHelp }: BarProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const mayCreate = useAllowed('inquiries', 'create');
  return (
    <header className="bar">
      <button
        type="button"
        className="search-opener"
        aria-label={t('search.label')}
        aria-keyshortcuts="Control+K"
        aria-haspopup="dialog"
        onClick={onSearch}
      >
        <span className="search-long">{t('search.placeholder')}</span>
        <span className="search-short">{t('search.short')}</span>
        <KeyHint keys="Ctrl K" />
      </button>
      <div className="bar-end">
        {mayCreate && pathname !== '/inquiries/create' && (
          <Button type="primary" className="bar-new" aria-keyshortcuts="n" onClick={() => navigate('/inquiries/create')}>
            <span>{t(readDraft(intakeDraft) === null ? 'action.new_inquiry' : 'action.continue_inquiry')}</span>
            <KeyHint keys="N" />
          </Button>
        )}
        <InboxLink />
        <UserMenu onHelp={onHelp} />
      </div>
    </header>
  );
}
