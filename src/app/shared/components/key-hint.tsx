/** The key that does the same as the button it stands on. Screen readers hear it from aria-keyshortcuts instead. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className="key" aria-hidden="true">
      {keys}
    </span>
  );
}
