import '../../styles/record.css';
import '../../styles/awards.css';
import { Link, useNavigate } from 'react-router';
import type { LegistarAnswer } from '../../../domain/legislation/legislation.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { askFile } from '../../shared/imports/ask-file.ts';
import { ChosenFile } from '../../shared/imports/chosen-file.tsx';
import { FileChoice } from '../../shared/imports/file-choice.tsx';
import { useImport } from '../../shared/imports/use-import.ts';
import { LegistarOutcome } from './outcome.tsx';

/** Takes in a file of Legistar: what it would bring is shown first, and all of it can be undone at once. */
export function LegislationImport() {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const { connection } = useOffice();
  const mayEdit = useAllowed('legislation', 'edit');
  const acts = useActs(['legislation']);
  const matters = useImport<Record<string, never>, LegistarAnswer>({
    ask: (file, _facts, act) => askFile(connection, '/legislation/import', file, act ? { act } : {}),
    onTaken: async ({ taken, corrected }, act) => {
      done(tn('law.taken', taken + corrected), { undo: act, onUndone: () => void acts.refresh() });
      await acts.refresh();
      navigate('/legislation');
    },
  });
  const { chosen, isWorking } = matters;
  const count = chosen ? chosen.answer.new_count + chosen.answer.changed_count : 0;
  return (
    <div className="page form-page">
      <p className="record-back-always">
        <Link to="/legislation">{t('law.back')}</Link>
      </p>
      <PageTitle title={t('law.import')} />
      {!mayEdit ? (
        <p>{t('law.read_only')}</p>
      ) : (
        <section className="import">
          <p className="secondary">{t('law.import_lead')}</p>
          <FileChoice
            label={t('law.import_choose')}
            accept="application/json,.json,text/plain,.txt"
            isWorking={isWorking && !chosen}
            onFile={(file) => matters.look(file, {})}
          />
          <RefusedLine error={matters.error} />
          {chosen && (
            <ChosenFile
              title={chosen.file.name}
              isWorking={isWorking}
              onCancel={matters.close}
              next={count > 0 ? { label: tn('law.take', count), go: () => matters.take(chosen.file, {}) } : null}
            >
              <LegistarOutcome answer={chosen.answer} />
            </ChosenFile>
          )}
        </section>
      )}
    </div>
  );
}
