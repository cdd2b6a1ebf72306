/** Puts the keyboard where somebody goes on: on what is wrong, otherwise into the first field, otherwise on what can be done. */
export function focusIn(place: Element | null | undefined): void {
  const ways = ['[aria-invalid="true"]', 'textarea, input:not([type="file"], [readonly])', '.ant-btn', '.tool:not(:disabled)', '.link'];
  for (const way of ways) {
    const found = place?.querySelector<HTMLElement>(way);
    if (found) {
      found.focus({ preventScroll: true });
      return;
    }
  }
}
