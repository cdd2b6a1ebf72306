import { emptyMapping, type LedgerField, type LedgerMapping, ledgerFields } from '../../../domain/awards/ledger-file.ts';
import { guessColumns } from '../../imports/guess-columns.ts';

/** Names that finance systems give a column, folded; the first that a file has is taken. */
const names: Record<LedgerField, string[]> = {
  date: [
    'transaction date',
    'trans date',
    'posting date',
    'posted date',
    'accounting date',
    'journal date',
    'effective date',
    'date',
    'fecha',
  ],
  amount: ['amount', 'net amount', 'transaction amount', 'monetary amount', 'total', 'importe', 'monto'],
  debit: ['debit', 'debit amount', 'debits', 'dr', 'cargo'],
  credit: ['credit', 'credit amount', 'credits', 'cr', 'abono'],
  kind: ['kind', 'type', 'transaction type', 'trans type', 'ledger type', 'tipo'],
  category: ['category', 'budget category', 'object class', 'cost category', 'object code', 'object', 'categoria'],
  share: ['share', 'funding', 'fund type', 'source of funds'],
  award: ['award', 'award number', 'award no', 'grant number', 'grant', 'fain', 'federal award id'],
  project: ['project', 'project code', 'project id', 'project number', 'proyecto'],
  account: ['account', 'account string', 'gl account', 'account number', 'chartfield', 'cuenta'],
  description: ['description', 'journal description', 'line description', 'memo', 'comment', 'descripcion', 'concepto'],
  payee: ['payee', 'vendor', 'vendor name', 'supplier', 'supplier name', 'employee', 'name', 'proveedor'],
  reference: [
    'reference',
    'voucher',
    'voucher number',
    'voucher id',
    'journal id',
    'journal',
    'document',
    'document number',
    'transaction id',
    'invoice',
    'referencia',
  ],
  subaward: ['subaward', 'subaward number', 'subrecipient number'],
  obligation: ['obligation', 'po', 'po number', 'purchase order', 'encumbrance', 'encumbrance number'],
};

/** What the columns of a file are, going by their names. Two amounts in opposite columns win over one in a single column. */
export function guessMapping(columns: string[]): LedgerMapping {
  const found: LedgerMapping['columns'] = guessColumns(columns, ledgerFields, names);
  if (found.debit && found.credit) delete found.amount;
  else if (found.amount) {
    delete found.debit;
    delete found.credit;
  }
  return { ...emptyMapping, columns: found };
}
