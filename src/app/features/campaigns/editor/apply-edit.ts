import type { Edit, Marked } from '../../../../domain/campaigns/markup.ts';

export type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** What stands in a field, and what is selected in it. */
export const readMarked = (control: TextControl): Marked => ({
  text: control.value,
  start: control.selectionStart ?? control.value.length,
  end: control.selectionEnd ?? control.value.length,
});

/** Does an edit in a field as if it were typed, so that the browser's own undo knows it. */
export function applyEdit(control: TextControl, { from, to, insert, start, end }: Edit): void {
  control.focus();
  control.setSelectionRange(from, to);
  if (from === to && insert === '') {
    control.setSelectionRange(start, end);
    return;
  }
  const isDone = insert === '' ? document.execCommand('delete') : document.execCommand('insertText', false, insert);
  if (!isDone) {
    // A browser without it: set as React reads it.
    const prototype = control instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    const next = control.value.slice(0, from) + insert + control.value.slice(to);
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, next);
    control.dispatchEvent(new Event('input', { bubbles: true }));
  }
  control.setSelectionRange(start, end);
}
