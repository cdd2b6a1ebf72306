import type { ReactNode } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { Tag } from '../../shared/components/tag.tsx';

type NameCellProps = { name: ReactNode; lang?: string; facts?: (string | null | undefined | false)[]; isActive?: boolean };

/** The first cell of a row: its name, what else there is to say, and whether it is retired. */
export function NameCell({ name, facts = [], isActive = true }: NameCellProps) {
  const { t } = useWords();
  const said = facts.filter(Boolean).join(' · ');
  return (
    <>
      <span className="row-title">{name}</span> {!isActive && <Tag tone="plain">{t('settings.retired')}</Tag>}
      {said && <span className="secondary settings-facts">{said}</span>}
    </>
  );
}
