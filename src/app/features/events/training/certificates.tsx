import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { EventRecord } from '../../../../domain/events/event.ts';
import { askServer, askServerJson } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { saveBlob } from '../../../shared/attachments/transfer.ts';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { useStanding } from '../use-event.ts';

type Given = { id: string; name: string; url: string };

/** A certificate for everybody who came by name, each in their language; its address may be passed on to them. */
export function TrainingCertificates({ event }: { event: EventRecord }) {
  const { t } = useWords();
  const mayGive = useAllowed('attendances', 'create');
  // Whoever is added or taken out afterwards changes the number, and the list is asked for anew.
  const named = useStanding(event.id)?.named;
  if (!mayGive || event.status === 'cancelled') return null;
  return (
    <section className="training-certificates" aria-label={t('training.certificates')}>
      <h2>{t('training.certificates')}</h2>
      {event.status !== 'held' && <p className="secondary">{t('training.certificates_held')}</p>}
      {event.status === 'held' && named === 0 && <p className="secondary">{t('training.certificates_nobody')}</p>}
      {event.status === 'held' && named !== undefined && named > 0 && <Given event={event.id} named={named} />}
    </section>
  );
}

function Given({ event, named }: { event: string; named: number }) {
  const { t, locale } = useWords();
  const { connection } = useOffice();
  const [people, setPeople] = useState<Given[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    if (named > 0)
      askServerJson<{ people: Given[] }>(connection, `/events/${event}/certificates`, {}).then(
        (answer) => isCurrent && setPeople(answer.people),
        (refused) => isCurrent && setError(refused),
      );
    return () => {
      isCurrent = false;
    };
  }, [connection, event, named]);
  async function saveAll() {
    setWorking(true);
    setError(null);
    try {
      const response = await askServer(connection, `/events/${event}/certificates/pdf?lang=${locale}`);
      saveBlob(await response.blob(), t('training.certificates_file'));
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(false);
    }
  }
  return (
    <>
      <p className="secondary">{t('training.certificates_hint')}</p>
      <RefusedLine error={error} />
      {!people && !error && <RowSkeleton rows={2} />}
      {people && (
        <>
          <ul>
            {people.map(({ id, name, url }) => (
              <li key={id}>
                <span>{name}</span>
                <a href={url} aria-label={t('training.certificate_of', { name })}>
                  {t('training.certificate')}
                </a>
              </li>
            ))}
          </ul>
          <p>
            <Button loading={isWorking} onClick={() => void saveAll()}>
              {t('training.certificates_all')}
            </Button>
          </p>
        </>
      )}
    </>
  );
}
