import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import { type Conflict, ConflictDialog } from './conflict-dialog.tsx';
import { FormFrame } from './form-frame.tsx';
import type { useEditing } from './use-editing.ts';

type EditPageProps<Values extends object, Name extends string> = {
  title: string;
  /** The record, as the way back calls it. */
  name: string;
  save: string;
  edit: Omit<ReturnType<typeof useEditing<unknown, Values>>, 'opened'>;
  acts: { error: unknown; isWorking: boolean; clear: () => void };
  /** Whether a field says already what was refused. */
  isAtField?: boolean;
  onSave: () => void;
  /** In which fields two people differ, and what comes of it where theirs are taken. */
  conflicts: () => Conflict<Name>[];
  merge: (takeTheirs: ReadonlySet<Name>) => Values;
  children: ReactNode;
};

/** The page on which a record is changed: its form, and the comparison when somebody else saved first. */
export function EditPage<Values extends object, Name extends string>(props: EditPageProps<Values, Name>) {
  const { title, name, save, edit, acts, isAtField = false, onSave, conflicts, merge, children } = props;
  // A refused save has read the record again by now: then the two versions differ, and the dialog compares them.
  const isRefused = acts.error !== null && toRefusal(acts.error).kind === 'conflict';
  const isConflicting = edit.hasMoved && (edit.isComparing || isRefused);
  return (
    <>
      <FormFrame
        above={
          <p className="record-back-always">
            <Link to={edit.back}>{name}</Link>
          </p>
        }
        title={title}
        save={save}
        isRestored={edit.form.isRestored}
        error={isConflicting || isAtField ? null : acts.error}
        isWorking={acts.isWorking}
        onForget={edit.restart}
        onSave={onSave}
        onCancel={edit.leave}
      >
        {children}
      </FormFrame>
      {isConflicting && (
        <ConflictDialog
          conflicts={conflicts()}
          onSettle={(takeTheirs) => {
            edit.settle(merge(takeTheirs));
            acts.clear();
          }}
        />
      )}
    </>
  );
}
