import { useList } from '@refinedev/core';
import type { PacketCounts, PacketLanguage } from '../../../../domain/inquiries/packet.ts';
import type { RecordsRequest } from '../../../../domain/inquiries/records-request.ts';
import { isAtLeast } from '../../../providers/access.ts';
import { askServer } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useOffice, useToday } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { saveBlob } from '../../../shared/attachments/transfer.ts';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { useActs } from '../../../shared/hooks/use-acts.ts';
import { useWork } from '../../../shared/hooks/use-work.ts';
import { usePacketWords } from './use-packet-words.ts';

type PacketRow = {
  id: string;
  number: number;
  profile_name: string;
  language: PacketLanguage;
  made_by: string | null;
  created_at: string;
  stripped_at: string | null;
  entries: number;
  entries_out: number;
  places: number;
  grounds: number;
  /** For managers: who fetched which file of it. */
  packet_downloads?: { staff_id: string | null; format: 'pdf' | 'csv' | 'log'; created_at: string }[];
};
const columns = 'id,number,profile_name,language,made_by,created_at,stripped_at,entries,entries_out,places,grounds';
const formats = ['pdf', 'csv', 'log'] as const;

/** The copies that were made, the latest first: who, when, by which profile, and their files. */
export function EarlierPackets({ inquiryId }: { inquiryId: string }) {
  const { t } = useWords();
  const leads = isAtLeast(useOffice().me.role, 'manager');
  const { query } = useList<PacketRow>({
    resource: 'packets',
    meta: { select: leads ? `${columns},packet_downloads(staff_id,format,created_at)` : columns },
    filters: [{ field: 'inquiry_id', operator: 'eq', value: inquiryId }],
    sorters: [{ field: 'number', order: 'desc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const rows = query.data?.data;
  return (
    <section className="packet-earlier" aria-label={t('packet.earlier')}>
      <h2>{t('packet.earlier')}</h2>
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {rows?.length === 0 && <p className="secondary">{t('packet.earlier_none')}</p>}
      {rows && rows.length > 0 && <OpenRequest inquiryId={inquiryId} />}
      <ul className="packet-list">
        {(rows ?? []).map((row) => (
          <Earlier key={row.id} row={row} inquiryId={inquiryId} onFetched={() => void query.refetch()} />
        ))}
      </ul>
    </section>
  );
}

function Earlier({ row, inquiryId, onFetched }: { row: PacketRow; inquiryId: string; onFetched: () => void }) {
  const { t, format } = useWords();
  const { counted } = usePacketWords();
  const { connection } = useOffice();
  const { staff, languages } = useReferences();
  const { error, isWorking, run } = useWork();
  const counts: PacketCounts = { entries: row.entries, out: row.entries_out, places: row.places, grounds: row.grounds };
  const told = [
    row.profile_name,
    languages.find(({ code }) => code === row.language)?.name,
    staff.find(({ id }) => id === row.made_by)?.name,
    format.instant(row.created_at),
  ];
  const fetchFile = (which: (typeof formats)[number]) =>
    run(async () => {
      const response = await askServer(connection, `/inquiries/${inquiryId}/packets/${row.id}/file`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ format: which }),
      });
      const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'copy';
      saveBlob(await response.blob(), name);
      onFetched();
    });
  return (
    <li>
      <h3>{t('packet.one', { number: row.number })}</h3>
      <p className="secondary">{told.filter(Boolean).join(' · ')}</p>
      <p className="secondary">{counted(counts)}</p>
      {row.stripped_at && <p className="secondary">{t('packet.gone')}</p>}
      <p className="packet-acts">
        {formats
          .filter((which) => which === 'log' || !row.stripped_at)
          .map((which) => (
            <button
              key={which}
              type="button"
              className="link"
              disabled={isWorking}
              aria-label={t('packet.fetch_of', { file: t(`packet.fetch_${which}`), number: row.number })}
              onClick={() => void fetchFile(which)}
            >
              {t(`packet.fetch_${which}`)}
            </button>
          ))}
      </p>
      <RefusedLine error={error} />
      {row.packet_downloads && row.packet_downloads.length > 0 && <Fetched downloads={row.packet_downloads} />}
    </li>
  );
}

/** Who fetched which file of a copy, the latest first. */
function Fetched({ downloads }: { downloads: NonNullable<PacketRow['packet_downloads']> }) {
  const { t, tn, format } = useWords();
  const { staff } = useReferences();
  const latest = [...downloads].sort((a, b) => b.created_at.localeCompare(a.created_at));
  return (
    <details className="secondary">
      <summary>{tn('packet.fetched', latest.length)}</summary>
      <ul>
        {latest.map((one) => (
          <li key={`${one.created_at}${one.format}`}>
            {[
              staff.find(({ id }) => id === one.staff_id)?.name ?? t('timeline.somebody'),
              t(`packet.fetch_${one.format}`),
              format.instant(one.created_at),
            ].join(' · ')}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Where a request for public records is open while a copy of its inquiry is there: it may be noted as answered. */
function OpenRequest({ inquiryId }: { inquiryId: string }) {
  const { t } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const mayEdit = useAllowed('inquiries', 'edit');
  const acts = useActs(['records_requests', 'inquiries']);
  const { query } = useList<RecordsRequest>({
    resource: 'records_requests',
    meta: { select: '*' },
    filters: [{ field: 'inquiry_id', operator: 'eq', value: inquiryId }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const request = query.data?.data[0];
  if (!request || request.ended_on || !mayEdit) return null;
  const end = () =>
    acts.rpc(
      'save_records_request',
      { p_inquiry: inquiryId, p_request: { ended_as: 'completed', ended_on: today }, p_version: request.version },
      ({ act }) => done(t('packet.request_ended'), { undo: act }),
    );
  return (
    <div className="notice notice-amber">
      <p>{t('packet.request')}</p>
      <button type="button" className="link" disabled={acts.isWorking} onClick={() => void end()}>
        {t('packet.request_end')}
      </button>
      <RefusedLine error={acts.error} />
    </div>
  );
}
