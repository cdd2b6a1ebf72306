-- Award numbers. One award is written in many ways: with dashes as JustGrants prints it, without them as USAspending does, as its key
-- there, in lower case in an address. They are all brought to one form, so that an award is found and kept once. A number that has no
-- form we know is kept as it was typed: it is warned about, never refused.

-- What a number says: {format: justgrants | legacy_ojp | legacy_cops | unknown, component: code, fiscal_year, instrument, sequence,
-- program, number: the form in which it is kept, key: without dashes, usaspending_id}. Null when nothing is typed. The component
-- follows from the prefix alone: lists of others file COPS and OVW under names of their own.
create function private.read_award_number(p_text text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  -- Dashes of every length are one sign, and so are blanks.
  v_text text := btrim(regexp_replace(upper(btrim(translate(coalesce(p_text, ''), U&'\2010\2011\2012\2013\2014\2212\00AD', '------'))), '[\s-]+', '-', 'g'), '-');
  v_key text;
  v_parts text[];
  v_component text;
  v_format text := 'unknown';
  v_number text;
begin
  -- The key of USAspending: ASST_NON_15PBJA22GG02066JAGX_015, alone or at the end of an address.
  v_text := coalesce(substring(v_text from 'ASST_NON_([0-9A-Z-]+)_[0-9]{3,4}/?$'), v_text);
  if v_text = '' then return null; end if;
  v_key := replace(v_text, '-', '');
  v_number := v_text;
  v_parts := regexp_match(v_key, '^15([A-Z]{4,6})([0-9]{2})(G[A-Z])([0-9]{5})([A-Z0-9]{2,4})$');
  if v_parts is not null then
    -- By its prefix; else by the letters after the P or J, which tell only under whom the component stands.
    select c.code into v_component from public.grant_components c
    where c.award_prefix = v_parts[1] or (v_parts[1] ~ '^[PJ]' and substr(c.award_prefix, 2) = substr(v_parts[1], 2))
    order by c.award_prefix = v_parts[1] desc, c.valid_until is null desc, c.valid_until desc, c.code limit 1;
    if v_component is not null then
      v_format := 'justgrants';
      v_number := format('15%s-%s-%s-%s-%s', v_parts[1], v_parts[2], v_parts[3], v_parts[4], v_parts[5]);
    end if;
    return jsonb_build_object('format', v_format, 'prefix', v_parts[1], 'component', v_component, 'fiscal_year', 2000 + v_parts[2]::integer,
      'instrument', case v_parts[3] when 'GG' then 'grant' when 'GK' then 'cooperative_agreement' end, 'sequence', v_parts[4], 'program', v_parts[5],
      'number', v_number, 'key', v_key, 'usaspending_id', format('ASST_NON_%s_015', v_key));
  end if;
  -- Before 2021: 2016-DJ-BX-0746 of OJP and OVW, 2020UMWX0123 of COPS.
  v_parts := regexp_match(v_key, '^((?:19|20)[0-9]{2})([A-Z]{2})([A-Z]{2})([0-9]{4})$');
  if v_parts is not null then
    v_format := case v_parts[3] when 'WX' then 'legacy_cops' else 'legacy_ojp' end;
    v_number := case v_format when 'legacy_cops' then v_key else format('%s-%s-%s-%s', v_parts[1], v_parts[2], v_parts[3], v_parts[4]) end;
    return jsonb_build_object('format', v_format, 'prefix', null::text, 'component', case v_format when 'legacy_cops' then (select c.code from public.grant_components c where c.code = 'COPS') end,
      'fiscal_year', v_parts[1]::integer, 'instrument', null::text, 'sequence', v_parts[4], 'program', v_parts[2], 'number', v_number, 'key', v_key,
      'usaspending_id', format('ASST_NON_%s_015', v_key));
  end if;
  return jsonb_build_object('format', v_format, 'prefix', null::text, 'component', null::text, 'fiscal_year', null::integer, 'instrument', null::text, 'sequence', null::text,
    'program', null::text, 'number', v_number, 'key', v_key, 'usaspending_id', null::text);
end $$;

-- The form in which a number is kept; null for nothing.
create function private.award_number(p_text text) returns text
language sql stable security definer set search_path = '' as $$
  select private.read_award_number(p_text) ->> 'number'
$$;
revoke all on function private.read_award_number(text), private.award_number(text) from public, anon, authenticated;

-- The revision of the Uniform Guidance that holds for an award: by the day of the award, else by the fiscal year of its number.
create function private.uniform_guidance(p_awarded_on date, p_fiscal_year integer) returns text
language sql immutable set search_path = '' as $$
  select case
    when p_awarded_on is not null then case when p_awarded_on >= date '2024-10-01' then '2024' else '2020' end
    when p_fiscal_year <= 2024 then '2020' else '2024' end
$$;
revoke all on function private.uniform_guidance(date, integer) from public, anon, authenticated;
