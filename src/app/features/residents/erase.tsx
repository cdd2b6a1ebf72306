import '../../styles/people.css';
import { useCustom } from '@refinedev/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ErasurePreview } from '../../../domain/residents/dispositions.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { ReasonDialog } from '../../shared/holds/reason-dialog.tsx';
import { useHold } from '../../shared/holds/use-hold.ts';
import { useActs } from '../../shared/hooks/use-acts.ts';

/** Erases what is personal of a resident, after it was said what goes, what stays, and that it does not come back. */
export function EraseResident({ id, name }: { id: string; name: string }) {
  const { t } = useWords();
  const { done } = useNotify();
  const mayErase = useAllowed('legal_holds', 'edit');
  const acts = useActs(['residents', 'inquiries', 'subscribers']);
  const [isAsking, setAsking] = useState(false);
  const { hold } = useHold({ table: 'residents', id });
  if (!mayErase) return null;
  // Said before, not after the reasons were written; a hold on one of their inquiries is told by the refusal.
  if (hold) return <p className="secondary">{t('erase.held')}</p>;
  return (
    <>
      <p>
        <button type="button" className="link" onClick={() => setAsking(true)}>
          {t('erase.open')}
        </button>
      </p>
      {isAsking && (
        <ReasonDialog
          title={t('erase.title', { name })}
          lead={[t('erase.goes'), t('erase.stays'), t('erase.final')]}
          label={t('erase.why')}
          missing={t('refusal.erase_reason')}
          button={t('erase.erase')}
          isFinal
          error={acts.error}
          isWorking={acts.isWorking}
          onSubmit={(reason) =>
            void acts.rpc('erase_resident', { p_id: id, p_reason: reason }, () => {
              done(t('erase.done'));
              setAsking(false);
            })
          }
          onClose={() => {
            acts.clear();
            setAsking(false);
          }}
        >
          <Concerned id={id} />
        </ReasonDialog>
      )}
    </>
  );
}

/** What is taken out by itself, and the inquiries that a person has to read, because words alone may say who it was. */
function Concerned({ id }: { id: string }) {
  const { t, tn } = useWords();
  const { query } = useCustom<ErasurePreview>({
    url: 'erasure_preview',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { gcTime: 0, staleTime: 0 },
  });
  const found = query.data?.data;
  if (query.error) return <RefusedLine error={query.error} />;
  if (!found?.inquiries) return <RowSkeleton rows={3} />;
  return (
    <>
      {found.named + found.mails > 0 && (
        <p>
          {[found.named > 0 && tn('erase.named', found.named), found.mails > 0 && tn('erase.mails', found.mails)].filter(Boolean).join(' ')}
        </p>
      )}
      {found.inquiries.length > 0 && (
        <>
          <p>{t('erase.look')}</p>
          <ul className="concerned">
            {found.inquiries.map((one) => (
              <li key={one.id}>
                <Link to={`/inquiries/${one.id}`} target="_blank">
                  {one.number} {one.subject}
                </Link>{' '}
                <span className="secondary">{[tn('erase.entries', one.entries), tn('erase.files', one.files)].join(', ')}</span>
              </li>
            ))}
          </ul>
          {found.more > 0 && <p className="secondary">{tn('erase.more', found.more)}</p>}
        </>
      )}
    </>
  );
}
