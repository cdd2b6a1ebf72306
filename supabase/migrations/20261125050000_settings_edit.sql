-- Settings that people change: an administrator edits the one row under the usual version check. What was only
-- seeded until now gets its limits, a logo, and how the office signs its letters.

alter table public.settings
  add column website text constraint settings_website_form check (website ~ '^https?://[^\s/]+\.[^\s]+$' and length(website) <= 300),
  -- Named after its content by the program that stored it: nobody can point here at another file of the office.
  add column logo_path text constraint settings_logo_path_form check (logo_path ~ '^files/logo-[0-9a-f]{64}\.(png|jpg)$'),
  add column mail_from_name text constraint settings_mail_from_name_form check (mail_from_name !~ '[[:cntrl:]<>"]' and length(mail_from_name) <= 100),
  add column mail_reply_to text constraint settings_mail_reply_to_form check (mail_reply_to ~ '^[^@\s,;<>"]+@[^@\s,;<>"]+\.[^@\s,;<>"]+$' and length(mail_reply_to) <= 254),
  add constraint settings_office_name_length check (length(office_name) <= 120),
  add constraint settings_city_name_length check (length(city_name) <= 80),
  add constraint settings_state_name_filled check (btrim(state_name) <> '' and length(state_name) <= 60),
  add constraint settings_address_filled check (btrim(address) <> '' and length(address) <= 300),
  add constraint settings_founding_file_number_form check (founding_file_number ~ '^[0-9A-Za-z][0-9A-Za-z ./-]{0,39}$');

-- A form sends an emptied field as blanks: what may be missing becomes missing.
create function private.tidy_settings() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.office_name := btrim(new.office_name);
  new.city_name := btrim(new.city_name);
  new.state_name := btrim(new.state_name);
  new.address := btrim(new.address);
  new.founding_file_number := btrim(new.founding_file_number);
  new.phone := nullif(btrim(new.phone), '');
  new.email := nullif(lower(btrim(new.email)), '');
  new.website := nullif(btrim(new.website), '');
  new.mail_from_name := nullif(btrim(new.mail_from_name), '');
  new.mail_reply_to := nullif(lower(btrim(new.mail_reply_to)), '');
  return new;
end $$;
create trigger _150_tidy before insert or update on public.settings for each row execute function private.tidy_settings();

grant update (office_name, city_name, state_name, address, phone, email, website, logo_path, time_zone, fiscal_year_start_month, holiday_calendar,
  founding_file_number, mail_from_name, mail_reply_to) on table public.settings to authenticated;
create policy settings_update_admin on public.settings for update to authenticated
  using ((select private.at_least('admin'))) with check ((select private.at_least('admin')));
-- Deliberately not granted: insert and delete (there is one row, for ever) and is_sample, which the sample sets.
comment on column public.settings.logo_path is 'Where the files keep the logo: files/logo-<sha256>.png or .jpg.';
comment on column public.settings.mail_from_name is 'The sender''s name in letters; the office''s name when empty.';
comment on column public.settings.mail_reply_to is 'Where answers to letters go; the sending address when empty.';
