import type { ReactNode } from 'react';
import { eventKinds, eventStatuses } from '../../../../domain/events/event.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { ClashNote } from './clash-note.tsx';
import type { FormPartProps } from './part.ts';
import type { EventValues } from './values.ts';
import { WhenField } from './when-field.tsx';

type FormBasicsProps = FormPartProps & { isNew: boolean; repeats: ReactNode };

/** What every event needs: what, when, where. */
export function FormBasics({ values, onChange, errors, clashes, suggestions, isNew, repeats }: FormBasicsProps) {
  const { t } = useWords();
  // Cancelling asks why, and has its own button on the record.
  const states = eventStatuses
    .filter((status) => status !== 'cancelled' || values.status === 'cancelled')
    .filter((status) => !isNew || status !== 'held');
  function choosePlace(place_name: string) {
    const known = suggestions.addresses?.[place_name];
    onChange({
      place_name,
      ...(known && !values.address ? { address: known.address ?? '' } : {}),
      ...(known && !values.district_id ? { district_id: known.district_id } : {}),
      ...(known && !values.neighborhood ? { neighborhood: known.neighborhood ?? '' } : {}),
    });
  }
  return (
    <div className="form-grid">
      <div className="form-wide">
        <TextField
          label={t('event.form.title')}
          value={values.title}
          onChange={(title) => onChange({ title })}
          maxLength={200}
          error={errors.title}
        />
      </div>
      <ChoiceField
        label={t('event.form.kind')}
        value={values.kind}
        options={eventKinds.map((value) => ({ value, label: t(`event.kind.${value}`) }))}
        onChange={(kind) => kind && onChange({ kind: kind as EventValues['kind'] })}
        error={errors.kind}
      />
      {values.status !== 'cancelled' && (
        <ChoiceField
          label={t('field.status')}
          value={values.status}
          options={states.map((value) => ({ value, label: t(`event.status.${value}`) }))}
          onChange={(status) => status && onChange({ status: status as EventValues['status'] })}
          error={errors.status}
        />
      )}
      <div className="form-wide">
        <WhenField values={values} onChange={onChange} errors={errors} />
      </div>
      {repeats && <div className="form-wide">{repeats}</div>}
      <TextField
        label={t('event.form.place')}
        value={values.place_name}
        onChange={choosePlace}
        maxLength={200}
        suggestions={suggestions.places}
        error={errors.place_name}
      />
      <div>
        <TextField
          label={t('event.form.room')}
          value={values.room}
          onChange={(room) => onChange({ room })}
          maxLength={120}
          suggestions={suggestions.rooms}
          error={errors.room}
        />
        <ClashNote clashes={clashes.filter(({ kind }) => kind === 'room')} />
      </div>
    </div>
  );
}
