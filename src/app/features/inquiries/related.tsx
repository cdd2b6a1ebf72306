import '../../styles/things.css';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ShortInquiry } from '../../../domain/inquiries/related.ts';
import { isOver } from '../../../domain/inquiries/status.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { RelateDialog } from './relate-dialog.tsx';
import { SplitDialog } from './split-dialog.tsx';
import { statusTones } from './tones.ts';
import type { InquiryRecord } from './use-inquiry.ts';
import { useRelated } from './use-related.ts';

/** The inquiries that belong to this one: what it is a part of or repeats, its parts, its duplicates, what it is linked with. */
export function RelatedInquiries({ inquiry }: { inquiry: InquiryRecord }) {
  const { t } = useWords();
  const { done } = useNotify();
  const mayEdit = useAllowed('inquiries', 'edit');
  const found = useRelated(inquiry.id);
  const acts = useActs(['inquiries', 'interactions', 'tasks']);
  const [dialog, setDialog] = useState<'relate' | 'split' | null>(null);
  if (!found) return null;
  const { parent, duplicate_of, parts, duplicates, links } = found;
  const count = parts.length + duplicates.length + links.length + (parent ? 1 : 0) + (duplicate_of ? 1 : 0);
  if (count === 0 && !mayEdit) return null;
  const open = parts.filter(({ status }) => !isOver(status)).length;
  const unlink = (other: ShortInquiry) =>
    acts.rpc('unlink_inquiries', { p_a: inquiry.id, p_b: other.id }, ({ act }) =>
      done(t('related.unlinked', { number: other.number }), { undo: act }),
    );
  const takeOut = (part: ShortInquiry) =>
    acts.rpc('set_parent', { p_id: part.id, p_version: part.version, p_parent: null }, ({ act }) =>
      done(t('related.taken_out', { number: part.number }), { undo: act }),
    );
  return (
    <section className="things" aria-label={t('related.heading')}>
      <div className="things-head">
        <h2>{t('related.heading')}</h2>
        {mayEdit && (
          <p className="things-ways">
            <button type="button" className="link" onClick={() => setDialog('relate')}>
              {t('related.relate')}
            </button>
            {!isOver(inquiry.status) && (
              <button type="button" className="link" onClick={() => setDialog('split')}>
                {t('related.split')}
              </button>
            )}
          </p>
        )}
      </div>
      {count > 0 && (
        <ul className="related-lines">
          {duplicate_of && <Line how={t('related.repeats')} row={duplicate_of} />}
          {parent && (
            <Line how={t('related.part_of')} row={parent}>
              {mayEdit && (
                <button
                  type="button"
                  className="link"
                  onClick={() => void takeOut({ ...parent, id: inquiry.id, version: inquiry.version, number: inquiry.number })}
                >
                  {t('related.take_out')}
                </button>
              )}
            </Line>
          )}
          {parts.map((row) => (
            <Line key={row.id} how={t('related.part')} row={row}>
              {mayEdit && (
                <button type="button" className="link" onClick={() => void takeOut(row)}>
                  {t('related.take_out')}
                </button>
              )}
            </Line>
          ))}
          {duplicates.map((row) => (
            <Line key={row.id} how={t('related.repeated_by')} row={row} />
          ))}
          {links.map((row) => (
            <Line key={row.id} how={t('related.linked')} row={row} note={row.note}>
              {mayEdit && (
                <button type="button" className="link" onClick={() => void unlink(row)}>
                  {t('related.unlink')}
                </button>
              )}
            </Line>
          ))}
        </ul>
      )}
      {open > 0 && isOver(inquiry.status) && <p className="secondary">{t('related.parts_open')}</p>}
      {dialog === null && <RefusedLine error={acts.error} />}
      {dialog === 'relate' && <RelateDialog inquiry={inquiry} related={found} onDone={() => setDialog(null)} />}
      {dialog === 'split' && <SplitDialog inquiry={inquiry} onDone={() => setDialog(null)} />}
    </section>
  );
}

type LineProps = { how: string; row: ShortInquiry; note?: string | null; children?: React.ReactNode };

function Line({ how, row, note, children }: LineProps) {
  const { t } = useWords();
  return (
    <li>
      <span className="secondary">{how}</span>
      <Link to={`/inquiries/${row.id}`}>{`${row.number} ${row.subject}`}</Link>
      <Tag tone={statusTones[row.status]}>{t(`status.${row.status}`)}</Tag>
      <span className="secondary">{[row.resident_name ?? t('inquiry.anonymous'), note].filter(Boolean).join(' · ')}</span>
      {children}
    </li>
  );
}
