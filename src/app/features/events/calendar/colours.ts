import { useMemo } from 'react';
import type { CalendarEvent } from '../../../../domain/events/calendar-item.ts';
import type { Colouring } from '../../../../domain/events/calendar-query.ts';
import { type EventKind, type EventStatus, eventKinds, eventStatuses } from '../../../../domain/events/event.ts';
import { type Translate, useWords } from '../../../providers/i18n.tsx';
import { type District, useReferences } from '../../../providers/references.tsx';

/** How an event is drawn: a colour and a pattern of its edge, because colour alone tells nobody who cannot see it. */
export type Mark = `${'river' | 'green' | 'violet' | 'amber' | 'brick' | 'slate'}-${'solid' | 'stripes' | 'dots'}`;

const kindMarks: Record<EventKind, Mark> = {
  neighborhood_meeting: 'river-solid',
  tabling: 'green-solid',
  training: 'violet-solid',
  workshop: 'violet-stripes',
  clinic: 'green-stripes',
  hearing: 'amber-solid',
  media: 'river-stripes',
  other: 'slate-dots',
};
const statusMarks: Record<EventStatus, Mark> = {
  planned: 'amber-dots',
  confirmed: 'river-solid',
  held: 'green-solid',
  cancelled: 'brick-stripes',
};
const districtMarks: Mark[] = [
  'river-solid',
  'green-solid',
  'violet-solid',
  'amber-solid',
  'river-stripes',
  'green-stripes',
  'violet-stripes',
  'amber-stripes',
  'river-dots',
  'green-dots',
  'violet-dots',
  'amber-dots',
];

export type Colours = {
  markOf: (event: CalendarEvent) => Mark;
  /** What the colour of an event says. */
  wordOf: (event: CalendarEvent) => string;
  legend: { key: string; mark: Mark; word: string }[];
};

/** The colours of the calendar by kind, state or district, and what they mean. */
export function useColours(colour: Colouring): Colours {
  const { t } = useWords();
  const { districts } = useReferences();
  return useMemo(() => makeColours(colour, t, districts), [colour, t, districts]);
}

function makeColours(colour: Colouring, t: Translate, districts: District[]): Colours {
  if (colour === 'status') {
    return {
      markOf: (event) => statusMarks[event.status],
      wordOf: (event) => t(`event.status.${event.status}`),
      legend: eventStatuses.map((key) => ({ key, mark: statusMarks[key], word: t(`event.status.${key}`) })),
    };
  }
  if (colour === 'district') {
    const marks = new Map(districts.map(({ id }, index) => [id, districtMarks[index % districtMarks.length] ?? 'slate-dots']));
    const names = new Map(districts.map(({ id, name }) => [id, name]));
    return {
      markOf: (event) => marks.get(event.district_id ?? '') ?? 'slate-dots',
      wordOf: (event) => names.get(event.district_id ?? '') ?? t('calendar.no_district'),
      legend: [
        ...districts
          .filter(({ is_active }) => is_active)
          .map(({ id, name }) => ({ key: id, mark: marks.get(id) ?? ('slate-dots' as const), word: name })),
        { key: 'none', mark: 'slate-dots', word: t('calendar.no_district') },
      ],
    };
  }
  return {
    markOf: (event) => kindMarks[event.kind],
    wordOf: (event) => t(`event.kind.${event.kind}`),
    legend: eventKinds.map((key) => ({ key, mark: kindMarks[key], word: t(`event.kind.${key}`) })),
  };
}
