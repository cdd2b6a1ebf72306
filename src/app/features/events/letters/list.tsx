import { useState } from 'react';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { now } from '../../../shared/clock.ts';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { type Delivery, type DeliveryState, type LetterEvent, useDeliveries, useLetterActs } from './use-letters.ts';
import { deliveryTones, useLetterWords } from './words.ts';

const PAGE = 25;
const states: DeliveryState[] = ['waiting', 'sent', 'failed', 'cancelled'];

/** Letters one by one: to whom, what, and what became of it. */
export function LettersList({ event, mayEdit, onChanged }: { event: LetterEvent; mayEdit: boolean; onChanged: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useLetterActs();
  const [status, setStatus] = useState<DeliveryState | null>(null);
  const [limit, setLimit] = useState(PAGE);
  const { query } = useDeliveries(event.id, { status, limit: limit + 1 });
  const rows = query.data?.data;
  async function act(deed: Promise<string | null>, text: string) {
    if (!(await deed)) return;
    done(text);
    onChanged();
    await query.refetch();
  }
  return (
    <section aria-labelledby="letters-list" className="letters-list">
      <div className="letters-list-head">
        <h2 id="letters-list">{t('letters.list')}</h2>
        <ChoiceField
          label={t('letters.state_filter')}
          value={status}
          emptyLabel={t('letters.state_all')}
          options={states.map((value) => ({ value, label: t(`letters.state.${value}` as MessageKey) }))}
          onChange={(value) => {
            setStatus(value as DeliveryState | null);
            setLimit(PAGE);
          }}
        />
      </div>
      <RefusedLine error={acts.error} />
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!rows && !query.error && <RowSkeleton rows={5} />}
      {rows?.length === 0 && <p className="secondary">{t('letters.list_empty')}</p>}
      {rows && rows.length > 0 && (
        <table className="letters-table">
          <thead>
            <tr>
              <th scope="col">{t('letters.column.to')}</th>
              <th scope="col">{t('letters.column.letter')}</th>
              <th scope="col">{t('letters.column.state')}</th>
              {mayEdit && (
                <th scope="col">
                  <span className="visually-hidden">{t('letters.column.acts')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, limit).map((one) => (
              <Row
                key={one.id}
                one={one}
                zone={event.time_zone}
                mayEdit={mayEdit}
                isWorking={acts.isWorking}
                onRetry={() => void act(acts.retry(one.id), t('letters.retried'))}
                onTakeBack={() => void act(acts.takeBack(one.id), t('letters.taken_back'))}
              />
            ))}
          </tbody>
        </table>
      )}
      {rows && rows.length > limit && (
        <button type="button" className="link" onClick={() => setLimit(limit + 4 * PAGE)}>
          {t('letters.more')}
        </button>
      )}
    </section>
  );
}

type RowProps = { one: Delivery; zone: string; mayEdit: boolean; isWorking: boolean; onRetry: () => void; onTakeBack: () => void };

function Row({ one, zone, mayEdit, isWorking, onRetry, onTakeBack }: RowProps) {
  const { t } = useWords();
  const { nameOf, fateOf } = useLetterWords(zone);
  const name = one.name ?? one.to_address;
  return (
    <tr>
      <td>
        {name}
        <span className="secondary letter-address">{one.to_address}</span>
      </td>
      <td>{nameOf(one.kind)}</td>
      <td>
        <Tag tone={deliveryTones[one.status]}>{t(`letters.state.${one.status}` as MessageKey)}</Tag>{' '}
        <span className="secondary">{fateOf(one, now())}</span>
      </td>
      {mayEdit && (
        <td>
          {one.status === 'failed' && (
            <button type="button" className="link" disabled={isWorking} aria-label={t('letters.retry_of', { name })} onClick={onRetry}>
              {t('letters.retry')}
            </button>
          )}
          {one.status === 'waiting' && (
            <button
              type="button"
              className="link"
              disabled={isWorking}
              aria-label={t('letters.take_back_of', { name })}
              onClick={onTakeBack}
            >
              {t('letters.take_back')}
            </button>
          )}
        </td>
      )}
    </tr>
  );
}
