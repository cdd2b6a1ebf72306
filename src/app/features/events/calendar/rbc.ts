import type { ComponentType } from 'react';
import type { CalendarProps, DateLocalizer, DateLocalizerSpec } from 'react-big-calendar';
import type { withDragAndDropProps } from 'react-big-calendar/lib/addons/dragAndDrop';
import * as addon from 'react-big-calendar/lib/addons/dragAndDrop';
import * as calendar from 'react-big-calendar/lib/Calendar';
import * as localizer from 'react-big-calendar/lib/localizer';

/**
 * The one door to react-big-calendar. Its parts are taken one by one: its own entry brings the localizers of six date libraries,
 * and its build for bundlers a second copy of all that its drag and drop uses. They are CommonJS, whose `default` each bundler
 * wraps in its own way.
 */
function unwrap(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? unwrap(module.default) : module;
}

type Draggable<Item extends object> = ComponentType<CalendarProps<Item> & withDragAndDropProps<Item>>;

/** The calendar whose items can be dragged. */
export function makeCalendar<Item extends object>(): Draggable<Item> {
  return (unwrap(addon) as (plain: unknown) => unknown)(unwrap(calendar)) as Draggable<Item>;
}

export function makeLocalizer(spec: DateLocalizerSpec): DateLocalizer {
  const Made = (localizer as unknown as { DateLocalizer: new (spec: DateLocalizerSpec) => DateLocalizer }).DateLocalizer;
  return new Made(spec);
}
