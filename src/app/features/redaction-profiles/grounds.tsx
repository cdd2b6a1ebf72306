import { Button } from 'antd';
import { addEmptyGround, type ProfileGround, removeGround } from '../../../domain/inquiries/redaction-profile.ts';
import { useWords } from '../../providers/i18n.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import type { ProfileValues } from './form.tsx';

type GroundRowsProps = { values: ProfileValues; onChange: (patch: Partial<ProfileValues>) => void; error?: string | undefined };

/** The grounds on which something is withheld, in the order in which a copy numbers them. */
export function GroundRows({ values, onChange, error }: GroundRowsProps) {
  const { t } = useWords();
  const { grounds } = values;
  const patch = (key: string, change: (ground: ProfileGround) => ProfileGround) =>
    onChange({ grounds: grounds.map((ground) => (ground.key === key ? change(ground) : ground)) });
  return (
    <fieldset className="profile-rules">
      <legend>
        <h2>{t('packet.grounds')}</h2>
      </legend>
      <p className="secondary">{t('packet_profile.grounds_hint')}</p>
      {grounds.map((ground, index) => {
        const number = index + 1;
        const label = (field: string) => t('packet_profile.of_ground', { field, number });
        const left = removeGround(values, ground.key);
        return (
          <div className="profile-ground" key={ground.key}>
            <span aria-hidden="true">{number}.</span>
            <TextField
              label={label(t('packet_profile.cite'))}
              maxLength={200}
              value={ground.cite}
              onChange={(cite) => patch(ground.key, (one) => ({ ...one, cite }))}
            />
            <TextField
              label={label(t('packet_profile.words_en'))}
              maxLength={500}
              rows={2}
              value={ground.words.en}
              onChange={(en) => patch(ground.key, (one) => ({ ...one, words: { ...one.words, en } }))}
            />
            <TextField
              label={label(t('packet_profile.words_es'))}
              maxLength={500}
              rows={2}
              value={ground.words.es}
              onChange={(es) => patch(ground.key, (one) => ({ ...one, words: { ...one.words, es } }))}
            />
            <Button
              disabled={left === null}
              title={left === null ? t('packet_profile.ground_in_use') : undefined}
              aria-label={t('packet_profile.remove_ground', { number })}
              onClick={() => left && onChange({ grounds: left })}
            >
              {t('packet_profile.remove')}
            </Button>
          </div>
        );
      })}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <p>
        <Button onClick={() => onChange({ grounds: addEmptyGround(grounds) })}>{t('packet_profile.add_ground')}</Button>
      </p>
    </fieldset>
  );
}
