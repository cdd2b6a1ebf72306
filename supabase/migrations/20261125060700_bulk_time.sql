-- Bulk: ten thousand inquiries take several seconds, the change log and all indexes included. A hosted office would otherwise cut
-- the call off after eight; the REST layer takes the limit from the function.
alter function public.bulk_edit_inquiries(jsonb, jsonb, boolean) set statement_timeout = '60s';
