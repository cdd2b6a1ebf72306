-- Holidays as an administrator edits them: limits with sentences. The grants are in the holidays' own chapter; a day off is a
-- matter of law, so it stays with administrators.

alter table public.holidays
  add constraint holidays_name_length check (length(name) <= 80),
  add constraint holidays_confirmed_length check (length(confirmed_by) <= 200),
  add constraint holidays_observed_near check (observed_on between actual_on - 7 and actual_on + 7);
