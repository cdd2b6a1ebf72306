import { type ComponentProps, type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';

type GrowAreaProps = Omit<ComponentProps<'textarea'>, 'ref'> & { value: string; area?: Ref<HTMLTextAreaElement | null> };

/** A text area as high as its text, so that a letter reads as one page. */
export function GrowArea({ value, area, ...rest }: GrowAreaProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle<HTMLTextAreaElement | null, HTMLTextAreaElement | null>(area, () => own.current);
  useLayoutEffect(() => {
    const element = own.current;
    if (!element) return;
    const grow = () => {
      element.style.height = 'auto';
      element.style.height = `${element.scrollHeight}px`;
    };
    if (element.value === value) grow();
    // Another width breaks lines elsewhere.
    let width = element.offsetWidth;
    const watch = new ResizeObserver(() => {
      if (element.offsetWidth === width) return;
      width = element.offsetWidth;
      grow();
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [value]);
  return <textarea {...rest} ref={own} value={value} rows={1} dir="auto" />;
}
