import { useWords } from '../../providers/i18n.tsx';

/** As many empty rows as will come, each as high as a row, so that nothing moves when they do. */
export function RowSkeleton({ rows }: { rows: number }) {
  const { t } = useWords();
  return (
    <div aria-busy="true">
      <p className="visually-hidden">{t('list.loading')}</p>
      {Array.from({ length: rows }, (_, index) => `row-${index}`).map((key) => (
        <div className="row-skeleton" key={key} aria-hidden="true">
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
