import '../../../styles/campaigns.css';
import '../../../styles/campaign-editor.css';
import '../../../styles/campaign-preview.css';
import { Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { LayoutForm } from './form.tsx';
import { type Layout, useLayoutActs, useLayouts } from './use-layouts.ts';

/** How letters to many look: which one is the usual, and the way to change each or to begin another from it. */
export function CampaignLayouts() {
  const { t } = useWords();
  const mayEdit = useAllowed('email_layouts', 'edit');
  const [params, setParams] = useSearchParams();
  const { layouts, error, retry } = useLayouts();
  const opened = layouts?.find(({ id }) => id === params.get('layout')) ?? null;
  const like = layouts?.find(({ id }) => id === params.get('like')) ?? null;
  const close = () => setParams({}, { replace: true });
  if (opened || like) {
    return (
      <LayoutForm
        key={opened?.id ?? `like-${like?.id}`}
        layout={opened}
        like={like}
        mayEdit={mayEdit}
        onClose={close}
        onMade={(id) => setParams({ layout: id }, { replace: true })}
      />
    );
  }
  return (
    <div className="page">
      <p className="record-back-always">
        <Link to="/campaigns">{t('campaign.back')}</Link>
      </p>
      <PageTitle title={t('layouts.title')} />
      <p className="page-lead">{t(mayEdit ? 'layouts.lead' : 'layouts.read_only')}</p>
      {error && <Refused error={error} onRetry={retry} />}
      {!layouts && !error && <RowSkeleton rows={2} />}
      {layouts?.length === 0 && <p className="secondary">{t('layouts.empty')}</p>}
      <ul className="layout-rows">
        {layouts?.map((layout) => (
          <LayoutRow key={layout.id} layout={layout} mayEdit={mayEdit} />
        ))}
      </ul>
    </div>
  );
}

function LayoutRow({ layout, mayEdit }: { layout: Layout; mayEdit: boolean }) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const acts = useLayoutActs();
  const { name } = layout;
  const change = (patch: Parameters<typeof acts.save>[0], told: string) =>
    void acts.save(patch, layout, (act) => done(told, { undo: act }));
  return (
    <li>
      <div className="layout-row">
        <span className="layout-name">
          <Link to={`?layout=${layout.id}`}>{name}</Link>
          {layout.is_default && <Tag tone="green">{t('layouts.usual')}</Tag>}
          {!layout.is_active && <Tag tone="plain">{t('layouts.inactive')}</Tag>}
          <span className="secondary">{t('layouts.changed', { date: format.instant(layout.updated_at) })}</span>
        </span>
        {mayEdit && (
          <span className="layout-acts">
            {!layout.is_default && layout.is_active && (
              <Button
                size="small"
                loading={acts.isWorking}
                aria-label={t('layouts.make_usual_of', { name })}
                onClick={() => change({ is_default: true }, t('layouts.usual_done', { name }))}
              >
                {t('layouts.make_usual')}
              </Button>
            )}
            <Link to={`?like=${layout.id}`} aria-label={t('layouts.like_of', { name })}>
              {t('layouts.like')}
            </Link>
            {!layout.is_default && (
              <button
                type="button"
                className="link"
                aria-label={t(layout.is_active ? 'layouts.retire_of' : 'layouts.offer_of', { name })}
                onClick={() =>
                  change({ is_active: !layout.is_active }, t(layout.is_active ? 'layouts.retired' : 'layouts.offered', { name }))
                }
              >
                {t(layout.is_active ? 'layouts.retire' : 'layouts.offer')}
              </button>
            )}
          </span>
        )}
      </div>
      {acts.error !== null && <RefusedLine error={acts.error} />}
    </li>
  );
}
