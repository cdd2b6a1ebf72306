import '../../styles/things.css';
import '../../styles/trainings.css';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Field } from '../../shared/components/field.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { MaterialFields } from './material-fields.tsx';
import { type Curriculum, type CurriculumValues, toValues, useCurriculum, useSaveCurriculum } from './use-curricula.ts';

/** Writes one edition of a curriculum, new or there already. */
export function CurriculumEdit() {
  const { id } = useParams();
  const query = useCurriculum(id);
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (id && !query.data) return <RowSkeleton rows={5} />;
  return <CurriculumForm key={id ?? 'new'} curriculum={query.data?.data ?? null} reload={() => void query.refetch()} />;
}

function CurriculumForm({ curriculum, reload }: { curriculum: Curriculum | null; reload: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { done } = useNotify();
  const mayEdit = useAllowed('events', 'edit');
  const save = useSaveCurriculum();
  const draft = `curriculum.${curriculum?.id ?? 'new'}`;
  const [values, setValues] = useState<CurriculumValues>(() => readDraft<CurriculumValues>(draft) ?? toValues(curriculum));
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  const [isTried, setTried] = useState(false);
  const refusal = error === null ? null : toRefusal(error);
  const at = (field: string) => (refusal?.field === field ? refusalText(refusal, t) : undefined);
  const isNameless = values.name.trim() === '';
  const isOdd = values.hours.trim() !== '' && !/^\d{1,2}([.,]\d{1,2})?$/.test(values.hours.trim());

  function change(patch: Partial<CurriculumValues>) {
    const next = { ...values, ...patch };
    setValues(next);
    writeDraft(draft, next);
  }
  async function submit() {
    setTried(true);
    if (isNameless || isOdd || isWorking) return;
    setWorking(true);
    setError(null);
    try {
      const act = await save(values, curriculum);
      writeDraft(draft, null);
      done(t('curricula.saved'), { undo: act });
      navigate('/events/curricula');
    } catch (refused) {
      setError(refused);
      // The version is read again; what was typed stays, and is saved over theirs by saving once more.
      if (toRefusal(refused).kind === 'conflict') reload();
    } finally {
      setWorking(false);
    }
  }
  const title = curriculum ? t('curricula.named', { name: curriculum.name, edition: curriculum.edition }) : t('curricula.new');
  return (
    <form
      className="page form-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className="record-back-always">
        <Link to="/events/curricula">{t('curricula.title')}</Link>
      </p>
      <PageTitle title={title} />
      {!mayEdit && <p className="secondary">{t('curricula.read_only')}</p>}
      <fieldset disabled={!mayEdit} className="form-grid">
        <Field label={t('field.name')} error={isTried && isNameless ? t('curricula.name_missing') : at('name')}>
          {(control) => (
            <Input {...control} maxLength={200} value={values.name} onChange={({ target }) => change({ name: target.value })} />
          )}
        </Field>
        <Field label={t('curricula.edition')} hint={t('curricula.edition_hint')} error={at('edition')}>
          {(control) => (
            <Input {...control} maxLength={40} value={values.edition} onChange={({ target }) => change({ edition: target.value })} />
          )}
        </Field>
        <div className="form-wide">
          <Field label={t('curricula.description')}>
            {(control) => (
              <Input.TextArea
                {...control}
                rows={3}
                maxLength={4000}
                value={values.description}
                onChange={({ target }) => change({ description: target.value })}
              />
            )}
          </Field>
        </div>
        <Field label={t('curricula.hours')} error={isTried && isOdd ? t('curricula.hours_odd') : undefined}>
          {(control) => (
            <Input {...control} inputMode="decimal" value={values.hours} onChange={({ target }) => change({ hours: target.value })} />
          )}
        </Field>
        <Field label={t('curricula.datasets')} hint={t('curricula.datasets_hint')}>
          {(control) => (
            <Select
              {...control}
              className="wide"
              mode="tags"
              disabled={!mayEdit}
              open={false}
              suffixIcon={null}
              value={values.datasets}
              onChange={(datasets: string[]) => change({ datasets })}
            />
          )}
        </Field>
      </fieldset>
      <MaterialFields
        lines={values.materials}
        disabled={!mayEdit}
        error={at('materials')}
        onChange={(materials) => change({ materials })}
      />
      {curriculum && (
        <label className="check" htmlFor="curriculum-active">
          <input
            id="curriculum-active"
            type="checkbox"
            disabled={!mayEdit}
            checked={values.is_active}
            onChange={({ target }) => change({ is_active: target.checked })}
          />
          <span>{t('curricula.active')}</span>
        </label>
      )}
      {refusal && !refusal.field && <RefusedLine error={error} />}
      {mayEdit && (
        <div className="form-foot">
          <Button
            onClick={() => {
              writeDraft(draft, null);
              navigate('/events/curricula');
            }}
          >
            {t('action.cancel')}
          </Button>
          <Button type="primary" htmlType="submit" loading={isWorking}>
            {t('curricula.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
