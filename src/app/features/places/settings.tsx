import '../../styles/settings.css';
import '../../styles/map.css';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { ShapesFile } from './shapes-file.tsx';
import { TilesForm } from './tiles-form.tsx';

/** What the map stands on: the file of shapes, and pictures where an administrator wants them. */
export function MapSettings() {
  const { t } = useWords();
  const mayEdit = useAllowed('settings', 'edit');
  return (
    <div className="page-list settings-page">
      <p className="record-back-always">
        <Link to="/settings">{t('settings.title')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('settings.map')} />
        <Link to="/map">{t('settings.map_open')}</Link>
      </div>
      <p className="page-lead">{t('settings.map_lead')}</p>
      {!mayEdit && <p className="settings-reason">{t('settings.reason_admin')}</p>}
      <section aria-labelledby="map-shapes">
        <h2 id="map-shapes">{t('settings.map_shapes')}</h2>
        <p className="page-lead">{t('settings.map_shapes_lead')}</p>
        {mayEdit && <ShapesFile />}
      </section>
      <section aria-labelledby="map-tiles">
        <h2 id="map-tiles">{t('settings.map_tiles')}</h2>
        <p className="page-lead">{t('settings.map_tiles_lead')}</p>
        <TilesForm mayEdit={mayEdit} />
      </section>
    </div>
  );
}
