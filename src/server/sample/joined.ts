import { addDays } from '../../domain/shared/dates.ts';
import type { Backend } from '../backend/index.ts';
import { act, type SampleAct } from './award-acts.ts';
import { runSampleActs } from './sample-acts.ts';

type Open = { id: string; version: number; subject: string; topic_id: string; resident_id: string | null };

const clerk = { as: 'staff@rotunda.example' };

/** Neighbors who ask the same, a matter with parts, questions that belong together; and people who were entered twice. */
export async function createSampleJoined({ service }: Pick<Backend, 'service'>, { today }: { today: string }): Promise<void> {
  const { data, error } = await service
    .from('inquiries')
    .select('id, version, subject, topic_id, resident_id, referrals(id)')
    .in('status', ['new', 'assigned', 'in_progress'])
    .order('number', { ascending: false })
    .limit(400);
  if (error) throw error;
  const open: Open[] = data.filter(({ referrals }) => referrals.length === 0);
  await runSampleActs({ service }, [...joinedActs(open, addDays(today, -1)), ...twiceActs(today)]);
}

/** Two that repeat another, two parts of one, two pairs that are linked: of those that are open, each once. */
export function joinedActs(open: Open[], on: string): SampleAct[] {
  const left = [...open];
  const take = (count: number, same: (a: Open, b: Open) => boolean): Open[] => {
    for (const one of left) {
      const found = left.filter((other) => other === one || same(one, other)).slice(0, count);
      if (found.length < count) continue;
      for (const each of found) left.splice(left.indexOf(each), 1);
      return found;
    }
    return [];
  };
  const sameWords = (a: Open, b: Open) => a.subject === b.subject && a.resident_id !== b.resident_id;
  const sameTopic = (a: Open, b: Open) => a.topic_id === b.topic_id && a.subject !== b.subject;
  const repeated = [take(2, sameWords), take(2, sameWords)].flatMap(([of, one]) =>
    of && one ? [act(on, 'mark_duplicate', { p_id: one.id, p_version: one.version, p_of: of.id }, clerk)] : [],
  );
  const [whole] = take(1, () => true);
  const linked = [take(2, sameTopic), take(2, sameTopic)].flatMap(([a, b]) =>
    a && b ? [act(on, 'link_inquiries', { p_a: a.id, p_b: b.id, p_note: 'The same office answers both.' }, clerk)] : [],
  );
  return [
    ...repeated,
    ...(whole
      ? [
          act(
            on,
            'split_inquiry',
            {
              p_id: whole.id,
              p_version: whole.version,
              p_parts: [{ subject: `In writing: ${whole.subject}` }, { subject: `A call back: ${whole.subject}` }],
            },
            clerk,
          ),
        ]
      : []),
    ...linked,
  ];
}

/** Three people, each entered by two clerks: with another spelling, a short name, the same phone. */
export function twiceActs(today: string): SampleAct[] {
  const enter = (ago: number, name: string, phone: string, email: string | null, language = 'en') =>
    act(
      addDays(today, -ago),
      'save_resident',
      {
        p_resident: {
          name,
          preferred_language: language,
          phones: [{ number: phone, label: null }],
          emails: email ? [{ address: email }] : [],
        },
      },
      clerk,
    );
  return [
    enter(40, 'José Ybarra Luna', '+18165550191', 'jose.ybarra@mail.example', 'es'),
    enter(6, 'Pepe Ybarra', '+18165550191', null, 'es'),
    enter(33, 'Roberta Okafor', '+18165550192', 'r.okafor@mail.example'),
    enter(4, 'Bobbie Okafor', '+18165550192', 'r.okafor@mail.example'),
    enter(21, 'Nguyễn Thị Lan', '+18165550193', null, 'vi'),
    enter(2, 'Nguyen Thi Lan', '+18165550193', null, 'vi'),
  ];
}
