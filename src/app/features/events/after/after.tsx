import '../../../styles/after.css';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { EventRecord } from '../../../../domain/events/event.ts';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { RecordApplications } from '../../../shared/applications/record-applications.tsx';
import { RecordFiles } from '../../../shared/attachments/record-files.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { AfterAudience } from './audience.tsx';
import { AfterFollowUp } from './follow-up.tsx';
import { AfterIssues } from './issues.tsx';
import { AfterNumbers } from './numbers.tsx';
import { AfterPeople } from './people.tsx';
import { type After, useAfter } from './use-after.ts';

/** What comes after an event: who came, what was heard, what came of it, whom to write to. */
export function EventAfter({ event }: { event: EventRecord }) {
  const { t } = useWords();
  const after = useAfter(event.id);
  if (after.readError) return <Refused error={after.readError} onRetry={after.retry} />;
  if (!after.facts) return <p aria-busy="true">{t('list.loading')}</p>;
  const part = { event, after, facts: after.facts };
  return (
    <div className="after">
      <RefusedLine error={after.error} />
      <AfterNumbers {...part} />
      <AfterIssues {...part} />
      <AfterOutcome event={event.id} after={after} outcome={after.facts.outcome} />
      <RecordApplications record={{ table: 'events', id: event.id }} />
      <RecordFiles record={{ table: 'events', id: event.id }} />
      <AfterFollowUp {...part} />
      <AfterAudience {...part} />
      <AfterPeople {...part} />
    </div>
  );
}

export type AfterPart = { event: EventRecord; after: After; facts: NonNullable<After['facts']> };

/** How it went, in the words of whoever was there. What is typed is kept until it is saved. */
function AfterOutcome({ event, after, outcome }: { event: string; after: After; outcome: string }) {
  const { t } = useWords();
  const { done } = useNotify();
  const mayNote = useAllowed('attendances', 'create');
  const draft = `event.outcome.${event}`;
  const [typed, setTyped] = useState<string | null>(() => readDraft<string>(draft));
  const text = typed ?? outcome;
  function change(next: string | null) {
    setTyped(next);
    writeDraft(draft, next);
  }
  if (!mayNote)
    return (
      <section className="after-part">
        <h2>{t('after.outcome')}</h2>
        <p className="after-text">{outcome || t('after.outcome_none')}</p>
      </section>
    );
  return (
    <section className="after-part">
      <Field label={t('after.outcome')} hint={t('after.outcome_hint')}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 3, maxRows: 16 }}
            value={text}
            onChange={(event) => change(event.target.value)}
          />
        )}
      </Field>
      {text !== outcome && (
        <p>
          <Button
            type="primary"
            loading={after.isWorking}
            onClick={async () => {
              const act = await after.noteOutcome(text);
              if (!act) return;
              change(null);
              done(t('after.outcome_saved'), { undo: act });
            }}
          >
            {t('after.outcome_save')}
          </Button>
        </p>
      )}
    </section>
  );
}
