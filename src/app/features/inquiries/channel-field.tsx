import { useId } from 'react';
import { type Channel, intakeChannels } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';

/** How it reached the office: one tap or one arrow key. */
export function ChannelField({ value, onChange }: { value: Channel; onChange: (channel: Channel) => void }) {
  const { t } = useWords();
  const name = useId();
  return (
    <fieldset className="segments">
      <legend className="field-label">{t('intake.how')}</legend>
      <div>
        {intakeChannels.map((channel) => (
          <label key={channel}>
            <input type="radio" className="visually-hidden" name={name} checked={value === channel} onChange={() => onChange(channel)} />
            <span>{t(`channel.${channel}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
