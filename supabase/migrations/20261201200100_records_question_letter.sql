-- The question back to whoever asks for public records goes out as the delay letter and the fee notice do, and its answer comes back into the
-- inquiry by mail. Its day runs as records_requests already has it: 90 days without an answer, 150 where the fee is over $1,000.

-- Where a letter goes, and until when what it asks for holds: {to, refused, lapses_on}. p_kind: delay, fee, question.
create or replace function public.records_letter(p_inquiry uuid, p_kind text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_request public.records_requests;
  v_to text;
begin
  perform private.at_least('viewer');
  select * into v_request from public.records_requests where inquiry_id = p_inquiry;
  select private.reply_address(i) into v_to from public.inquiries i where i.id = p_inquiry;
  return jsonb_build_object('to', v_to, 'refused', private.may_write_to(v_to),
    'lapses_on', case p_kind
      when 'fee' then private.records_lapse(coalesce(v_request.fee_sent_on, public.office_today()), v_request.fee_cents)
      -- One that was answered is asked anew.
      when 'question' then private.records_lapse(case when v_request.question_answered_on is null then coalesce(v_request.question_sent_on, public.office_today()) else public.office_today() end,
        v_request.fee_cents) end);
end $$;

-- p_kind: delay, fee, question. p_letter: {key, to, body, language, version: of the request, and of a question waits: true where the inquiry
-- is to wait for the resident from now on}. Answers as reply_to_inquiry does. The first letter of a kind is what its days count from; a
-- question after one that was answered is a new one.
create or replace function public.send_records_letter(p_inquiry uuid, p_version integer, p_kind text, p_letter jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_request public.records_requests;
  v_column text := case p_kind when 'delay' then 'delay_sent_on' when 'fee' then 'fee_sent_on' when 'question' then 'question_sent_on' end;
  v_days jsonb;
begin
  perform private.at_least('staff');
  select * into v_request from public.records_requests where inquiry_id = p_inquiry for update;
  if v_request.id is null or v_column is null then
    raise sqlstate 'PT404' using message = 'This is no request for public records any more.', hint = 'missing';
  end if;
  -- The same letter again, because what was said of it was lost on the way: it is told as it was.
  if not exists (select from public.deliveries where key = 'reply:' || (p_letter ->> 'key') and inquiry_id = p_inquiry) then
    if v_request.ended_on is not null then
      raise sqlstate 'PT422' using message = 'This request has ended. Take its end back before a letter goes out.', hint = 'records_letter_ended';
    elsif p_kind = 'delay' and (v_request.delay_reason is null or v_request.delay_until_on is null) then
      raise sqlstate 'PT422' using message = 'The letter has to say why it takes longer and from when the records are there. Change the request first.', hint = 'records_letter_delay';
    elsif p_kind = 'fee' and v_request.fee_cents is null then
      raise sqlstate 'PT422' using message = 'The notice has to say what it costs. Enter the fee in the request first.', hint = 'records_letter_fee';
    elsif p_kind = 'question' and v_request.question is null then
      raise sqlstate 'PT422' using message = 'The letter has to say what is asked back. Enter the question in the request first.', hint = 'records_letter_question';
    end if;
    v_days := case when p_kind = 'question' and v_request.question_answered_on is not null
      then jsonb_build_object('question_sent_on', public.office_today(), 'question_answered_on', null)
      else jsonb_build_object(v_column, coalesce((to_jsonb(v_request) ->> v_column)::date, public.office_today())) end;
    perform public.save_records_request(p_inquiry, v_days, (p_letter ->> 'version')::integer);
  end if;
  return public.reply_to_inquiry(p_inquiry, p_version, p_letter - 'version' - 'waits' || jsonb_build_object('template_id', null,
    'status', case when p_kind = 'question' and p_letter -> 'waits' = 'true' then 'waiting_resident' end));
end $$;
