import '../../../styles/language.css';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Speaker } from '../../../../domain/language-encounters/encounter.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { useEncounterWords } from '../../../shared/encounters/encounter-words.ts';
import { useInterpreters } from '../../../shared/encounters/use-encounters.ts';
import { PartsNav } from '../parts-nav.tsx';

const SpeakerDialog = lazy(async () => ({ default: (await import('./dialog.tsx')).SpeakerDialog }));

/** Who of the staff speaks what, and whether that was tested. */
export function StaffLanguages() {
  const { t, format } = useWords();
  const { staff } = useReferences();
  const { languageName } = useEncounterWords();
  const mayEdit = useAllowed('staff_languages', 'edit');
  const choices = useInterpreters();
  const [opened, setOpened] = useState<string | null>(null);
  const person = staff.find(({ id }) => id === opened);
  const say = (one: Speaker) =>
    [
      `${languageName(one.language)}: ${t(`staff_language.level.${one.level}`)}, ${t(`staff_language.skill.${one.skill}`)}`,
      one.tested_on && t('staff_language.tested', { by: one.tested_by ?? '', day: format.dateWithYear(one.tested_on) }),
      one.valid_until && t('staff_language.until', { day: format.dateWithYear(one.valid_until) }),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('staff_language.title')} />
      </div>
      <PartsNav />
      <p className="page-lead">{t('staff_language.lead', { label: choices?.qualified.label ?? '' })}</p>
      {!mayEdit && <p className="secondary">{t('staff_language.read_only')}</p>}
      {!choices ? (
        <RowSkeleton rows={5} />
      ) : (
        <ul className="rows">
          {staff
            .filter((one) => one.is_active)
            .map(({ id, name }) => {
              const speaks = choices.staff.filter((one) => one.id === id);
              return (
                <li key={id} className="row">
                  <div className="row-main">
                    <p className="row-title">{name}</p>
                    {speaks.length === 0 && <p className="secondary">{t('staff_language.none')}</p>}
                    {speaks.map((one) => (
                      <p key={one.language} className="secondary">
                        {say(one)} {one.is_tested && <Tag tone="green">{choices.qualified.label}</Tag>}
                      </p>
                    ))}
                  </div>
                  <div className="row-end">
                    {mayEdit && (
                      <Button onClick={() => setOpened(id)} aria-label={t('staff_language.change_of', { name })}>
                        {t('staff_language.change')}
                      </Button>
                    )}
                  </div>
                </li>
              );
            })}
        </ul>
      )}
      {person && choices && (
        <Suspense>
          <SpeakerDialog person={person} speaks={choices.staff.filter((one) => one.id === person.id)} onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </div>
  );
}
