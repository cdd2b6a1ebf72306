import '../../styles/screener.css';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useApplicationActs } from '../../shared/applications/use-applications.ts';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { useOptions } from '../../shared/fields/use-options.ts';
import { MailDialog } from './mail-dialog.tsx';
import { Questions } from './questions.tsx';
import { Results } from './results.tsx';
import { useOrigin, useScreener } from './use-screener.ts';
import { printedLanguage } from './words.ts';

/** A few questions, and the programs that the answers lead to. */
export function ScreenerPage() {
  const from = useOrigin();
  if (!from.isThere) return <RowSkeleton rows={8} />;
  return <Screener key={from.key} from={from} />;
}

function Screener({ from }: { from: ReturnType<typeof useOrigin> }) {
  const { t } = useWords();
  const screener = useScreener(from.key, from.start);
  const [round, setRound] = useState(0);
  const { inquiry, resident } = from.origin;
  const back = inquiry ? `/inquiries/${inquiry}` : resident ? `/residents/${resident}` : '/programs';
  return (
    <div className="page-list screener">
      <p className="record-back-always">
        <Link to={back}>{from.title ?? t('application.programs')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('screener.title')} />
        <div className="page-acts">
          <Link to="/applications">{t('application.title')}</Link>
          <Button
            onClick={() => {
              screener.restart();
              setRound(round + 1);
            }}
          >
            {t('screener.restart')}
          </Button>
        </div>
      </div>
      <p className="page-lead">{t('screener.lead')}</p>
      <div className="screener-columns">
        <Questions key={round} screener={screener} />
        <section aria-label={t('screener.results')} className="screener-results">
          <Results screener={screener} from={from} />
          {screener.screened && <TakeHome screener={screener} from={from} />}
        </section>
      </div>
    </div>
  );
}

type TakeHomeProps = { screener: ReturnType<typeof useScreener>; from: ReturnType<typeof useOrigin> };

/** What the resident takes along: on paper, by letter; and what stays here if they agree. */
function TakeHome({ screener, from }: TakeHomeProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayKeep = useAllowed('screenings', 'create');
  const options = useOptions({ language: screener.sheetLanguage });
  const [isMailing, setMailing] = useState(false);
  const none = screener.chosen.length === 0;
  const spoken = options.languages.find(({ value }) => value === screener.sheetLanguage)?.label ?? screener.sheetLanguage;
  const isOther = printedLanguage(screener.sheetLanguage) !== screener.sheetLanguage.split('-')[0];
  return (
    <section className="screener-take" aria-labelledby="screener-take">
      <h2 id="screener-take">{t('screener.take')}</h2>
      <p className="secondary">{none ? t('screener.take_none') : t('screener.take_chosen', { count: screener.chosen.length })}</p>
      <ChoiceField
        label={t('screener.sheet_language')}
        value={screener.sheetLanguage}
        options={options.languages}
        onChange={(language) => language && screener.setSheetLanguage(language)}
        hint={isOther ? t('screener.sheet_english', { language: spoken }) : undefined}
      />
      <div className="screener-acts">
        <Button type="primary" disabled={none} onClick={() => navigate(`/programs/screener/sheet${location.search}`)}>
          {t('screener.print')}
        </Button>
        {mayKeep && (
          <Button disabled={none} onClick={() => setMailing(true)}>
            {t('screener.mail')}
          </Button>
        )}
      </div>
      {mayKeep && (from.origin.inquiry || from.origin.resident) && <Keeping screener={screener} from={from} />}
      {isMailing && <MailDialog screener={screener} residentId={from.residentId} onClose={() => setMailing(false)} />}
    </section>
  );
}

function Keeping({ screener, from }: TakeHomeProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useApplicationActs();
  const [how, setHow] = useState<string | null>(null);
  const [wasMissing, setMissing] = useState(false);
  const { inquiry, resident } = from.origin;
  async function save() {
    setMissing(!how);
    if (!how) return;
    const p_screening = {
      ...(inquiry ? { inquiry_id: inquiry } : {}),
      ...(resident ? { resident_id: resident } : {}),
      answers: screener.answers,
      consent_how: how,
    };
    await acts.rpc('keep_screening', { p_screening }, ({ act }) => done(t('screener.kept'), { undo: act }));
  }
  return (
    <div className="screener-keep">
      <p>{t('screener.keep_lead')}</p>
      <ChoiceField
        label={t('screener.consent')}
        emptyLabel={t('screener.consent_no')}
        value={how}
        options={['spoken', 'written'].map((one) => ({ value: one, label: t(`screener.consent_${one}` as 'screener.consent_spoken') }))}
        onChange={(next) => {
          setHow(next);
          setMissing(false);
        }}
        error={wasMissing ? t('refusal.screening_consent') : undefined}
      />
      <Button loading={acts.isWorking} onClick={() => void save()}>
        {t('screener.keep')}
      </Button>
      <RefusedLine error={acts.error} />
    </div>
  );
}
