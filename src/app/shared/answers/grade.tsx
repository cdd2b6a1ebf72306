import { EASY_GRADE, readingGrade } from '../../../domain/legislation/reading-grade.ts';
import { useWords } from '../../providers/i18n.tsx';

/** How much schooling a text asks for, in words; nothing where there is no measure for its language. */
export function Grade({ text, language }: { text: string; language: string }) {
  const { t, format } = useWords();
  const grade = readingGrade(text, language);
  if (grade === null) return null;
  return (
    <span className="secondary">{t(grade <= EASY_GRADE ? 'answers.grade' : 'answers.grade_hard', { grade: format.number(grade) })}</span>
  );
}
