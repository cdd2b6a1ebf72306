import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { type ConsentChannel, consentChannels } from '../../../domain/subscriptions/record.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { useActs } from '../hooks/use-acts.ts';
import { noSource, SourceFields } from './source-fields.tsx';
import { usePhoto } from './use-photo.ts';

/** What somebody said about calls, texts or letters by post, with where it comes from. */
export function ChannelDialog({ residentId, onClose }: { residentId: string; onClose: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useActs(['channel_consents', 'residents']);
  const keepPhoto = usePhoto(residentId);
  const [channel, setChannel] = useState<ConsentChannel>('phone');
  const [isAgreed, setAgreed] = useState(true);
  const [source, setSource] = useState(noSource);
  const [missing, setMissing] = useState<'note' | 'photo' | null>(null);
  const [photoError, setPhotoError] = useState<unknown>(null);

  async function submit() {
    if (source.how === 'paper' && !source.photo) return setMissing('photo');
    if (source.note.trim() === '') return setMissing('note');
    setMissing(null);
    setPhotoError(null);
    const photo = await keepPhoto(source).catch((refused) => {
      setPhotoError(refused);
      return undefined;
    });
    if (photo === undefined) return;
    const values = { p_resident: residentId, p_channel: channel, p_is_agreed: isAgreed, p_source: source.how, p_note: source.note.trim() };
    const did = await acts.rpc('record_channel', { ...values, ...(photo ? { p_attachment: photo } : {}) }, ({ act }) =>
      done(t('consent.channel_done'), { undo: act }),
    );
    if (did) onClose();
  }

  return (
    <Modal open title={t('consent.channel_record')} onCancel={onClose} footer={null} maskClosable={false} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <fieldset className="choice-group">
          <legend className="field-label">{t('consent.channel_about')}</legend>
          <Radio.Group
            value={channel}
            onChange={({ target }) => setChannel(target.value as ConsentChannel)}
            options={consentChannels.map((value) => ({ value, label: t(`consent.channel.${value}`) }))}
          />
        </fieldset>
        <fieldset className="choice-group">
          <legend className="field-label">{t('consent.channel_said')}</legend>
          <Radio.Group
            value={isAgreed}
            onChange={({ target }) => setAgreed(target.value === true)}
            options={[
              { value: true, label: t('consent.channel_yes') },
              { value: false, label: t('consent.channel_no') },
            ]}
          />
        </fieldset>
        <SourceFields
          source={source}
          withPaper
          onChange={(patch) => setSource({ ...source, ...patch })}
          error={missing === 'note' && source.note.trim() === '' ? t('refusal.note_source') : undefined}
          photoError={missing === 'photo' && !source.photo ? t('refusal.consent_photo') : undefined}
        />
        <RefusedLine error={acts.error ?? photoError} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('consent.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
