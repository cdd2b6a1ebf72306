import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { SubawardAction, SubawardFacts } from '../../../../domain/awards/subaward.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';
import { useSubawardActs } from './use-subawards.ts';

const AmountDialog = lazy(async () => ({ default: (await import('./simple-dialogs.tsx')).AmountDialog }));
const PayDialog = lazy(async () => ({ default: (await import('./simple-dialogs.tsx')).PayDialog }));

/** Amounts, what they mean for FFATA, and what was paid. */
export function SubawardMoney({ subaward }: { subaward: SubawardFacts }) {
  const { t } = useWords();
  const mayEdit = useAllowed('subawards', 'edit');
  const [open, setOpen] = useState<SubawardAction | 'new' | 'pay' | null>(null);
  return (
    <>
      <Amounts subaward={subaward} onOpen={mayEdit ? setOpen : null} />
      {subaward.determination !== 'contract' && <Ffata subaward={subaward} onPay={mayEdit ? () => setOpen('pay') : null} />}
      <Payments subaward={subaward} />
      <Suspense>
        {open === 'pay' && <PayDialog subaward={subaward} onClose={() => setOpen(null)} />}
        {open && open !== 'pay' && <AmountDialog subaward={subaward} action={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      </Suspense>
      {mayEdit && subaward.payments.length === 0 && subaward.status !== 'draft' && <p className="secondary">{t('subaward.pay_how')}</p>}
    </>
  );
}

function Amounts({ subaward, onOpen }: { subaward: SubawardFacts; onOpen: ((open: SubawardAction | 'new') => void) | null }) {
  const { t, format } = useWords();
  const acts = useSubawardActs();
  // The one that issued it is corrected, not removed.
  const mayRemove = onOpen !== null && (subaward.status === 'draft' || subaward.actions.length > 1);
  return (
    <div className="event-block">
      <h2>{t('subaward.amounts')}</h2>
      {subaward.actions.length === 0 ? (
        <p>{t('subaward.no_amounts')}</p>
      ) : (
        <ScrollRegion label={t('subaward.amounts')}>
          <table className="event-table">
            <thead>
              <tr>
                <th scope="col">{t('subaward.day')}</th>
                <th scope="col">{t('subaward.note')}</th>
                <th scope="col" className="number">
                  {t('subaward.amount_column')}
                </th>
                <th scope="col" className="number">
                  {t('subaward.then')}
                </th>
                {mayRemove && <th scope="col">{t('subaward.acts')}</th>}
              </tr>
            </thead>
            <tbody>
              {subaward.actions.map((action) => (
                <tr key={action.id}>
                  <th scope="row">
                    {onOpen ? (
                      <button
                        type="button"
                        className="link"
                        aria-label={t('subaward.correct_of', { day: format.dateWithYear(action.action_on) })}
                        onClick={() => onOpen(action)}
                      >
                        {format.dateWithYear(action.action_on)}
                      </button>
                    ) : (
                      format.dateWithYear(action.action_on)
                    )}
                  </th>
                  <td>
                    {[action.note, action.file_number && t('subaward.ordinance', { number: action.file_number })]
                      .filter(Boolean)
                      .join(' · ')}
                  </td>
                  <td className="number">{format.money(action.amount_cents)}</td>
                  <td className="number">{format.money(action.running_cents)}</td>
                  {mayRemove && (
                    <td>
                      <button
                        type="button"
                        className="link"
                        disabled={acts.isWorking}
                        aria-label={t('subaward.remove_amount_of', {
                          amount: format.money(action.amount_cents),
                          day: format.dateWithYear(action.action_on),
                        })}
                        onClick={() => void acts.run('remove_subaward_action', { p_id: action.id }, t('subaward.amount_removed'))}
                      >
                        {t('subaward.remove_amount')}
                      </button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      <RefusedLine error={acts.error} />
      {subaward.committed_cents !== null && (
        <p className="secondary">
          {t('subaward.committed', { amount: format.money(Math.max(subaward.committed_cents, subaward.total_cents)) })}
        </p>
      )}
      {onOpen && (
        <p>
          <button type="button" className="link" onClick={() => onOpen('new')}>
            {t(subaward.actions.length === 0 ? 'subaward.first_amount' : 'subaward.amount')}
          </button>
        </p>
      )}
    </div>
  );
}

function Ffata({ subaward, onPay }: { subaward: SubawardFacts; onPay: (() => void) | null }) {
  const { t, format } = useWords();
  const { ffata, executive_pay: pay } = subaward;
  return (
    <section className="event-block" aria-labelledby="subaward-ffata">
      <h2 id="subaward-ffata">{t('subaward.ffata')}</h2>
      <p>
        {ffata
          ? t('subaward.ffata_line', {
              total: format.money(ffata.total_cents),
              day: format.dateWithYear(ffata.reportable_on),
              due: format.dateWithYear(ffata.due_on),
            })
          : t('subaward.ffata_none', { from: format.money(subaward.ffata_from_cents), total: format.money(subaward.total_cents) })}
      </p>
      {ffata && (
        <p>
          {ffata.filed_on ? (
            t('subaward.ffata_filed', { day: format.dateWithYear(ffata.filed_on) })
          ) : ffata.waived_on ? (
            t('subaward.ffata_waived', { day: format.dateWithYear(ffata.waived_on) })
          ) : (
            <Link to={`/awards/${subaward.award_id}?tab=schedule`}>{t('subaward.ffata_file')}</Link>
          )}
        </p>
      )}
      {ffata && (
        <p>
          {pay === null
            ? t('subaward.pay_unknown')
            : subaward.needs_executive_pay
              ? t('subaward.pay_needed', {
                  names:
                    (pay.executives ?? []).map(({ name, cents }) => `${name} ${format.money(cents)}`).join(', ') || t('subaward.not_given'),
                })
              : t('subaward.pay_not_needed')}
        </p>
      )}
      {ffata && onPay && (
        <p>
          <button type="button" className="link" onClick={onPay}>
            {t('subaward.pay')}
          </button>
        </p>
      )}
    </section>
  );
}

function Payments({ subaward }: { subaward: SubawardFacts }) {
  const { t, format } = useWords();
  const left = subaward.total_cents - subaward.paid_cents;
  return (
    <div className="event-block">
      <h2>{t('subaward.payments')}</h2>
      {subaward.payments.length === 0 ? (
        <p>{t('subaward.no_payments')}</p>
      ) : (
        <ScrollRegion label={t('subaward.payments')}>
          <table className="event-table">
            <thead>
              <tr>
                <th scope="col">{t('subaward.day')}</th>
                <th scope="col">{t('subaward.what')}</th>
                <th scope="col" className="number">
                  {t('subaward.amount_column')}
                </th>
              </tr>
            </thead>
            <tbody>
              {subaward.payments.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{format.dateWithYear(one.entry_on)}</th>
                  <td>
                    {[one.description, one.reference, one.share !== 'federal' && t('subaward.not_federal')].filter(Boolean).join(' · ')}
                  </td>
                  <td className="number">{format.money(one.amount_cents)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={2}>
                  {left >= 0 ? t('subaward.left_to_pay') : t('subaward.paid_over')}
                </th>
                <td className="number">{format.money(Math.abs(left))}</td>
              </tr>
            </tfoot>
          </table>
        </ScrollRegion>
      )}
      <p>
        <Link to={`/awards/${subaward.award_id}?tab=money`}>{t('subaward.to_ledger')}</Link>
      </p>
    </div>
  );
}
