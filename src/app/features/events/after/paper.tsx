import { Button, Input, InputNumber, type InputRef, Select } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import { ageBands } from '../../../../domain/events/door.ts';
import { nameAct } from '../../../providers/acts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Field } from '../../../shared/components/field.tsx';
import type { After } from './use-after.ts';

const nothing = { name: '', people: 1, language: '', zip: '', age: 'unknown' as (typeof ageBands)[number] };

/** The sign-in sheet, typed line by line by the keyboard alone. */
export function AfterPaper({ after }: { after: After }) {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const { languages } = useReferences();
  const [line, setLine] = useState(nothing);
  const first = useRef<InputRef>(null);
  const name = line.name.trim();
  async function add(event: FormEvent) {
    event.preventDefault();
    const shared = {
      key: nameAct(),
      people: line.people,
      ...(line.language ? { language: line.language } : {}),
      ...(line.zip.trim() ? { postal_code: line.zip.trim() } : {}),
    };
    // The next line may be typed while this one is saved; a sheet often stays with its language.
    setLine({ ...nothing, language: line.language });
    first.current?.focus();
    const act = await after.correct([name ? { ...shared, verb: 'walk_in', name } : { ...shared, verb: 'tally', age_band: line.age }]);
    if (!act) return setLine((now) => (now.name === '' ? line : now));
    done(name ? t('after.paper_added', { name }) : tn('after.paper_tallied', line.people), { undo: act });
  }
  return (
    <details className="after-paper">
      <summary>{t('after.paper')}</summary>
      <p className="secondary">{t('after.paper_lead')}</p>
      <form onSubmit={(event) => void add(event)}>
        <Field label={t('after.paper_name')}>
          {(control) => (
            <Input
              {...control}
              ref={first}
              value={line.name}
              autoComplete="off"
              onChange={(event) => setLine({ ...line, name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('after.paper_people')}>
          {(control) => (
            <InputNumber
              {...control}
              min={1}
              max={name ? 20 : 500}
              precision={0}
              value={line.people}
              onChange={(people) => setLine({ ...line, people: people ?? 1 })}
            />
          )}
        </Field>
        <Field label={t('after.paper_language')}>
          {(control) => (
            <Select
              {...control}
              optionFilterProp="label"
              showSearch
              value={line.language}
              options={[
                { value: '', label: t('after.not_said') },
                ...languages.filter((one) => one.is_active).map((one) => ({ value: one.code, label: one.name })),
              ]}
              onChange={(language: string) => setLine({ ...line, language })}
            />
          )}
        </Field>
        <Field label={t('after.paper_zip')}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              maxLength={10}
              value={line.zip}
              onChange={(event) => setLine({ ...line, zip: event.target.value })}
            />
          )}
        </Field>
        {!name && (
          <Field label={t('after.paper_age')}>
            {(control) => (
              <Select
                {...control}
                showSearch={false}
                value={line.age}
                options={ageBands.map((value) => ({ value, label: t(`event.age.${value}`) }))}
                onChange={(age) => setLine({ ...line, age })}
              />
            )}
          </Field>
        )}
        <Button htmlType="submit">{t('after.paper_add')}</Button>
      </form>
    </details>
  );
}
