-- What is left of a screening: nothing, unless the resident agrees to have the answers kept; then they stand with their inquiry or
-- their own record, with what was shown. And the sheet by letter: the answers ride with it, because the reasons are told by them,
-- and are erased in the moment in which the letter has gone or is given up.

-- Keeps answers that the resident agreed to have kept: {inquiry_id, resident_id, language, answers, consent_how}. What was shown
-- is worked out here anew, so that it is what the answers say. Returns the id.
create function public.keep_screening(p_screening jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_inquiry uuid := nullif(p_screening ->> 'inquiry_id', '')::uuid;
  v_resident uuid := nullif(p_screening ->> 'resident_id', '')::uuid;
  v_answers jsonb := p_screening -> 'answers';
  v_language text := coalesce(nullif(p_screening ->> 'language', ''), nullif(v_answers ->> 'language', ''), 'en');
  v_id uuid;
begin
  perform private.at_least('staff');
  perform private.check_answers(v_answers);
  if coalesce(p_screening ->> 'consent_how', '') not in ('spoken', 'written') then
    raise sqlstate 'PT422' using message = 'Answers are kept only when the resident agrees. Say how they agreed.', hint = 'screening_consent';
  elsif not exists (select from public.languages where code = v_language) then
    raise sqlstate 'PT422' using message = 'This language is not on the list. Choose another.', hint = 'sheet_language';
  end if;
  if v_inquiry is not null then
    select coalesce(v_resident, i.resident_id) into v_resident from public.inquiries i where i.id = v_inquiry;
    if not found then
      raise sqlstate 'PT422' using message = 'This inquiry is not there any more.', hint = 'screening_inquiry';
    end if;
  end if;
  if v_resident is not null and not exists (select from public.residents where id = v_resident) then
    raise sqlstate 'PT422' using message = 'This resident is not there any more. Choose another.', hint = 'screening_resident';
  elsif v_inquiry is null and v_resident is null then
    raise sqlstate 'PT422' using message = 'Answers are kept with an inquiry or a resident. Open the screener from there.', hint = 'screening_of';
  end if;
  insert into public.screenings (resident_id, inquiry_id, language, answers, results, consent_how, screened_by)
  values (v_resident, v_inquiry, v_language, jsonb_strip_nulls(v_answers),
    (select coalesce(jsonb_agg(jsonb_build_object('id', g.one -> 'id', 'name', g.one -> 'name', 'verdict', g.one -> 'verdict', 'reasons', g.one -> 'reasons') order by g.n), '[]')
      from jsonb_array_elements(private.screened(v_answers, 'en', private.local_date(now()), null, 50) -> 'programs') with ordinality g (one, n)),
    p_screening ->> 'consent_how', private.current_staff_id())
  returning id into v_id;
  return v_id;
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the answers cannot be read. Check numbers.', hint = 'screener_answers';
end $$;
revoke all on function public.keep_screening(jsonb) from public, anon;
grant execute on function public.keep_screening(jsonb) to authenticated;

-- ---------------------------------------------------------------- the sheet by letter
-- Puts the sheet into the queue: {key (of the press of the button: the same is one letter), to, language, answers, programs (ids in
-- order), resident_id}. Returns the letter's id.
create function public.mail_screener_sheet(p_sheet jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_to text := lower(btrim(p_sheet ->> 'to'));
  v_language text := coalesce(nullif(p_sheet ->> 'language', ''), 'en');
  v_programs uuid[];
  v_key text := format('screener:%s', (p_sheet ->> 'key')::uuid);
  v_id uuid;
begin
  perform private.at_least('staff');
  v_programs := array(select value::uuid from jsonb_array_elements_text(coalesce(nullif(p_sheet -> 'programs', 'null'), '[]')) with ordinality a (value, n) order by n);
  perform private.check_chosen(v_programs);
  perform private.check_answers(coalesce(p_sheet -> 'answers', '{}'));
  if v_to is null or v_to !~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' or length(v_to) > 254 then
    raise sqlstate 'PT422' using message = 'Enter an address such as name@example.org.', hint = 'sheet_to';
  elsif private.may_write_to(v_to) is not null then
    raise sqlstate 'PT422' using message = 'Letters to this address came back, or it asked not to be written to. Print the sheet instead.', hint = 'sheet_suppressed';
  elsif not exists (select from public.languages where code = v_language) then
    raise sqlstate 'PT422' using message = 'This language is not on the list. Choose another.', hint = 'sheet_language';
  elsif p_sheet ->> 'key' is null then
    raise sqlstate 'PT422' using message = 'The letter has no key. Load the page anew.', hint = 'sheet_key';
  end if;
  insert into public.deliveries (kind, key, resident_id, to_address, language, payload)
  values ('screener.sheet', v_key, (select r.id from public.residents r where r.id = nullif(p_sheet ->> 'resident_id', '')::uuid), v_to, v_language,
    jsonb_build_object('programs', to_jsonb(v_programs), 'answers', jsonb_strip_nulls(coalesce(p_sheet -> 'answers', '{}')), 'on', private.local_date(now())))
  on conflict (key) do nothing returning id into v_id;
  return coalesce(v_id, (select d.id from public.deliveries d where d.key = v_key));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'The letter cannot be read. Load the page anew.', hint = 'sheet_key';
end $$;
revoke all on function public.mail_screener_sheet(jsonb) from public, anon;
grant execute on function public.mail_screener_sheet(jsonb) to authenticated;

-- What the letter says; null when it is not to be sent any more. Without its answers (it was given up, and is tried again) it names
-- the programs and what each asks.
create function public.screener_letter_facts(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.screener_sheet(coalesce(d.payload -> 'answers', '{}'), array(select value::uuid from jsonb_array_elements_text(d.payload -> 'programs') with ordinality a (value, n) order by n),
    d.language, (d.payload ->> 'on')::date) || jsonb_build_object('id', d.id, 'kind', d.kind)
  from public.deliveries d where d.id = p_id and d.kind = 'screener.sheet' and d.status = 'waiting'
$$;
revoke all on function public.screener_letter_facts(uuid) from public, anon, authenticated;
grant execute on function public.screener_letter_facts(uuid) to service_role;

create function private.forget_answers() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.payload := new.payload - 'answers';
  return new;
end $$;
revoke all on function private.forget_answers() from public, anon, authenticated;
create trigger _400_forget_answers before update of status on public.deliveries for each row
  when (new.kind = 'screener.sheet' and new.status <> 'waiting') execute function private.forget_answers();
