import { Button, Input } from 'antd';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { linkProblem } from '../../../../domain/campaigns/links.ts';
import { completeAddress, insertLink } from '../../../../domain/campaigns/markup.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { applyEdit, readMarked, type TextControl } from './apply-edit.ts';

type LinkPickerProps = { target: RefObject<TextControl | null>; onClose: () => void };

/** Makes a link of what is selected, or of words that are asked for. */
export function LinkPicker({ target, onClose }: LinkPickerProps) {
  const { t } = useWords();
  const [marked] = useState(() => (target.current ? readMarked(target.current) : { text: '', start: 0, end: 0 }));
  const [words, setWords] = useState(() => marked.text.slice(marked.start, marked.end));
  const [url, setUrl] = useState('');
  const [isTried, setTried] = useState(false);
  const problem = linkProblem(completeAddress(url));
  function insert() {
    setTried(true);
    if (problem) return;
    const control = target.current;
    onClose();
    if (control) applyEdit(control, insertLink({ ...marked, text: control.value }, words, completeAddress(url)));
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
      target.current?.focus();
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      insert();
    }
  };
  return (
    <fieldset className="insert-panel" onKeyDown={onKeyDown}>
      <legend className="visually-hidden">{t('write.link_insert')}</legend>
      <Field label={t('write.link_words')}>
        {(control) => (
          <Input {...control} autoFocus={words === ''} maxLength={200} value={words} onChange={(event) => setWords(event.target.value)} />
        )}
      </Field>
      <Field label={t('write.link_url')} error={isTried && problem ? t(`write.link_problem.${problem}`) : undefined}>
        {(control) => (
          <Input
            {...control}
            autoFocus={words !== ''}
            inputMode="url"
            maxLength={2000}
            value={url}
            placeholder="https://"
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <div className="insert-foot">
        <Button size="small" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button size="small" type="primary" onClick={insert}>
          {t('write.insert')}
        </Button>
      </div>
    </fieldset>
  );
}
