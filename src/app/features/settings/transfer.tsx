import { useInvalidate } from '@refinedev/core';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { RefusalError } from '../../../data/refusals.ts';
import { nameAct } from '../../providers/acts.ts';
import { askServer, askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { Difference, type ImportAnswer, isSame } from './difference.tsx';
import { SettingsPage } from './settings-page.tsx';

type Chosen = { name: string; text: string; answer: ImportAnswer };

/** The settings as a file: out, and in after a look at the difference. */
export function TransferSettings() {
  const { t } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const { refresh } = useReferences();
  const invalidate = useInvalidate();
  const mayImport = useAllowed('settings', 'import');
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function run(work: () => Promise<void>) {
    setWorking(true);
    setError(null);
    try {
      await work();
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(false);
    }
  }
  const look = (name: string, text: string) =>
    run(async () => {
      setChosen(null);
      setChosen({ name, text, answer: await askServerJson<ImportAnswer>(connection, '/office/settings', { text, dry_run: true }) });
    });
  const apply = ({ name, text, answer }: Chosen) =>
    run(async () => {
      const act = nameAct();
      try {
        await askServerJson(connection, '/office/settings', { text, dry_run: false, seen: answer.mark, act });
      } catch (refused) {
        // Somebody changed settings meanwhile: the new difference is shown, and nothing was written.
        if (refused instanceof RefusalError && refused.refusal.kind === 'conflict')
          setChosen({ name, text, answer: await askServerJson<ImportAnswer>(connection, '/office/settings', { text, dry_run: true }) });
        throw refused;
      }
      setChosen(null);
      await Promise.all(
        ['settings', 'topics', 'organizations', 'districts', 'languages', 'holidays', 'holiday_rules', 'retention_rules'].map((resource) =>
          invalidate({ resource, invalidates: ['resourceAll'] }),
        ),
      );
      await refresh();
      done(t('settings.applied'), { undo: act });
    });
  const download = () =>
    run(async () => {
      const blob = await (await askServer(connection, '/office/settings')).blob();
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = 'office-settings.json';
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });

  return (
    <SettingsPage title={t('settings.transfer')} lead={t('settings.transfer_lead')} reason={mayImport ? null : t('settings.reason_import')}>
      <section className="settings-section">
        <h2>{t('settings.export')}</h2>
        <p className="page-lead">{t('settings.export_lead')}</p>
        <Button onClick={() => void download()}>{t('settings.export_button')}</Button>
      </section>
      {mayImport && (
        <section className="settings-section">
          <h2>{t('settings.import')}</h2>
          <p className="page-lead">{t('settings.import_lead')}</p>
          <input
            ref={input}
            type="file"
            hidden
            aria-label={t('settings.import_choose')}
            accept="application/json,.json"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file) void file.text().then((text) => look(file.name, text));
            }}
          />
          <Button loading={isWorking && !chosen} onClick={() => input.current?.click()}>
            {t('settings.import_choose')}
          </Button>
          <RefusedLine error={error} />
          {chosen && (
            <div className="settings-difference" aria-live="polite">
              <h3>{t('settings.difference_of', { name: chosen.name })}</h3>
              <Difference difference={chosen.answer.difference} />
              <div className="form-foot">
                <Button onClick={() => setChosen(null)}>{t('action.cancel')}</Button>
                {!isSame(chosen.answer.difference) && (
                  <Button type="primary" loading={isWorking} onClick={() => void apply(chosen)}>
                    {t('settings.apply')}
                  </Button>
                )}
              </div>
            </div>
          )}
        </section>
      )}
    </SettingsPage>
  );
}
