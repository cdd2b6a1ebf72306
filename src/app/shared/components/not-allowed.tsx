import { PageTitle } from './page-title.tsx';

/** A page that the reader's role does not open: what it is, and why it is not offered. */
export function NotAllowed({ title, reason }: { title: string; reason: string }) {
  return (
    <div className="page">
      <PageTitle title={title} />
      <p>{reason}</p>
    </div>
  );
}
