import { Button, Dropdown } from 'antd';
import type { RefObject } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { MessageKey } from '../i18n/translate.ts';
import { useWords } from '../providers/i18n.tsx';
import { useAllowed, useOffice } from '../providers/office.tsx';
import type { ThemeChoice } from '../providers/preferences.ts';
import { useThemeChoice } from '../providers/theme.tsx';
import { KeyHint } from '../shared/components/key-hint.tsx';
import { initials } from '../shared/format.ts';
import { SearchBox } from './search-box.tsx';

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

const themes: ThemeChoice[] = ['system', 'light', 'dark'];

function UserMenu({ onHelp }: { onHelp: () => void }) {
  const { t, locale, setLocale } = useWords();
  const { me, connection } = useOffice();
  const { choice, choose } = useThemeChoice();
  const items = [
    { key: 'who', type: 'group' as const, label: `${me.name} · ${t(`role.${me.role}` as MessageKey)}` },
    {
      key: 'theme',
      type: 'group' as const,
      label: t('menu.theme'),
      children: themes.map((theme) => ({
        key: `theme-${theme}`,
        label: choice === theme ? t('menu.chosen', { name: t(`theme.${theme}`) }) : t(`theme.${theme}`),
        onClick: () => choose(theme),
      })),
    },
    {
      key: 'language',
      type: 'group' as const,
      label: t('menu.language'),
      children: (['en', 'es'] as const).map((one) => {
        const name = one === 'en' ? 'English' : 'Español';
        return { key: `locale-${one}`, label: locale === one ? t('menu.chosen', { name }) : name, onClick: () => setLocale(one) };
      }),
    },
    { key: 'line', type: 'divider' as const },
    { key: 'keys', label: t('keys.title'), onClick: onHelp },
    { key: 'legislation', className: 'phone-only', label: <Link to="/legislation">{t('nav.legislation')}</Link> },
    { key: 'topics', className: 'phone-only', label: <Link to="/topics">{t('nav.topics')}</Link> },
    { key: 'out', label: t('menu.sign_out'), onClick: () => void connection.session.signOut() },
  ];
  return (
    <Dropdown
      menu={{ items }}
      trigger={['click']}
      placement="bottomRight"
      getPopupContainer={(button) => button.parentElement ?? document.body}
    >
      <button type="button" className="user" aria-haspopup="menu">
        <span aria-hidden="true">{initials(me.name)}</span>
        <span className="visually-hidden">{t('menu.label', { name: me.name })}</span>
      </button>
    </Dropdown>
  );
}
