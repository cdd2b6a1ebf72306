import { Select } from 'antd';
import { useId } from 'react';
import { type PacketKind, packetKinds } from '../../../domain/inquiries/packet.ts';
import type { ProfileRule } from '../../../domain/inquiries/redaction-profile.ts';
import { useWords } from '../../providers/i18n.tsx';
import type { ProfileValues } from './form.tsx';

type RuleRowsProps = { values: ProfileValues; onChange: (patch: Partial<ProfileValues>) => void };
const WITHHOLD = 'withhold:';

/** What goes out of each kind of content, and on which ground it does not. */
export function RuleRows({ values, onChange }: RuleRowsProps) {
  const { t } = useWords();
  return (
    <>
      <h2>{t('packet_profile.rules')}</h2>
      {(Object.keys(packetKinds) as (keyof typeof packetKinds)[]).map((group) => (
        <fieldset key={group} className="profile-rules">
          <legend>
            <h3>{t(`packet_profile.group.${group}`)}</h3>
          </legend>
          {packetKinds[group].map((kind) => (
            <Rule key={kind} kind={kind} values={values} onChange={(rule) => onChange({ rules: { ...values.rules, [kind]: rule } })} />
          ))}
        </fieldset>
      ))}
    </>
  );
}

function Rule({ kind, values, onChange }: { kind: PacketKind; values: ProfileValues; onChange: (rule: ProfileRule) => void }) {
  const { t } = useWords();
  const id = useId();
  const rule = values.rules[kind];
  const options = [
    { value: 'release', label: t(kind === 'files' ? 'packet_profile.release_file' : 'packet_profile.release') },
    ...(kind === 'files' ? [{ value: 'list', label: t('packet_profile.list') }] : []),
    ...values.grounds.map(({ key, cite, words }) => ({
      value: `${WITHHOLD}${key}`,
      label: t('packet_profile.withhold_on', { ground: [cite, words.en].filter(Boolean).join(', ') || '…' }),
    })),
  ];
  return (
    <div className="profile-rule">
      <label htmlFor={id}>{t(`packet.kind.${kind}`)}</label>
      <Select
        id={id}
        className="wide"
        optionFilterProp="label"
        value={rule === undefined ? undefined : rule.act === 'withhold' ? `${WITHHOLD}${rule.ground}` : rule.act}
        options={options}
        onChange={(value: string) =>
          onChange(
            value.startsWith(WITHHOLD)
              ? { act: 'withhold', ground: value.slice(WITHHOLD.length) }
              : { act: value === 'list' ? 'list' : 'release' },
          )
        }
      />
    </div>
  );
}
