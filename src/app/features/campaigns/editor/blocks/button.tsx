import { Input } from 'antd';
import { useRef } from 'react';
import { limits } from '../../../../../domain/campaigns/blocks.ts';
import { completeAddress } from '../../../../../domain/campaigns/markup.ts';
import { useWords } from '../../../../providers/i18n.tsx';
import { Field } from '../../../../shared/components/field.tsx';
import type { TextControl } from '../apply-edit.ts';
import { TextTools } from '../text-tools.tsx';
import type { BlockPartProps } from './part.ts';

/** A button that opens a page. */
export function ButtonPart({ block, onChange, language, problems }: BlockPartProps<'button'>) {
  const { t } = useWords();
  const control = useRef<TextControl | null>(null);
  return (
    <>
      <div className="block-bar">
        <TextTools target={control} isPlain />
      </div>
      <div className="block-fields">
        <Field label={t('write.button_label')} error={problems.label_missing}>
          {(field) => (
            <Input
              {...field}
              ref={(input) => {
                control.current = input?.input ?? null;
              }}
              lang={language}
              maxLength={limits.label}
              value={block.label}
              onChange={(event) => onChange({ label: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('write.button_url')} error={problems.link_broken}>
          {(field) => (
            <Input
              {...field}
              inputMode="url"
              placeholder="https://"
              maxLength={limits.url}
              value={block.url}
              onChange={(event) => onChange({ url: event.target.value })}
              onBlur={() => onChange({ url: completeAddress(block.url) })}
            />
          )}
        </Field>
      </div>
    </>
  );
}
