import { useInvalidate } from '@refinedev/core';
import { Button } from 'antd';
import { askServer, askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { saveBlob } from '../../shared/attachments/transfer.ts';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { useWork } from '../../shared/hooks/use-work.ts';
import { ChosenFile } from '../../shared/imports/chosen-file.tsx';
import { FileChoice, json } from '../../shared/imports/file-choice.tsx';
import { useImport } from '../../shared/imports/use-import.ts';
import { Difference, type ImportAnswer, isSame } from './difference.tsx';
import { SettingsPage } from './settings-page.tsx';

/** `seen` is the mark of the difference that was shown. */
type Facts = { text: string; seen?: string };

/** The settings as a file: out, and in after a look at the difference. */
export function TransferSettings() {
  const { t } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const { refresh } = useReferences();
  const invalidate = useInvalidate();
  const mayImport = useAllowed('settings', 'import');
  const settings = useImport<Facts, ImportAnswer>({
    ask: (_, { text, seen }, act) =>
      askServerJson(connection, '/office/settings', act ? { text, dry_run: false, seen, act } : { text, dry_run: true }),
    onTaken: async (_, act) => {
      await Promise.all(
        ['settings', 'topics', 'organizations', 'districts', 'languages', 'holidays', 'holiday_rules', 'retention_rules'].map((resource) =>
          invalidate({ resource, invalidates: ['resourceAll'] }),
        ),
      );
      await refresh();
      done(t('settings.applied'), { undo: act });
    },
  });
  const { chosen, isWorking } = settings;
  const download = useWork();

  return (
    <SettingsPage title={t('settings.transfer')} lead={t('settings.transfer_lead')} reason={mayImport ? null : t('settings.reason_import')}>
      <section className="settings-section">
        <h2>{t('settings.export')}</h2>
        <p className="page-lead">{t('settings.export_lead')}</p>
        <Button
          loading={download.isWorking}
          onClick={() =>
            void download.run(async () => saveBlob(await (await askServer(connection, '/office/settings')).blob(), 'office-settings.json'))
          }
        >
          {t('settings.export_button')}
        </Button>
        <RefusedLine error={download.error} />
      </section>
      {mayImport && (
        <section className="settings-section">
          <h2>{t('settings.import')}</h2>
          <p className="page-lead">{t('settings.import_lead')}</p>
          <FileChoice
            label={t('settings.import_choose')}
            accept={json}
            isWorking={isWorking && !chosen}
            onFile={(file) => void file.text().then((text) => settings.look(file, { text }))}
          />
          <RefusedLine error={settings.error} />
          {chosen && (
            <ChosenFile
              title={t('settings.difference_of', { name: chosen.file.name })}
              level={3}
              isWorking={isWorking}
              onCancel={settings.close}
              next={
                isSame(chosen.answer.difference)
                  ? null
                  : {
                      label: t('settings.apply'),
                      go: () => settings.take(chosen.file, { text: chosen.facts.text, seen: chosen.answer.mark }),
                    }
              }
            >
              <div className="settings-difference" aria-live="polite">
                <Difference difference={chosen.answer.difference} />
              </div>
            </ChosenFile>
          )}
        </section>
      )}
    </SettingsPage>
  );
}
