import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import type { AwardFacts } from '../../../../domain/awards/award.ts';
import { type AskingVerb, type AwardVerb, mainVerb, type PlainVerb, plainVerbs, verbsOf } from '../../../../domain/awards/verbs.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useToday } from '../../../providers/office.tsx';
import { KeyHint } from '../../../shared/components/key-hint.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useShortcut } from '../../../shared/hooks/use-shortcut.ts';
import { useAwardActs } from '../actions.ts';

const VerbDialog = lazy(async () => ({ default: (await import('./dialog.tsx')).VerbDialog }));

/** What is done at once, without a question: the function of the database. */
const atOnce: Record<PlainVerb, string> = {
  activate: 'activate_award',
  begin_closeout: 'begin_closeout',
  reinstate: 'reinstate_award',
  release: 'release_award',
};

const isPlain = (verb: AwardVerb): verb is PlainVerb => plainVerbs.some((one) => one === verb);

/** What can be done with an award: the likely next step as a button, the others in words. Who may only read is told so instead. */
export function AwardVerbs({ facts }: { facts: AwardFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const today = useToday();
  const mayEdit = useAllowed('awards', 'edit');
  const mayClose = useAllowed('awards', 'close');
  const acts = useAwardActs();
  const [dialog, setDialog] = useState<AskingVerb | null>(null);
  const edit = `/awards/${facts.id}/edit`;
  useShortcut((key) => {
    if (key !== 'e' || !mayEdit || dialog !== null) return false;
    navigate(edit);
    return true;
  });
  if (!mayEdit) return <p className="secondary">{t('award.read_only')}</p>;
  const { award } = facts;
  const main = mainVerb(award, today);
  const offered = verbsOf(award).filter(({ verb, isManagers }) => verb !== main && (mayClose || !isManagers));
  const mainIsOffered = main !== null && (mayClose || !verbsOf(award).some(({ verb, isManagers }) => verb === main && isManagers));

  async function start(verb: AwardVerb) {
    acts.clear();
    if (!isPlain(verb)) return setDialog(verb);
    await acts.rpc(atOnce[verb], { p_id: facts.id, p_version: award.version }, ({ act }) =>
      done(t(`award.verb_done.${verb}`), { undo: act }),
    );
  }
  return (
    <div className="verbs">
      {mainIsOffered && main && (
        <Button type="primary" block loading={acts.isWorking && dialog === null} onClick={() => void start(main)}>
          {t(`award.verb.${main}`)}
        </Button>
      )}
      <Button block onClick={() => navigate(edit)} aria-keyshortcuts="e">
        <span>{t('award.edit')}</span>
        <KeyHint keys="E" />
      </Button>
      <div className="verb-links">
        {offered.map(({ verb, isGrave }) => (
          <button
            key={verb}
            type="button"
            className={isGrave ? 'link link-brick' : 'link'}
            disabled={acts.isWorking}
            onClick={() => void start(verb)}
          >
            {t(`award.verb.${verb}`)}
          </button>
        ))}
      </div>
      {!mayClose && award.status === 'closeout' && <p className="secondary">{t('award.managers_close')}</p>}
      {dialog === null && <RefusedLine error={acts.error} />}
      {dialog !== null && (
        <Suspense>
          <VerbDialog verb={dialog} facts={facts} onClose={() => setDialog(null)} />
        </Suspense>
      )}
    </div>
  );
}
