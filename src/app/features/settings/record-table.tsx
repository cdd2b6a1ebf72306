import { useTable } from '@refinedev/antd';
import type { CrudFilter, CrudSort } from '@refinedev/core';
import { Button, Table, type TableColumnsType } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { RecordDialog, type SettingsRow } from './record-dialog.tsx';
import { SettingsPage } from './settings-page.tsx';

type RecordTableProps<Row extends SettingsRow> = {
  resource: string;
  /** The name under which it is said who may change these; the resource's own where nothing is said. */
  access?: string;
  title: string;
  lead: string;
  /** Who can change this, for a reader who cannot. */
  reason: 'manager' | 'admin';
  nameOf: (row: Row) => string;
  columns: TableColumnsType<Row>;
  sorters: CrudSort[];
  filters?: CrudFilter[];
  /** Words of the button that adds one; without it nothing can be added here. */
  add?: string;
  addTitle?: string;
  saved: string;
  empty: string;
  fields: (row: Row | null) => ReactNode;
  toValues: (row: Row | null) => object;
  toRow: (values: Record<string, unknown>, isNew: boolean) => object;
  /** Whether a row is still in use; retired ones are shown when asked for. */
  isActive?: (row: Row) => boolean;
  above?: ReactNode;
};

/** A list of settings as a table, each row changed in a dialog. */
export function RecordTable<Row extends SettingsRow>(props: RecordTableProps<Row>) {
  const { resource, nameOf, isActive = () => true } = props;
  const { t, tn } = useWords();
  const mayEdit = useAllowed(props.access ?? resource, 'edit');
  const mayCreate = useAllowed(props.access ?? resource, 'create');
  const [open, setOpen] = useState<string | 'new' | null>(null);
  const [showsRetired, setShowsRetired] = useState(false);
  const { tableProps, tableQuery } = useTable<Row>({
    resource,
    pagination: { mode: 'off' },
    sorters: { permanent: props.sorters },
    filters: { permanent: props.filters ?? [] },
    syncWithLocation: false,
    // Rows of the table itself, also where the resource lists itself by a function.
    meta: { select: '*' },
    errorNotification: false,
  });
  const all = (tableProps.dataSource ?? []) as Row[];
  const retired = all.filter((row) => !isActive(row)).length;
  const change: TableColumnsType<Row> = mayEdit
    ? [
        {
          key: 'change',
          title: <span className="visually-hidden">{t('settings.change')}</span>,
          align: 'right',
          render: (_value, row) => (
            <Button aria-label={t('settings.change_of', { name: nameOf(row) })} onClick={() => setOpen(row.id)}>
              {t('settings.change')}
            </Button>
          ),
        },
      ]
    : [];
  return (
    <SettingsPage
      table={props.resource}
      title={props.title}
      lead={props.lead}
      reason={mayEdit ? null : t(`settings.reason_${props.reason}`)}
      action={
        props.add && mayCreate ? (
          <Button type="primary" onClick={() => setOpen('new')}>
            {props.add}
          </Button>
        ) : undefined
      }
    >
      {props.above}
      {tableQuery.error ? (
        <Refused error={tableQuery.error} onRetry={() => void tableQuery.refetch()} />
      ) : tableQuery.isPending ? (
        <RowSkeleton rows={8} />
      ) : (
        <Table<Row>
          className="settings-table"
          rowKey="id"
          size="middle"
          pagination={false}
          dataSource={all.filter((row) => showsRetired || isActive(row))}
          columns={[...props.columns, ...change]}
          locale={{ emptyText: props.empty }}
        />
      )}
      {retired > 0 && (
        <p>
          <button type="button" className="link" aria-expanded={showsRetired} onClick={() => setShowsRetired(!showsRetired)}>
            {showsRetired ? t('settings.hide_retired') : tn('settings.show_retired', retired)}
          </button>
        </p>
      )}
      {open !== null && (
        <RecordDialog<Row>
          key={open}
          resource={resource}
          id={open === 'new' ? null : open}
          title={open === 'new' ? (props.addTitle ?? props.add ?? '') : nameOf(all.find((row) => row.id === open) as Row)}
          saved={props.saved}
          fields={props.fields}
          toValues={props.toValues}
          toRow={props.toRow}
          onClose={() => setOpen(null)}
        />
      )}
    </SettingsPage>
  );
}
