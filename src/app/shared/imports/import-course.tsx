import { useWords } from '../../providers/i18n.tsx';
import type { ImportCourse } from './use-file-import.ts';

/** How far a file is on its way in. */
export function ImportCourseLine({ course }: { course: ImportCourse | null }) {
  const { t, tn } = useWords();
  const text =
    course === null
      ? ''
      : course.step === 'reading'
        ? tn('import.read', course.read)
        : t(course.step === 'comparing' ? 'import.comparing' : 'import.writing');
  return (
    <div className="import-course" aria-live="polite">
      {course && <progress aria-label={t('import.progress')} {...(course.step === 'reading' && { value: course.share, max: 1 })} />}
      {text && <p className="secondary">{text}</p>}
    </div>
  );
}
