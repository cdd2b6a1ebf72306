import { Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { inquiryFacts } from '../../../../domain/inquiries/packet.ts';
import { forget, type SeenEntry, takeBack } from '../../../../domain/inquiries/packet-choices.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import type { InquiryRecord } from '../use-inquiry.ts';
import { EarlierPackets } from './earlier.tsx';
import { type EntryActs, PacketEntry } from './entry.tsx';
import { MakeDialog } from './make-dialog.tsx';
import { ShowDialog } from './show-dialog.tsx';
import { type Packet, type Preview, usePacket } from './use-packet.ts';
import { usePacketWords } from './use-packet-words.ts';
import { type Selected, selectedIn, WithholdDialog } from './withhold-dialog.tsx';

type Open = { way: 'whole' | 'words' | 'show'; entry: SeenEntry; selected: Selected | null } | { way: 'make' };

/** Looks the copy through: the whole story as it would go out, with what is withheld as bars, and what a person chooses beside. */
export function PacketReview({ inquiry }: { inquiry: InquiryRecord }) {
  const { t } = useWords();
  const packet = usePacket(inquiry);
  const { counted } = usePacketWords();
  const [open, setOpen] = useState<Open | null>(null);
  const [isUnder, setUnder] = useState(false);
  const { preview, draft } = packet;
  const { setChoices } = packet;
  const { choices } = draft;
  const acts = useMemo(
    (): EntryActs => ({
      onWhole: (entry) => setOpen({ way: 'whole', entry, selected: null }),
      onCut: (entry) => setOpen({ way: 'words', entry, selected: selectedIn(entry) }),
      onShow: (entry) => setOpen({ way: 'show', entry, selected: null }),
      onTakeBack: (entry, one) => setChoices(takeBack(choices, entry.key, one)),
    }),
    [choices, setChoices],
  );
  const close = () => setOpen(null);
  const isChosen = Object.keys(choices.entries).length > 0;
  return (
    <div className="packet-frame">
      <div className="packet-side">
        <Setting packet={packet} />
        {preview && <Grounds preview={preview} />}
        {preview && (
          <p className="packet-make">
            <Button type="primary" disabled={packet.isStale || preview.stale.length > 0} onClick={() => setOpen({ way: 'make' })}>
              {t('packet.make')}
            </Button>
            {isChosen && <Button onClick={packet.forget}>{t('packet.start_again')}</Button>}
          </p>
        )}
        {isChosen && <p className="secondary">{t('packet.kept')}</p>}
        <EarlierPackets inquiryId={inquiry.id} />
      </div>
      <div className="packet-story" aria-busy={packet.isStale || undefined}>
        {packet.error ? (
          <Refused error={packet.error} onRetry={packet.retry} />
        ) : packet.profiles?.length === 0 ? (
          <p className="empty">{t('packet.no_profile')}</p>
        ) : !preview ? (
          <RowSkeleton rows={6} />
        ) : (
          <>
            <p className="packet-counts" role="status">
              {counted(preview.counts)}
            </p>
            <label className="check">
              <input type="checkbox" checked={isUnder} onChange={({ target }) => setUnder(target.checked)} />
              <span>{t('packet.under')}</span>
            </label>
            {preview.stale.length > 0 && <Stale packet={packet} keys={preview.stale} />}
            <Story preview={preview} packet={packet} acts={acts} isUnder={isUnder} />
          </>
        )}
      </div>
      {preview && open && open.way === 'make' && <MakeDialog inquiryId={inquiry.id} packet={packet} preview={preview} onClose={close} />}
      {preview && open && open.way === 'show' && <ShowDialog entry={open.entry} choices={choices} onChoose={setChoices} onClose={close} />}
      {preview && open && (open.way === 'whole' || open.way === 'words') && (
        <WithholdDialog
          {...open}
          way={open.way}
          grounds={preview.profile.grounds}
          choices={choices}
          onChoose={setChoices}
          onClose={close}
        />
      )}
    </div>
  );
}

type StoryProps = { preview: Preview; packet: Packet; acts: EntryActs; isUnder: boolean };

function Story({ preview, packet, acts, isUnder }: StoryProps) {
  const { t, format } = useWords();
  const { say } = usePacketWords();
  const shared = { grounds: preview.grounds, isUnder, acts };
  const choiceOf = ({ key }: SeenEntry) => packet.draft.choices.entries[key];
  return (
    <>
      <h2>{t('packet.inquiry')}</h2>
      <PacketEntry entry={preview.inquiry} number={null} choice={choiceOf(preview.inquiry)} {...shared}>
        <dl className="packet-parts">
          {inquiryFacts(preview.inquiry, say, format.instant).map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </PacketEntry>
      <h2>{t('packet.story')}</h2>
      {preview.entries.length === 0 && <p className="secondary">{t('packet.story_none')}</p>}
      {preview.entries.map((entry, index) => (
        <PacketEntry key={entry.key} entry={entry} number={index + 1} choice={choiceOf(entry)} {...shared} />
      ))}
    </>
  );
}

/** The profile, the language of the copy, and whether a lawyer looked at the grounds. */
function Setting({ packet }: { packet: Packet }) {
  const { t } = useWords();
  const { languages } = useReferences();
  const { profile, profiles, draft } = packet;
  if (!profile || !profiles) return null;
  const nameOf = (code: string) => languages.find((one) => one.code === code)?.name ?? code;
  return (
    <div className="packet-setting">
      <Field label={t('packet.profile')} hint={profile.description || undefined}>
        {(control) => (
          <Select
            {...control}
            className="wide"
            showSearch={false}
            value={profile.id}
            options={profiles.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={packet.setProfile}
          />
        )}
      </Field>
      <Field label={t('packet.language')}>
        {(control) => (
          <Select
            {...control}
            className="wide"
            showSearch={false}
            value={draft.language}
            options={(['en', 'es'] as const).map((value) => ({ value, label: nameOf(value) }))}
            onChange={packet.setLanguage}
          />
        )}
      </Field>
      {profile.confirmed_by ? (
        <p className="secondary">{t('packet.confirmed', { name: profile.confirmed_by })}</p>
      ) : (
        <p className="notice notice-amber">{t('packet.not_confirmed')}</p>
      )}
    </div>
  );
}

function Grounds({ preview }: { preview: Preview }) {
  const { t, tn } = useWords();
  const files = preview.entries.filter(({ facts, whole }) => facts.goes === true && !whole).length;
  return (
    <section aria-label={t('packet.grounds')}>
      <h2>{t('packet.grounds')}</h2>
      {preview.grounds.length === 0 ? (
        <p className="secondary">{t('packet.no_grounds')}</p>
      ) : (
        <ol className="packet-grounds">
          {preview.grounds.map(({ key, words, cite }) => (
            <li key={key}>
              {words} <span className="secondary">{cite}</span>
            </li>
          ))}
        </ol>
      )}
      {files > 0 && <p className="secondary">{tn('packet.files', files)}</p>}
    </section>
  );
}

/** Entries that were changed since words of them were chosen: those choices do not hold any more. */
function Stale({ packet, keys }: { packet: Packet; keys: string[] }) {
  const { tn, t } = useWords();
  return (
    <div className="notice notice-amber" role="alert">
      <p>{tn('packet.stale', keys.length)}</p>
      <Button onClick={() => packet.setChoices(forget(packet.draft.choices, keys))}>{t('packet.stale_forget')}</Button>
    </div>
  );
}
