import '../../styles/views.css';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { formatCount } from '../format.ts';
import type { Look } from './use-look.ts';
import type { Views } from './use-views.ts';
import { ViewsDialog } from './views-dialog.tsx';

export type ViewTab = { key: string; label: string; to: string; isCurrent: boolean; isUrgent?: boolean };

type ViewTabsProps = {
  label: string;
  tabs: ViewTab[];
  counts: Record<string, number | null>;
  views: Views;
  /** The list as it is now, as a view keeps it. */
  present: string;
  /** How the list looks now, where that can be chosen; a new view keeps it. */
  look?: Look | undefined;
};

/** The views of a list, each an address with its count, and the way to keep the list as it is now. */
export function ViewTabs({ label, tabs, counts, views, present, look }: ViewTabsProps) {
  const { t, format } = useWords();
  const [isOpen, setOpen] = useState(false);
  const current = tabs.find((tab) => tab.isCurrent)?.key;
  const line = useRef<HTMLElement>(null);
  useEffect(() => {
    // A view that stands far to the right is not the one that is out of sight.
    if (current) line.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <div className="tabs-line">
      <nav className="tabs" aria-label={label} ref={line}>
        <ul>
          {tabs.map((tab) => {
            const count = counts[tab.key];
            return (
              <li key={tab.key}>
                <Link to={tab.to} aria-current={tab.isCurrent ? 'page' : undefined}>
                  {tab.label}
                  <span className={tab.isUrgent && count ? 'tab-count late' : 'tab-count'}>
                    {count === null || count === undefined ? '' : formatCount(count, format)}
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <button type="button" className="tabs-add" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span aria-hidden="true">+ </span>
        {t('views.add')}
      </button>
      {isOpen && <ViewsDialog views={views} present={present} look={look} onClose={() => setOpen(false)} />}
    </div>
  );
}
