-- Referrals of a sample office happened over the last weeks: load_sample_acts did them one after the other within a moment, and this
-- puts each step where it belongs, in the hours of work from which the clocks are counted.

-- p_times: [{id, sent, steps: {accepted, asked, declined, progress, outcome}}], each a local time "YYYY-MM-DDTHH:MM". What was to be
-- told on the way was told then, as the worker would have done; every letter counts as sent on its day, and none waits to be sent.
create function public.load_sample_referrals(p_times jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_zone text := private.office_zone();
  v_time record;
  v_at timestamptz;
begin
  if not (select is_sample from public.settings) then
    raise sqlstate 'PT409' using message = 'Invented work is loaded into a sample office only.', hint = 'not_empty';
  end if;
  -- It is no change of theirs: nothing of it is remembered as one.
  perform set_config('rotunda.refreshing', 'on', true);
  perform private.set_single_writing('public.deliveries'::regclass, false), private.set_single_writing('public.notifications'::regclass, false);
  for v_time in select (o.one ->> 'id')::uuid as id, (o.one ->> 'sent')::timestamp at time zone v_zone as sent_at, coalesce(o.one -> 'steps', '{}') as steps
    from jsonb_array_elements(p_times) with ordinality o (one, n) order by o.n
  loop
    update public.referral_events e set occurred_at = coalesce((v_time.steps ->> e.kind)::timestamp at time zone v_zone, v_time.sent_at) where e.referral_id = v_time.id;
    update public.referrals r set sent_at = v_time.sent_at, consented_at = v_time.sent_at,
      accepted_at = case when r.accepted_at is not null then coalesce((v_time.steps ->> 'accepted')::timestamp at time zone v_zone, v_time.sent_at) end,
      asked_at = case when r.asked_at is not null then (v_time.steps ->> 'asked')::timestamp at time zone v_zone end,
      declined_at = case when r.declined_at is not null then (v_time.steps ->> 'declined')::timestamp at time zone v_zone end,
      closed_at = case when r.closed_at is not null then (v_time.steps ->> 'outcome')::timestamp at time zone v_zone end,
      accept_due_at = private.add_business_minutes(v_time.sent_at, r.accept_minutes, r.organization_id),
      outcome_due_at = private.add_business_minutes(v_time.sent_at, r.outcome_minutes, r.organization_id)
    where r.id = v_time.id;
    update private.referral_links l set created_at = v_time.sent_at, expires_at = v_time.sent_at + make_interval(days => private.referral_link_days()) where l.referral_id = v_time.id;
  end loop;
  loop
    v_at := (select min(c.look_at) from private.referral_clocks c join jsonb_array_elements(p_times) t on (t ->> 'id')::uuid = c.referral_id where c.look_at <= now());
    exit when v_at is null;
    perform public.remind_referrals(v_at);
  end loop;
  -- Reminding has set it back.
  perform set_config('rotunda.refreshing', 'on', true);
  update public.notifications n set created_at = r.escalated_at, updated_at = r.escalated_at
  from public.referrals r join jsonb_array_elements(p_times) t on (t ->> 'id')::uuid = r.id
  where n.record_table = 'referrals' and n.record_id = r.id and n.kind = 'reminded' and r.escalated_at is not null;
  update public.deliveries d set status = 'sent', reason = null, attempts = 1, leased_until = null, leased_by = null, send_at = x.at, created_at = x.at, updated_at = x.at,
    settled_at = x.at + interval '9 seconds', expires_at = x.at + interval '14 days'
  from public.referrals r join jsonb_array_elements(p_times) t on (t ->> 'id')::uuid = r.id
  cross join lateral (select r.sent_at, coalesce(r.reminded_at, r.sent_at) as reminded_at) s, lateral (values ('referral.sent', s.sent_at), ('referral.reminder', s.reminded_at), ('referral.overdue', s.reminded_at)) x (kind, at)
  where d.referral_id = r.id and d.kind = x.kind;
  perform private.set_single_writing('public.deliveries'::regclass, true), private.set_single_writing('public.notifications'::regclass, true);
  perform set_config('rotunda.refreshing', '', true);
end $$;
revoke all on function public.load_sample_referrals(jsonb) from public, anon, authenticated;
grant execute on function public.load_sample_referrals(jsonb) to service_role;
comment on function public.load_sample_referrals(jsonb) is 'Puts the steps of invented referrals on their days.';
