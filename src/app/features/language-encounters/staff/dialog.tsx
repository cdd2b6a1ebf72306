import '../../../styles/event-form.css';
import '../../../styles/language.css';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Speaker } from '../../../../domain/language-encounters/encounter.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useLanguageActs } from '../../../shared/encounters/use-encounters.ts';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { Lines } from '../../../shared/fields/lines.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useOptions } from '../../../shared/fields/use-options.ts';

type Line = {
  key: string;
  language: string | null;
  skill: string;
  level: string;
  tested_on: string;
  tested_by: string;
  valid_until: string;
};
const skills = ['spoken', 'written', 'both'] as const;
const levels = ['basic', 'working', 'fluent', 'native'] as const;

/** The languages of one person, the whole list. */
export function SpeakerDialog({
  person,
  speaks,
  onClose,
}: {
  person: { id: string; name: string };
  speaks: Speaker[];
  onClose: () => void;
}) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useLanguageActs();
  const options = useOptions();
  const [lines, setLines] = useState<Line[]>(() =>
    speaks.map((one) => ({
      key: one.language,
      language: one.language,
      skill: one.skill,
      level: one.level,
      tested_on: one.tested_on ?? '',
      tested_by: one.tested_by ?? '',
      valid_until: one.valid_until ?? '',
    })),
  );
  const save = () =>
    acts.rpc('save_staff_languages', { p_staff: person.id, p_languages: lines.map(({ key: _key, ...line }) => line) }, ({ act }) => {
      onClose();
      done(t('staff_language.saved', { name: person.name }), { undo: act });
    });
  return (
    <Modal open title={t('staff_language.change_of', { name: person.name })} footer={null} onCancel={onClose} destroyOnHidden width={640}>
      <form
        className="dialog-form encounter-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Lines<Line>
          legend={t('staff_language.languages')}
          rows={lines}
          onChange={setLines}
          empty={() => ({
            key: crypto.randomUUID(),
            language: null,
            skill: 'spoken',
            level: 'working',
            tested_on: '',
            tested_by: '',
            valid_until: '',
          })}
          add={t('staff_language.add')}
          className="line-speaks"
          errors={{}}
        >
          {(line, patch) => (
            <div className="form-grid">
              <ChoiceField
                label={t('field.language')}
                value={line.language}
                options={options.languages.filter(({ value }) => value !== 'und')}
                onChange={(language) => patch({ language })}
              />
              <ChoiceField
                label={t('staff_language.level')}
                value={line.level}
                options={levels.map((one) => ({ value: one, label: t(`staff_language.level.${one}`) }))}
                onChange={(level) => patch({ level: level ?? 'working' })}
              />
              <ChoiceField
                label={t('staff_language.skill')}
                value={line.skill}
                options={skills.map((one) => ({ value: one, label: t(`staff_language.skill.${one}`) }))}
                onChange={(skill) => patch({ skill: skill ?? 'spoken' })}
              />
              <TextField
                label={t('staff_language.tested_by')}
                maxLength={200}
                value={line.tested_by}
                onChange={(tested_by) => patch({ tested_by })}
              />
              {(['tested_on', 'valid_until'] as const).map((name) => (
                <label key={name} className="field">
                  <span className="field-label">{t(`staff_language.${name}`)}</span>
                  <input
                    type="date"
                    className="native wide"
                    value={line[name]}
                    onChange={({ target }) => patch({ [name]: target.value })}
                  />
                </label>
              ))}
            </div>
          )}
        </Lines>
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('encounter.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
