import { useState } from 'react';
import { useNavigate } from 'react-router';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useDraftForm } from './use-draft-form.ts';

type Editing<Facts, Values> = {
  draft: string;
  /** What the database has now. */
  latest: Facts;
  version: (facts: Facts) => number | null;
  toValues: (facts: Facts) => Values;
  /** Where it leads when it is saved or left. */
  back: string;
};

/** The form of a record that others may change meanwhile. It starts from what the record was when it was opened, also after a reload. */
export function useEditing<Facts, Values extends object>({ draft, latest, version, toValues, back }: Editing<Facts, Values>) {
  const navigate = useNavigate();
  const [opened, setOpened] = useState<Facts>(() => (readDraft(draft) === null ? latest : (readDraft<Facts>(`${draft}.opened`) ?? latest)));
  const keep = (facts: Facts | null) => writeDraft(`${draft}.opened`, facts);
  const form = useDraftForm<Values>(draft, () => toValues(opened));
  const [isComparing, setComparing] = useState(false);
  return {
    form: {
      ...form,
      change(patch: Partial<Values>) {
        keep(opened);
        form.change(patch);
      },
    },
    opened,
    back,
    three: { start: toValues(opened), mine: form.values, theirs: toValues(latest) },
    /** Whether somebody else saved since. */
    hasMoved: version(latest) !== version(opened),
    isComparing,
    compare: () => setComparing(true),
    leave() {
      form.forget();
      keep(null);
      navigate(back);
    },
    restart() {
      keep(null);
      setOpened(latest);
      form.reset(toValues(latest));
    },
    settle(merged: Values) {
      form.change(merged);
      setOpened(latest);
      keep(latest);
      setComparing(false);
    },
  };
}
