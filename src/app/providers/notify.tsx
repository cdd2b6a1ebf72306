import type { NotificationProvider } from '@refinedev/core';
import { App } from 'antd';
import { useMemo } from 'react';
import { offerUndo, type UndoOffer } from './undo-offers.ts';

/** The words say it; antd's own icon would stand outside of every landmark. */
const noIcon = <span />;

type DoneOptions = { undo?: string; onUndone?: UndoOffer['onUndone'] };

/**
 * Short words at the foot of the page that something was done. Refusals stand beside what was refused, not here. `undo` is
 * the name of the act (see acts.ts): for ten seconds it can be undone from here, afterwards from the history.
 */
export function useNotify(): { done: (text: string, options?: DoneOptions) => void; refused: (text: string) => void } {
  const { message } = App.useApp();
  return useMemo(
    () => ({
      done: (text, { undo, onUndone } = {}) => {
        offerUndo(undo ? { text, act: undo, onUndone } : null);
        if (undo) message.destroy();
        else void message.open({ type: 'success', icon: noIcon, content: <span role="status">{text}</span>, duration: 4 });
      },
      refused: (text) => void message.open({ type: 'error', icon: noIcon, content: <span role="alert">{text}</span>, duration: 8 }),
    }),
    [message],
  );
}

/** For Refine's own hooks. Each of our hooks turns its default notices off and says its own sentence. */
export function useNotificationProvider(): NotificationProvider {
  const { done, refused } = useNotify();
  const { message } = App.useApp();
  return useMemo(
    () => ({
      open: ({ message: text, type }) => (type === 'error' ? refused(text) : done(text)),
      close: (key) => message.destroy(key),
    }),
    [done, refused, message],
  );
}
