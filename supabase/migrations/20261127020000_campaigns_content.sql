-- What letters of campaigns are made of, and what goes with them: layouts that an office changes without code, pictures that anybody
-- may see who has their address, files that go out with each letter, and all facts of a campaign in one answer, so that preview, test,
-- archive and sending make the same letter of the same words.

-- ---------------------------------------------------------------- layouts
insert into private.audited_tables (table_name, undo_role) values ('email_layouts', 'admin')
on conflict (table_name) do update set undo_role = excluded.undo_role;

-- One is the usual one. Looked at when a statement is over, not at each row: undoing that another was made the usual one writes two.
drop index public.email_layouts_default;
alter table public.email_layouts add constraint email_layouts_one_default exclude using btree (is_default with =) where (is_default) deferrable initially immediate;

-- Saves a layout; p_id null makes a new one. p_layout: name, mjml, is_default, is_active; what is not named stays. That it compiles
-- the program has checked, with the line where it does not.
create function public.save_layout(p_layout jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.email_layouts;
  v_new public.email_layouts;
begin
  perform private.at_least('admin');
  if p_id is not null then
    select * into v_old from public.email_layouts where id = p_id for update;
    if v_old.id is null then
      raise sqlstate 'PT404' using message = 'This layout is not there any more.', hint = 'missing';
    elsif v_old.version <> p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this layout since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
    end if;
  end if;
  v_new.name := btrim(coalesce(p_layout ->> 'name', v_old.name, ''));
  v_new.mjml := coalesce(p_layout ->> 'mjml', v_old.mjml, '');
  v_new.is_default := coalesce((p_layout ->> 'is_default')::boolean, v_old.is_default, false);
  v_new.is_active := coalesce((p_layout ->> 'is_active')::boolean, v_old.is_active, true);
  if v_new.name = '' or length(v_new.name) > 120 then
    raise sqlstate 'PT422' using message = 'Give the layout a name of at most 120 characters.', hint = 'layout_name';
  elsif exists (select from public.email_layouts where lower(name) = lower(v_new.name) and id is distinct from p_id) then
    raise sqlstate 'PT422' using message = 'Another layout has this name. Choose one of its own.', hint = 'layout_name';
  elsif length(v_new.mjml) > 100000 then
    raise sqlstate 'PT422' using message = 'This layout is longer than 100,000 characters. Shorten it.', hint = 'layout_mjml';
  elsif v_new.mjml !~ '\{\{\s*content\s*\}\}' or v_new.mjml !~ '\{\{\s*footer\s*\}\}' then
    raise sqlstate 'PT422' using message = 'Write {{ content }} where the letter stands, and {{ footer }} where its end stands: nobody may be without the way to leave.', hint = 'layout_mjml';
  elsif v_new.is_default and not v_new.is_active then
    raise sqlstate 'PT422' using message = 'The usual layout stays in use. Make another the usual one first.', hint = 'layout_default';
  end if;
  if v_new.is_default then
    -- Between the two statements there is no usual layout, and nobody may draw conclusions from that.
    perform set_config('rotunda.changing_layouts', 'on', true);
    update public.email_layouts set is_default = false where is_default and id is distinct from p_id;
    perform set_config('rotunda.changing_layouts', '', true);
  end if;
  if p_id is null then
    insert into public.email_layouts (name, mjml, is_default, is_active) values (v_new.name, v_new.mjml, v_new.is_default, v_new.is_active) returning id into v_new.id;
    return v_new.id;
  end if;
  update public.email_layouts set name = v_new.name, mjml = v_new.mjml, is_default = v_new.is_default, is_active = v_new.is_active
  where id = p_id and (name, mjml, is_default, is_active) is distinct from (v_new.name, v_new.mjml, v_new.is_default, v_new.is_active);
  return p_id;
end $$;

-- The layout of a campaign: its own, or else the usual one; none where the office has none.
create function private.layout_of(p_layout uuid) returns public.email_layouts
language sql stable security definer set search_path = '' as $$
  select l from public.email_layouts l where case when p_layout is null then l.is_default else l.id = p_layout end limit 1
$$;

-- What an office begins with; the same as in templates/email/layouts.
insert into public.email_layouts (name, mjml, is_default) values
('Bulletin', $mjml$<mjml>
  <mj-head>
    <mj-attributes>
      <mj-section padding="0" />
    </mj-attributes>
  </mj-head>
  <mj-body css-class="page">
    <mj-section padding="16px 0 0"></mj-section>
    <mj-section css-class="band" background-color="#1D5287" border-radius="8px 8px 0 0" padding="24px 0 12px">
      <mj-column>
        {{ logo }}
        <mj-text css-class="band-line" font-size="20px" line-height="28px" font-weight="700" color="#FFFFFF" padding="0 24px 2px">{{ list }}</mj-text>
        <mj-text css-class="band-line" font-size="13px" line-height="20px" color="#FFFFFF" padding="0 24px 12px">{{ office.name }}, {{ office.city }}</mj-text>
      </mj-column>
    </mj-section>
    <mj-section css-class="surface" background-color="#FFFFFF" border-radius="0 0 8px 8px" padding="24px 0 12px">
      <mj-column>
        {{ content }}
      </mj-column>
    </mj-section>
    <mj-section padding="20px 0 24px">
      <mj-column>
        {{ footer }}
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
$mjml$, true),
('Plain letter', $mjml$<mjml>
  <mj-head>
    <mj-attributes>
      <mj-section padding="0" />
    </mj-attributes>
  </mj-head>
  <mj-body css-class="page">
    <mj-section padding="24px 0 0"></mj-section>
    <mj-section css-class="surface" background-color="#FFFFFF" border-radius="8px" padding="28px 0 12px">
      <mj-column>
        {{ logo }}
        <mj-text css-class="soft-line" font-size="13px" line-height="20px" color="#4B5867" padding="0 24px 12px">{{ office.name }}</mj-text>
        {{ content }}
      </mj-column>
    </mj-section>
    <mj-section padding="20px 0 24px">
      <mj-column>
        {{ footer }}
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
$mjml$, false);

-- ---------------------------------------------------------------- pictures in letters
-- A picture in a letter is asked for by mail programs, without any sign-in: whoever knows its number sees it, and nobody guesses
-- that. It stays where it is, whatever becomes of the campaign, because letters that were sent show it.
create table public.campaign_images (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint campaign_images_name_form
    check (btrim(name) <> '' and length(name) <= 160 and name !~ U&'[\0001-\001F\007F-\009F\200E\200F\202A-\202E\2066-\2069/\005C\005C]'),
  media_type text not null constraint campaign_images_media_type_known check (media_type in ('image/png', 'image/jpeg', 'image/gif', 'image/webp')),
  bytes integer not null constraint campaign_images_bytes_range check (bytes between 1 and 5242880),
  sha256 text not null constraint campaign_images_once unique constraint campaign_images_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
  width integer not null constraint campaign_images_width_range check (width between 1 and 20000),
  height integer not null constraint campaign_images_height_range check (height between 1 and 20000),
  path text not null unique constraint campaign_images_path_form check (path ~ '^files/images/[0-9a-f-]{36}$'),
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- "The pictures that the office has used, the newest first."
create index campaign_images_created on public.campaign_images (created_at, id);
create index campaign_images_created_by on public.campaign_images (created_by) where created_by is not null;
call private.protect('public.campaign_images');
grant select on table public.campaign_images to authenticated;
create policy campaign_images_select_viewer on public.campaign_images for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. A row comes after its bytes, by a ticket of the server; and none goes, for letters show it.
comment on table public.campaign_images is 'Pictures in letters, open to whoever has their address. Bytes lie in the file store under path.';

-- Adds a stored picture, as the person who sent it; answers {id, path, …}. The same bytes are one picture.
create function public.add_campaign_image(p_ticket uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_file jsonb;
  v_row public.campaign_images;
begin
  perform private.at_least('coordinator');
  delete from private.attachment_tickets where id = p_ticket and file ->> 'table' = 'campaign_images' returning file into v_file;
  if v_file is null then
    raise sqlstate 'PT404' using message = 'This upload is not known any more. Send the file again.', hint = 'missing';
  end if;
  insert into public.campaign_images (name, media_type, bytes, sha256, width, height, path, created_by)
  select f.name, f.media_type, f.bytes, f.sha256, f.width, f.height, f.path, private.current_staff_id()
  from jsonb_populate_record(null::public.campaign_images, v_file - 'id') f
  on conflict (sha256) do nothing returning * into v_row;
  if v_row.id is null then select * into v_row from public.campaign_images where sha256 = v_file ->> 'sha256'; end if;
  return jsonb_build_object('id', v_row.id, 'path', v_row.path, 'name', v_row.name, 'media_type', v_row.media_type, 'width', v_row.width, 'height', v_row.height);
end $$;

-- ---------------------------------------------------------------- files on campaigns
-- As on inquiries, residents and events; of a campaign they go out with each letter.
create or replace function private.record_column(p_table text) returns text
language plpgsql immutable set search_path = '' as $$
declare v_column text := case p_table when 'inquiries' then 'inquiry_id' when 'residents' then 'resident_id' when 'events' then 'event_id' when 'campaigns' then 'campaign_id' end;
begin
  if v_column is null then
    raise sqlstate 'PT422' using message = 'Files and tasks belong to inquiries, residents, events and campaigns.', hint = 'record';
  end if;
  return v_column;
end $$;

alter table public.attachments add column campaign_id uuid references public.campaigns (id) on delete restrict;
alter table public.attachments drop constraint attachments_one_record, drop column record_table, drop column record_id;
alter table public.attachments
  add constraint attachments_one_record check (num_nonnulls(inquiry_id, resident_id, event_id, campaign_id) = 1),
  add column record_table text generated always as (case when inquiry_id is not null then 'inquiries' when resident_id is not null then 'residents'
    when event_id is not null then 'events' else 'campaigns' end) stored,
  add column record_id uuid generated always as (coalesce(inquiry_id, resident_id, event_id, campaign_id)) stored;
create index attachments_campaign on public.attachments (campaign_id, created_at) where campaign_id is not null;
comment on column public.attachments.record_table is 'Follows from the reference that is set, for the log.';
comment on column public.attachments.campaign_id is 'The campaign with whose letters it goes out.';

create or replace function private.check_record(p_table text, p_id uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare v_column text := private.record_column(p_table);
begin
  case p_table
    when 'inquiries' then perform from public.inquiries where id = p_id for key share;
    when 'residents' then perform from public.residents where id = p_id for key share;
    when 'events' then perform from public.events where id = p_id for key share;
    when 'campaigns' then perform from public.campaigns where id = p_id for key share;
  end case;
  if not found or v_column is null then
    raise sqlstate 'PT404' using message = 'This record is not there any more.', hint = 'missing';
  end if;
end $$;

create or replace function public.add_attachment(p_ticket uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_file jsonb;
  v_column text;
  v_record uuid;
  v_found uuid;
  v_path text;
  v_row public.attachments;
begin
  perform private.at_least('staff');
  delete from private.attachment_tickets where id = p_ticket returning file into v_file;
  if v_file is null then
    raise sqlstate 'PT404' using message = 'This upload is not known any more. Send the file again.', hint = 'missing';
  end if;
  v_column := private.record_column(v_file ->> 'table');
  v_record := (v_file ->> 'id')::uuid;
  perform private.check_record(v_file ->> 'table', v_record);
  perform pg_advisory_xact_lock(hashtextextended('attachments ' || v_record, 0));
  execute format('select id, path from public.attachments where sha256 = $1 and removed_at is null and %I = $2 limit 1', v_column)
    into v_found, v_path using v_file ->> 'sha256', v_record;
  if v_found is not null then return jsonb_build_object('id', v_found, 'path', v_path); end if;
  insert into public.attachments (inquiry_id, resident_id, event_id, campaign_id, name, media_type, bytes, sha256, width, height, thumbnail, path, created_by)
  select f.inquiry_id, f.resident_id, f.event_id, f.campaign_id, f.name, f.media_type, f.bytes, f.sha256, f.width, f.height, f.thumbnail, f.path, private.current_staff_id()
  from jsonb_populate_record(null::public.attachments, v_file - '{id,inquiry_id,resident_id,event_id,campaign_id}'::text[] || jsonb_build_object(v_column, v_record)) f returning * into v_row;
  return jsonb_build_object('id', v_row.id, 'path', v_row.path);
end $$;

-- What goes out with every letter is part of what is written: whoever writes campaigns adds it, while it may be written, and
-- not more than 5 MB in all, because many mail servers take no more.
create function private.guard_campaign_attachment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_status text;
begin
  if private.current_staff_id() is not null then perform private.at_least('coordinator'); end if;
  select status into v_status from public.campaigns where id = new.campaign_id for update;
  if v_status not in ('draft', 'in_review', 'approved') then
    raise sqlstate 'PT422' using message = 'What goes out is fixed once it is scheduled. Take it back first.', hint = 'campaign_locked';
  elsif new.removed_at is null and new.bytes + (select coalesce(sum(bytes), 0) from public.attachments where campaign_id = new.campaign_id and removed_at is null and id <> new.id) > 5242880 then
    raise sqlstate 'PT422' using message = 'The files of a campaign have 5 MB in all, because they go out with each letter. Make them smaller, or link to a page.', hint = 'campaign_files';
  end if;
  return new;
end $$;
create trigger _200_guard_campaign before insert on public.attachments for each row when (new.campaign_id is not null) execute function private.guard_campaign_attachment();
create trigger _200_guard_campaign_changed before update of removed_at, name, path on public.attachments for each row
  when (new.campaign_id is not null and (new.removed_at is null) is distinct from (old.removed_at is null)) execute function private.guard_campaign_attachment();

-- ---------------------------------------------------------------- all facts of a letter
-- Everything that a campaign's letters are made of. Events are those that are published and still to come when it goes out.
create function public.campaign_content(p_id uuid, p_now timestamptz default now()) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', c.id, 'name', c.name, 'kind', c.kind, 'status', c.status, 'version', c.version, 'fallback_language', c.fallback_language,
    'counts_clicks', c.counts_clicks, 'from_name', c.from_name, 'reply_to', c.reply_to, 'slug', case when c.published_at is not null then c.slug end,
    'list', jsonb_build_object('id', l.id, 'code', l.code, 'name', l.name, 'translations', l.translations, 'needs_consent', l.needs_consent),
    'layout', (select jsonb_build_object('id', y.id, 'name', y.name, 'mjml', y.mjml) from private.layout_of(c.layout_id) y where y.id is not null),
    'office', jsonb_build_object('name', s.office_name, 'city', s.city_name, 'address', s.address, 'phone', s.phone, 'email', coalesce(c.reply_to, s.mail_reply_to, s.email),
      'website', s.website, 'time_zone', s.time_zone, 'logo_path', s.logo_path),
    'messages', (select coalesce(jsonb_agg(jsonb_build_object('language', m.language, 'subject', m.subject, 'subject_b', m.subject_b, 'preheader', m.preheader, 'format', m.format,
      'blocks', m.blocks, 'mjml', m.mjml, 'text_part', m.text_part) order by m.language), '[]') from public.campaign_messages m where m.campaign_id = c.id),
    'now', private.instant_text(t.at),
    'events', (select coalesce(jsonb_agg(private.event_where(e) - 'online_url' || jsonb_build_object('id', e.id, 'slug', e.slug, 'title', e.title, 'translations', e.translations,
      'is_online', e.online_url is not null, 'district_id', e.district_id) order by e.starts_at, e.id), '[]')
      from (select * from public.events e where e.published_at <= p_now and e.status in ('planned', 'confirmed') and e.starts_at > t.at and e.starts_at < t.at + interval '366 days'
        order by e.starts_at, e.id limit 300) e),
    'attachments', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'media_type', a.media_type, 'bytes', a.bytes, 'path', a.path) order by a.created_at, a.id), '[]')
      from public.attachments a where a.campaign_id = c.id and a.removed_at is null),
    'counted', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'language', k.language, 'url', k.url) order by k.language, k.position), '[]')
      from public.campaign_links k where k.campaign_id = c.id and c.counts_clicks))
  from public.campaigns c join public.mailing_lists l on l.id = c.list_id cross join public.settings s
  cross join lateral (select greatest(p_now, c.scheduled_at) as at) t
  where c.id = p_id
$$;

-- What is to be known of its readers before it is sent: how many there are, in which language each would rather read, and how many
-- have nothing in a merge field.
create function public.campaign_readers(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off set work_mem = '64MB' as $$
declare
  v_terms jsonb := private.audience_terms(p_id);
  v_answer jsonb;
begin
  -- With all languages as if it were written in them, everybody keeps their own.
  execute 'with r as materialized (select r.resident_id, r.language, r.district_id from ('
    || private.audience_sql(v_terms || jsonb_build_object('languages', (select jsonb_agg(code) from public.languages))) || $sql$) r where r.reason is null)
    select jsonb_build_object('count', (select count(*) from r),
      'languages', (select coalesce(jsonb_object_agg(l.language, l.n), '{}') from (select language, count(*) as n from r group by 1) l),
      'missing', (select jsonb_build_object(
          'person.name', count(*) filter (where t.id is null), 'person.first_name', count(*) filter (where t.id is null), 'person.preferred_name', count(*) filter (where t.id is null),
          'person.language', 0, 'person.district', count(*) filter (where t.district_id is null), 'person.neighborhood', count(*) filter (where nullif(btrim(t.neighborhood), '') is null))
        from r left join public.residents t on t.id = r.resident_id))
  $sql$ into v_answer;
  return v_answer;
end $$;

revoke all on function private.layout_of(uuid), private.guard_campaign_attachment() from public, anon, authenticated;
revoke all on function public.save_layout(jsonb, uuid, integer), public.add_campaign_image(uuid), public.campaign_content(uuid, timestamptz), public.campaign_readers(uuid)
  from public, anon, authenticated;
grant execute on function public.save_layout(jsonb, uuid, integer), public.add_campaign_image(uuid) to authenticated;
grant execute on function public.campaign_content(uuid, timestamptz), public.campaign_readers(uuid) to service_role;
comment on function public.campaign_content(uuid, timestamptz) is 'Everything that a campaign''s letters are made of, in one answer.';
