import { limits, type Message } from '../../../../domain/campaigns/blocks.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { GrowArea } from './grow-area.tsx';

type TextPartProps = { message: Message; made: string | null; onChange: (text: string | null) => void; onLeave: (field: string) => void };

/** The letter as plain text: made from the HTML, until somebody writes it; and back. */
export function PlainTextPart({ message, made, onChange, onLeave }: TextPartProps) {
  const { t } = useWords();
  const isOwn = message.text_part !== null;
  return (
    <details className="text-part" data-block="text_part" open={isOwn || undefined}>
      <summary>
        <h2>{t('write.text_part')}</h2>
        <span className="secondary">{t(isOwn ? 'write.text_part_own' : 'write.text_part_made')}</span>
      </summary>
      {isOwn ? (
        <>
          <GrowArea
            className="block-text text-part-area"
            aria-label={t('write.text_part')}
            lang={message.language}
            maxLength={limits.textPart}
            value={message.text_part ?? ''}
            onChange={(event) => onChange(event.target.value)}
            onBlur={() => onLeave('text_part')}
          />
          <button type="button" className="link" onClick={() => onChange(null)}>
            {t('write.text_part_back')}
          </button>
        </>
      ) : (
        <>
          <pre className="preview-text" lang={message.language} dir="auto">
            {made ?? ''}
          </pre>
          <button type="button" className="link" disabled={made === null} onClick={() => onChange(made ?? '')}>
            {t('write.text_part_write')}
          </button>
        </>
      )}
    </details>
  );
}
