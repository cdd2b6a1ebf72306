import { useSingleKeys } from '../../providers/single-keys.ts';

/** The key that does the same as the button it stands on. Screen readers hear it from aria-keyshortcuts instead. */
export function KeyHint({ keys }: { keys: string }) {
  const on = useSingleKeys();
  if (!on && keys.length === 1) return null;
  return (
    <span className="key" aria-hidden="true">
      {keys}
    </span>
  );
}
