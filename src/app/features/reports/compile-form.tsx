import { useInvalidate } from '@refinedev/core';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { addMonths, monthOf } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice, useToday } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { compileMonth } from './actions.ts';

/** Compiles a month: freezes its facts as a new edition. The same facts again are the same edition. */
export function CompileForm() {
  const { t, format } = useWords();
  const { connection } = useOffice();
  const { done } = useNotify();
  const navigate = useNavigate();
  const invalidate = useInvalidate();
  const id = useId();
  const today = useToday();
  const [month, setMonth] = useState(addMonths(monthOf(today), -1).slice(0, 7));
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function compile() {
    setWorking(true);
    setError(null);
    try {
      const report = await compileMonth(connection, month);
      await invalidate({ resource: 'reports', invalidates: ['list'] });
      done(t('reports.compiled', { month: format.month(month) }));
      navigate(`/reports/${report.id}`);
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(false);
    }
  }
  return (
    <form
      className="compile"
      onSubmit={(event) => {
        event.preventDefault();
        void compile();
      }}
    >
      <div>
        <label className="field-label" htmlFor={id}>
          {t('reports.month')}
        </label>
        <input
          id={id}
          className="native"
          type="month"
          required
          max={today.slice(0, 7)}
          value={month}
          onChange={(event) => setMonth(event.target.value)}
        />
      </div>
      <Button type="primary" htmlType="submit" loading={isWorking} disabled={!month}>
        {month ? t('reports.compile_month', { month: format.month(month) }) : t('reports.compile')}
      </Button>
      <RefusedLine error={error} />
    </form>
  );
}
