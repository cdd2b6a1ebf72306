import { useCustom } from '@refinedev/core';
import type { Citation } from '../../../domain/legislation/answer-card.ts';
import type { LegislationFacts } from '../../../domain/legislation/legislation.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useLawWords } from '../../shared/answers/use-law-words.ts';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { LegislationField } from '../../shared/fields/legislation-field.tsx';
import { Lines } from '../../shared/fields/lines.tsx';

export type CitationLine = { key: string; legislation_id: string | null; section_id: string | null; known: Citation | null };

export const citationLines = (citations: Citation[]): CitationLine[] =>
  citations.map((known) => ({
    key: `${known.legislation_id} ${known.section_id}`,
    legislation_id: known.legislation_id,
    section_id: known.section_id,
    known,
  }));

type CitationLinesProps = { lines: CitationLine[]; onChange: (lines: CitationLine[]) => void; error: string | undefined };

/** What an answer rests on: files of the register, whole or a section of them. */
export function CitationLines({ lines, onChange, error }: CitationLinesProps) {
  const { t } = useWords();
  return (
    <Lines
      legend={t('answers.rests_on')}
      hint={t('answers.rests_on_hint')}
      rows={lines}
      onChange={onChange}
      empty={() => ({ key: crypto.randomUUID(), legislation_id: null, section_id: null, known: null })}
      add={t('answers.add_citation')}
      className="citation-line"
      errors={{}}
      error={error}
    >
      {(row, patch, number) => <CitationFields row={row} patch={patch} number={number} />}
    </Lines>
  );
}

type CitationFieldsProps = { row: CitationLine; patch: (change: Partial<CitationLine>) => void; number: number };

function CitationFields({ row, patch, number }: CitationFieldsProps) {
  const { t } = useWords();
  const { law } = useLawWords();
  const { query } = useCustom<LegislationFacts>({
    url: 'legislation_facts',
    method: 'post',
    config: { payload: { p_id: row.legislation_id } },
    errorNotification: false,
    queryOptions: { enabled: row.legislation_id !== null, meta: { live: ['legislation', 'legislation_sections'] } },
  });
  const sections = (query.isSuccess && row.legislation_id !== null && query.data.data.sections) || [];
  return (
    <>
      <LegislationField
        label={t('answers.law_of', { number })}
        value={row.legislation_id}
        name={row.known ? `${law(row.known)} · ${row.known.title}` : undefined}
        onChange={(legislation_id) => patch({ legislation_id, section_id: null })}
      />
      <ChoiceField
        label={t('answers.section_of', { number })}
        emptyLabel={t('answers.whole')}
        value={row.section_id}
        options={sections.map((section) => ({ value: section.id, label: `§ ${section.number} ${section.title}`.trim() }))}
        onChange={(section_id) => patch({ section_id })}
      />
    </>
  );
}
