import '../../styles/answers.css';
import { useCustom } from '@refinedev/core';
import { Button, Input, type InputRef, Modal } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import type { FoundAnswer, TakenAnswer } from '../../../domain/legislation/answer-card.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Refused, RefusedLine } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';
import { Tag } from '../components/tag.tsx';
import { useActs } from '../hooks/use-acts.ts';
import { useSettled } from '../hooks/use-settled.ts';
import { Grade } from './grade.tsx';
import { useLawWords } from './use-law-words.ts';

type AnswerPickerProps = {
  inquiry: { id: string; topic_id: string; language: string };
  /** The text with the law below it, to stand in an answer. That it was taken is noted; it counts as given when the answer is told. */
  onTake: (taken: TakenAnswer) => void;
};

/** The way to the answers that there are, for whoever writes one: a link that opens them. */
export function AnswerPicker({ inquiry, onTake }: AnswerPickerProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('answers.take')}
      </button>
      {isOpen && (
        <AnswerDialog
          inquiry={inquiry}
          onClose={() => setOpen(false)}
          onTake={(taken) => {
            setOpen(false);
            onTake(taken);
          }}
        />
      )}
    </>
  );
}

/** Finds an answer by a word of the question or the number of the law, in the resident's language where there is one. */
function AnswerDialog({ inquiry, onTake, onClose }: AnswerPickerProps & { onClose: () => void }) {
  const { t } = useWords();
  const search = useRef<InputRef>(null);
  const [typed, setTyped] = useState('');
  const text = useSettled(typed, 200);
  const acts = useActs(['answer_uses']);
  const { query } = useCustom<FoundAnswer[]>({
    url: 'find_answer_cards',
    method: 'post',
    config: { payload: { p_query: { text, language: inquiry.language, topic: inquiry.topic_id, limit: 12 } } },
    errorNotification: false,
    queryOptions: { meta: { live: ['answer_cards'] }, placeholderData: (previous) => previous },
  });
  const found = query.isSuccess ? query.data.data : null;
  const take = (card: FoundAnswer) =>
    acts.rpc<TakenAnswer>(
      'use_answer_card',
      { p_card: card.id, p_inquiry: inquiry.id, p_facts: { language: card.language } },
      ({ answer }) => onTake(answer),
    );
  return (
    <Modal
      open
      title={t('answers.take')}
      footer={null}
      onCancel={onClose}
      width={720}
      afterOpenChange={(isOpen) => isOpen && search.current?.focus()}
      destroyOnHidden
    >
      <div className="answer-picker">
        <Input
          ref={search}
          aria-label={t('answers.find')}
          placeholder={t('answers.find')}
          value={typed}
          allowClear
          onChange={({ target }) => setTyped(target.value)}
        />
        <RefusedLine error={acts.error} />
        {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
        {!found && !query.error && <RowSkeleton rows={3} />}
        {found?.length === 0 && (
          <p className="secondary" role="status">
            {t('answers.none_found')} <Link to="/answers">{t('answers.to_cards')}</Link>
          </p>
        )}
        <ul className="answer-found">
          {(found ?? []).map((card) => (
            <AnswerChoice key={card.id} card={card} isWorking={acts.isWorking} onTake={() => void take(card)} />
          ))}
        </ul>
      </div>
    </Modal>
  );
}

function AnswerChoice({ card, isWorking, onTake }: { card: FoundAnswer; isWorking: boolean; onTake: () => void }) {
  const { t, format } = useWords();
  const { cite } = useLawWords();
  const { languages } = useReferences();
  const isGiven = card.state === 'current';
  const name = languages.find(({ code }) => code === card.language)?.name ?? card.language;
  return (
    <li>
      <div className="answer-head">
        <h3>{card.title}</h3>
        {isGiven ? (
          <Button size="small" disabled={isWorking} onClick={onTake} aria-label={t('answers.take_one', { title: card.title })}>
            {t('answers.take_it')}
          </Button>
        ) : (
          <Tag tone="amber">{t('answers.state.review')}</Tag>
        )}
      </div>
      <p className="answer-body lines" lang={card.language}>
        {card.body}
      </p>
      <p className="secondary">
        {[
          card.citations.map(cite).join('; '),
          card.checked_on && t('answers.checked', { day: format.dateWithYear(card.checked_on) }),
          card.is_due && t('answers.is_due'),
        ]
          .filter(Boolean)
          .join(' · ')}{' '}
        <Grade text={card.body} language={card.language} />
      </p>
      {card.is_other_language && <p className="secondary">{t('answers.other_language', { language: name })}</p>}
      {card.is_older && <p className="secondary">{t('answers.older')}</p>}
      {!isGiven && <p className="secondary">{t('answers.not_given')}</p>}
    </li>
  );
}
