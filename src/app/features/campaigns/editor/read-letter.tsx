import type { ReactNode } from 'react';
import type { Block, Message } from '../../../../domain/campaigns/blocks.ts';
import { isLinkable } from '../../../../domain/campaigns/links.ts';
import { type Paragraph, type Run, readRichText } from '../../../../domain/campaigns/rich-text.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { fieldLabel } from './field-picker.tsx';

/** What a letter says, to be read by whoever may not write it: its words, without its layout. */
export function ReadLetter({ message }: { message: Message }) {
  const { t } = useWords();
  const heads = [
    ['subject', message.subject],
    ['subject_b', message.subject_b],
    ['preheader', message.preheader],
  ] as const;
  return (
    <>
      <dl className="facts letter-facts">
        {heads.map(
          ([key, text]) =>
            text && (
              <div key={key}>
                <dt>{t(`write.${key}`)}</dt>
                <dd lang={message.language} dir="auto">
                  {text}
                </dd>
              </div>
            ),
        )}
      </dl>
      <div className="read-letter" lang={message.language} dir="auto">
        {message.format === 'mjml' ? (
          <pre className="preview-text">{message.mjml}</pre>
        ) : message.blocks.length === 0 ? (
          <p className="secondary">{t('write.read_empty')}</p>
        ) : (
          message.blocks.map((block) => <ReadBlock key={block.id} block={block} />)
        )}
      </div>
    </>
  );
}

function ReadBlock({ block }: { block: Block }) {
  const { t } = useWords();
  switch (block.kind) {
    case 'heading':
      return <p className={`block-heading-${block.level}`}>{block.text}</p>;
    case 'text':
      return keyed(readRichText(block.text)).map(({ key, one }) => <ReadParagraph key={key} paragraph={one} />);
    case 'image':
      return <p className="secondary">{t('write.read_image', { alt: block.alt })}</p>;
    case 'button':
      return (
        <p>
          <ReadLink url={block.url}>{block.label}</ReadLink>
        </p>
      );
    case 'events':
      return <p className="secondary">{t('write.conflict_events', { days: block.days, limit: block.limit })}</p>;
    case 'programs':
      return <p>{block.names.join(', ')}</p>;
    case 'divider':
      return <hr className="block-rule" />;
  }
}

/** Parts of a text have no names: their place is what they are known by. */
const keyed = <One,>(all: One[]): { key: string; one: One }[] => all.map((one, place) => ({ key: String(place), one }));

function ReadParagraph({ paragraph }: { paragraph: Paragraph }) {
  if (paragraph.kind === 'paragraph') {
    return (
      <p>
        <ReadRuns runs={paragraph.runs} />
      </p>
    );
  }
  const items = keyed(paragraph.items).map(({ key, one }) => (
    <li key={key}>
      <ReadRuns runs={one} />
    </li>
  ));
  return paragraph.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function ReadRuns({ runs }: { runs: Run[] }) {
  return keyed(runs).map(({ key, one }) => <ReadRun key={key} run={one} />);
}

function ReadRun({ run }: { run: Run }) {
  const { t } = useWords();
  switch (run.kind) {
    case 'words':
      return run.text;
    case 'field':
      return <span className="read-field">{t(fieldLabel(run.name))}</span>;
    case 'bold':
      return (
        <strong>
          <ReadRuns runs={run.runs} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <ReadRuns runs={run.runs} />
        </em>
      );
    case 'link':
      return (
        <ReadLink url={run.url}>
          <ReadRuns runs={run.runs} />
        </ReadLink>
      );
    case 'break':
      return <br />;
  }
}

/** A link opens only what a letter may carry: never a script. */
function ReadLink({ url, children }: { url: string; children: ReactNode }) {
  if (!isLinkable(url) || url.startsWith('{{')) return <span>{children}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
