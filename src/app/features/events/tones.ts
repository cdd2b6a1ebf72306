import type { EventStatus } from '../../../domain/events/event.ts';
import type { Tone } from '../../shared/components/tag.tsx';

export const eventTones: Record<EventStatus, Tone> = { planned: 'amber', confirmed: 'river', held: 'green', cancelled: 'brick' };
