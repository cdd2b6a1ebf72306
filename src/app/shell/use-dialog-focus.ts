import { useEffect } from 'react';

const dialogs = '.ant-modal-root';
const fields = 'input:not([type="hidden"], :disabled, [readonly]), input[role="combobox"]:not(:disabled), textarea:not(:disabled)';
const takesFocus = 'button, a[href], input, textarea, select, [tabindex]';

/** The field that a dialog begins with: of a question with one answer among several, the one that is chosen. */
function findFirstField(dialog: Element): HTMLElement | null {
  const first = dialog.querySelector<HTMLInputElement>(fields);
  if (first?.type !== 'radio') return first;
  return dialog.querySelector<HTMLElement>(`input[type="radio"][name="${CSS.escape(first.name)}"]:checked`) ?? first;
}

const isKeyboardLost = () => document.activeElement === null || document.activeElement === document.body;
const focus = (element: HTMLElement | null) => element?.focus({ preventScroll: true });

/**
 * Where the keyboard is around dialogs (WCAG 2.4.3). A dialog begins at its first field, but not on a phone, where that would
 * bring up the keys over what there is to read. When it is gone, the keyboard is where it was before; where that is gone as
 * well, or goes with what is read again, it is at the title of the page. Dialogs are drawn only while they are open, and
 * antd gives the keyboard back only to those that stay: so this is done here, once for all of them.
 */
export function useDialogFocus(): void {
  useEffect(() => {
    /** What opened each of the dialogs that are open. */
    const openers = new Map<Element, HTMLElement | null>();
    let last: HTMLElement | null = null;
    let watched: HTMLElement | null = null;

    const toTitle = () => focus(document.querySelector<HTMLElement>('#main h1'));
    // What opened it may be drawn anew, as another button, once the act has been read again.
    const watch = new MutationObserver(() => {
      if (watched && !watched.isConnected && isKeyboardLost()) toTitle();
      if (!watched?.isConnected) stopWatching();
    });
    function stopWatching() {
      watched = null;
      watch.disconnect();
    }

    function seeFocus({ target }: FocusEvent) {
      if (!(target instanceof HTMLElement)) return;
      if (target !== watched) stopWatching();
      const dialog = target.closest(dialogs);
      if (dialog && !openers.has(dialog)) {
        openers.set(dialog, last);
        const isAtFrame = target.querySelector('.ant-modal-content') !== null;
        if (isAtFrame && matchMedia('(pointer: fine)').matches) focus(findFirstField(target));
      }
      last = document.activeElement instanceof HTMLElement ? document.activeElement : target;
    }
    // A button that is pressed does not have the keyboard in every browser.
    function seePress({ target }: PointerEvent) {
      const pressed = target instanceof Element ? target.closest<HTMLElement>(takesFocus) : null;
      if (pressed) last = pressed;
    }
    function giveBack(opener: HTMLElement | null) {
      if (!isKeyboardLost()) return;
      if (opener?.isConnected) focus(opener);
      if (isKeyboardLost()) return toTitle();
      watched = opener;
      watch.observe(document.getElementById('main') ?? document.body, { childList: true, subtree: true });
    }
    const gone = new MutationObserver(() => {
      for (const [dialog, opener] of openers) {
        if (dialog.isConnected) continue;
        openers.delete(dialog);
        giveBack(opener);
      }
    });
    document.addEventListener('focusin', seeFocus);
    document.addEventListener('pointerdown', seePress, true);
    gone.observe(document.body, { childList: true });
    return () => {
      document.removeEventListener('focusin', seeFocus);
      document.removeEventListener('pointerdown', seePress, true);
      gone.disconnect();
      stopWatching();
    };
  }, []);
}
