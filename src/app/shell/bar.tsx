import { Button } from 'antd';
import type { RefObject } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useWords } from '../providers/i18n.tsx';
import { useAllowed } from '../providers/office.tsx';
import { KeyHint } from '../shared/components/key-hint.tsx';
import { SearchBox } from './search-box.tsx';
import { UserMenu } from './user-menu.tsx';

type BarProps = { searchRef: RefObject<HTMLInputElement | null>; onHelp: () => void };

/** The bar above every page: one search, one main action, the reader. */
export function Bar({ searchRef, onHelp }: BarProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const mayCreate = useAllowed('inquiries', 'create');
  return (
    <header className="bar">
      <SearchBox inputRef={searchRef} />
      <div className="bar-end">
        {mayCreate && pathname !== '/inquiries/create' && (
          <Button type="primary" className="bar-new" aria-keyshortcuts="n" onClick={() => navigate('/inquiries/create')}>
            <span>{t('action.new_inquiry')}</span>
            <KeyHint keys="N" />
          </Button>
        )}
        <UserMenu onHelp={onHelp} />
      </div>
    </header>
  );
}
