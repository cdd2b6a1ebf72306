import type { AnswerState } from '../../../domain/legislation/answer-card.ts';
import type { Tone } from '../components/tag.tsx';

export const answerTones: Record<AnswerState, Tone> = { draft: 'plain', current: 'green', review: 'amber', retired: 'plain' };
