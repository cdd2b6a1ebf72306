import { splitMentions } from '../../../domain/shared/mentions.ts';
import { useReferences } from '../../providers/references.tsx';

/** A text in which the people who are mentioned stand out. */
export function MentionedText({ text }: { text: string }) {
  const { staff } = useReferences();
  const parts = splitMentions(
    text,
    staff.map((one) => one.name),
  );
  // The parts of one text stay where they are: their place is their name.
  return parts.map((part, index) => {
    const key = `${index}-${part.text.length}`;
    return part.isMention ? (
      <b key={key} className="mention">
        {part.text}
      </b>
    ) : (
      <span key={key}>{part.text}</span>
    );
  });
}
