import { addDays } from '../../domain/shared/dates.ts';
import type { Backend } from '../backend/index.ts';
import { act } from './award-acts.ts';
import { runSampleActs } from './sample-acts.ts';

/** The last request for public records has its copy for the public, made by the profile with which one begins, and is answered with it. */
export async function createSampleCopies({ service }: Pick<Backend, 'service'>, { today }: { today: string }): Promise<void> {
  const topic = await service.from('topics').select('id').eq('code', 'records-request').maybeSingle();
  if (topic.error) throw topic.error;
  const profile = await service.from('redaction_profiles').select('id').eq('is_default', true).limit(1).maybeSingle();
  if (profile.error) throw profile.error;
  if (!topic.data || !profile.data) return;
  const { data, error } = await service
    .from('inquiries')
    .select('id, opened_at, closed_at, interactions(id)')
    .eq('topic_id', topic.data.id)
    .neq('status', 'duplicate')
    .not('resident_id', 'is', null)
    .order('number', { ascending: false })
    .limit(20);
  if (error) throw error;
  // Of the last ones the one about which most was written down.
  const [inquiry] = data.sort((a, b) => b.interactions.length - a.interactions.length);
  if (!inquiry) return;
  const day = (on: string) => (on < today ? on : addDays(today, -1));
  const received = day(inquiry.opened_at.slice(0, 10));
  const answered = day(addDays((inquiry.closed_at ?? inquiry.opened_at).slice(0, 10), 1));
  const p_inquiry = inquiry.id;
  const p_request = { received_by_office_on: received, received_by_custodian_on: received, custodian: 'City Clerk' };
  // What is made is what was looked through: the copy names it by its mark.
  const { preview = '{}' } = await runSampleActs({ service }, [
    act(received, 'save_records_request', { p_inquiry, p_request }, { with: 'copy' }),
    act(received, 'preview_packet', { p_inquiry, p_profile: profile.data.id }, { with: 'copy', keep: 'preview' }),
  ]);
  const { digest } = JSON.parse(preview) as { digest?: string };
  const p_packet = { profile: profile.data.id, digest, note: 'As you asked by phone.' };
  await runSampleActs({ service }, [act(answered, 'make_packet', { p_inquiry, p_packet })]);
  const request = await service.from('records_requests').select('version').eq('inquiry_id', p_inquiry).single();
  if (request.error) throw request.error;
  const ended = { p_inquiry, p_request: { ended_as: 'completed', ended_on: answered }, p_version: request.data.version };
  await runSampleActs({ service }, [act(answered, 'save_records_request', ended)]);
}
