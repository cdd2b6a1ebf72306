import '../../styles/things.css';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import {
  readTaskQuery,
  type TaskQuery,
  type TaskTab,
  tabFilters,
  taskTabs,
  toTaskRpcQuery,
  writeTaskQuery,
} from '../../../domain/tasks/query.ts';
import type { TaskRow } from '../../../domain/tasks/task.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Pager } from '../../shared/components/pager.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { formatCount } from '../../shared/format.ts';
import { useCount } from '../../shared/hooks/use-count.ts';
import { useSettled } from '../../shared/hooks/use-settled.ts';
import { useTaskActs } from '../../shared/tasks/actions.ts';
import { TaskForm } from '../../shared/tasks/task-form.tsx';
import { TaskLine } from '../../shared/tasks/task-line.tsx';
import { useTaskRows } from '../../shared/tasks/use-tasks.ts';
import { useTaskKeys } from './use-task-keys.ts';

const pageSize = 50;

const addressOf = (query: TaskQuery): string => {
  const text = writeTaskQuery(query).toString();
  return text ? `/tasks?${text}` : '/tasks';
};

/** What there is to do: mine, what is due, the office's, what was done. */
export function TaskList() {
  const { t } = useWords();
  const today = useToday();
  const [params] = useSearchParams();
  const mayAdd = useAllowed('tasks', 'create');
  const given = readTaskQuery(params);
  // Who only reads has no tasks of their own.
  const query: TaskQuery = given.tab === 'mine' && !mayAdd ? { ...given, tab: 'office' } : given;
  const asked = toTaskRpcQuery(query, today);
  const list = useTaskRows(asked, pageSize);
  const page = list.data as { data: TaskRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  const rows = page?.data ?? null;
  const count = useCount('tasks', { filters: tabFilters(query.tab, today), ...(query.search ? { search: query.search } : {}) });
  const acts = useTaskActs();
  const [isAdding, setAdding] = useState(false);
  const marked = useTaskKeys(rows ?? []);
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('nav.tasks')} />
        {mayAdd && <Button onClick={() => setAdding(true)}>{t('tasks.add')}</Button>}
      </div>
      <TaskTabs query={query} withMine={mayAdd} />
      <TaskSearch query={query} />
      {isAdding && <TaskForm acts={acts} draft="task.new" onSave={(values) => acts.add(values, null)} onClose={() => setAdding(false)} />}
      {list.error && <Refused error={list.error} onRetry={() => void list.refetch()} />}
      {!rows && !list.error && <RowSkeleton rows={6} />}
      {rows?.length === 0 && (
        <p className="empty">{query.search ? t('tasks.empty_search', { search: query.search }) : t(`tasks.empty_${query.tab}`)}</p>
      )}
      <ul className="tasks tasks-page">
        {(rows ?? []).map((task) => (
          <TaskLine key={task.id} task={task} withRecord isMarked={task.id === marked} />
        ))}
      </ul>
      {rows && rows.length > 0 && (
        <Pager
          count={count}
          shown={rows.length}
          previous={page?.previous ? addressOf({ ...query, before: page.previous, after: null }) : null}
          next={page?.next ? addressOf({ ...query, after: page.next, before: null }) : null}
          exported={{ list: 'tasks', query: asked, address: addressOf({ ...query, after: null, before: null }) }}
        />
      )}
    </div>
  );
}

function TaskTabs({ query, withMine }: { query: TaskQuery; withMine: boolean }) {
  const { t } = useWords();
  return (
    <nav className="tabs" aria-label={t('tasks.views')}>
      <ul>
        {taskTabs
          .filter((tab) => tab !== 'mine' || withMine)
          .map((tab) => (
            <Tab key={tab} tab={tab} query={query} />
          ))}
      </ul>
    </nav>
  );
}

function Tab({ tab, query }: { tab: TaskTab; query: TaskQuery }) {
  const { t, format } = useWords();
  const today = useToday();
  const count = useCount('tasks', { filters: tabFilters(tab, today) });
  return (
    <li>
      <Link to={addressOf({ ...query, tab, after: null, before: null })} aria-current={query.tab === tab ? 'page' : undefined}>
        {t(`tasks.tab_${tab}`)}
        <span className={tab === 'due' && count ? 'tab-count late' : 'tab-count'}>{count === null ? '' : formatCount(count, format)}</span>
      </Link>
    </li>
  );
}

function TaskSearch({ query }: { query: TaskQuery }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [text, setText] = useState(query.search);
  const settled = useSettled(text.trim(), 250);
  useEffect(() => {
    if (settled !== query.search) navigate(addressOf({ ...query, search: settled, after: null, before: null }), { replace: true });
  }, [settled, query, navigate]);
  return (
    <div className="filters">
      <Input
        type="search"
        aria-label={t('tasks.search')}
        placeholder={t('tasks.search')}
        value={text}
        allowClear
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
