-- Reference data: what an office starts with. Written again at every start; a row that is there stays as it is.
-- Facts of Kansas City, Missouri, as an example; another city edits them. Sample people and work are never seeded here.

insert into public.settings (id, office_name, city_name, state_name, address, phone, email, time_zone, fiscal_year_start_month, holiday_calendar, founding_file_number)
values (1, 'Office of Citizen Engagement', 'Kansas City', 'Missouri', '414 E 12th St, Kansas City, MO 64106', '+18165131313', null, 'America/Chicago', 5, 'city', '210140')
on conflict (id) do nothing;

insert into public.directives (section, title, duty) values
  (1, 'Office established', 'Keep the Office of Citizen Engagement open and staffed.'),
  (2, 'Charter, ordinances and resolutions', 'Inform residents about the charter, ordinances and resolutions and help them use them, when asked and by going out.'),
  (3, 'City finances and grants', 'Explain the city’s finances and the grants it receives, with information and programs.'),
  (4, 'Programs for residents', 'Tell residents about grants and programs they can use, and work with departments to widen them.'),
  (5, 'Services through grants', 'With departments and community organizations, make services paid by federal, state and local grants known and reachable.'),
  (6, 'Department of Justice grants and language', 'Widen services under US Department of Justice grants, and help residents with qualified language assistance.'),
  (7, 'myKCMO app', 'With departments, develop the app: bills, problem reports, feedback, maps, events and news.'),
  (8, 'Open data training', 'Train residents and neighborhood groups to use open data and other tools.'),
  (9, '311', 'With 311, reach residents, help them report problems and get information.'),
  (10, 'Monthly report', 'Report the results of these duties to the City Council each month.')
on conflict (section) do nothing;

insert into public.districts (code, name, sort_order)
select n::text, 'District ' || n, n from generate_series(1, 6) n
on conflict (code) do nothing;

insert into public.languages (code, name, endonym, sort_order) values
  ('en', 'English', 'English', 10),
  ('es', 'Spanish', 'Español', 20),
  ('so', 'Somali', 'Soomaali', 30),
  ('sw', 'Swahili', 'Kiswahili', 40),
  ('ar', 'Arabic', 'العربية', 50),
  ('vi', 'Vietnamese', 'Tiếng Việt', 60),
  ('ht', 'Haitian Creole', 'Kreyòl ayisyen', 70),
  ('my', 'Burmese', 'မြန်မာ', 80),
  ('pt', 'Portuguese', 'Português', 90),
  ('zh', 'Chinese', '中文', 100),
  ('fr', 'French', 'Français', 110),
  ('bs', 'Bosnian', 'Bosanski', 120),
  ('rw', 'Kinyarwanda', 'Ikinyarwanda', 130),
  ('am', 'Amharic', 'አማርኛ', 140),
  ('ti', 'Tigrinya', 'ትግርኛ', 150),
  ('ne', 'Nepali', 'नेपाली', 160),
  ('ps', 'Pashto', 'پښتو', 170),
  ('prs', 'Dari', 'دری', 180),
  ('uk', 'Ukrainian', 'Українська', 190),
  ('ru', 'Russian', 'Русский', 200),
  ('ase', 'American Sign Language', 'American Sign Language', 210),
  ('und', 'Not identified', 'Not identified', 220)
on conflict (code) do nothing;

insert into public.organizations (code, name, kind) values
  ('aviation', 'Aviation', 'department'),
  ('city-auditor', 'City Auditor', 'department'),
  ('city-clerk', 'City Clerk', 'department'),
  ('city-manager', 'City Manager’s Office', 'department'),
  ('city-planning', 'City Planning and Development', 'department'),
  ('civil-rights', 'Civil Rights and Equal Opportunity', 'department'),
  ('conventions', 'Convention and Entertainment Facilities', 'department'),
  ('finance', 'Finance', 'department'),
  ('fire', 'Fire', 'department'),
  ('general-services', 'General Services', 'department'),
  ('health', 'Health', 'department'),
  ('housing', 'Housing and Community Development', 'department'),
  ('human-resources', 'Human Resources', 'department'),
  ('law', 'Law', 'department'),
  ('mayor', 'Mayor’s Office', 'department'),
  ('municipal-court', 'Municipal Court', 'department'),
  ('neighborhoods', 'Neighborhood Services', 'department'),
  ('parks', 'Parks and Recreation', 'department'),
  ('police', 'Police', 'department'),
  ('public-works', 'Public Works', 'department'),
  ('water', 'Water Services', 'department')
on conflict (code) do nothing;
-- Two offices with a part of their own: 311, whose channel takes what is reported, and the office that coordinates language access.
insert into public.organizations (code, name, kind, is_311) values ('city-311', '311 Call Center', 'department', true) on conflict (code) do nothing;
insert into public.organizations (code, name, kind, is_language_office) values ('language-access', 'Office of Language Access', 'department', true) on conflict (code) do nothing;

-- Clocks run in these hours until an administrator says otherwise.
insert into public.business_hours (weekday, opens_at, closes_at) select n, '08:00', '17:00' from generate_series(1, 5) n
where not exists (select from public.business_hours where organization_id is null);

insert into public.needs (code, name, translations, sort_order) values
  ('rent', 'Rent', '{"es": {"name": "Alquiler"}}', 10),
  ('utilities', 'Water, gas and electricity', '{"es": {"name": "Agua, gas y electricidad"}}', 20),
  ('home-repair', 'Home repair', '{"es": {"name": "Reparación de la vivienda"}}', 30),
  ('housing', 'A place to live', '{"es": {"name": "Un lugar donde vivir"}}', 40),
  ('food', 'Food', '{"es": {"name": "Alimentos"}}', 50),
  ('health', 'Health care', '{"es": {"name": "Atención médica"}}', 60),
  ('mental-health', 'Mental health and recovery', '{"es": {"name": "Salud mental y recuperación"}}', 70),
  ('child-care', 'Child care and youth', '{"es": {"name": "Cuidado infantil y jóvenes"}}', 80),
  ('work', 'Work and training', '{"es": {"name": "Trabajo y capacitación"}}', 90),
  ('transport', 'Getting around', '{"es": {"name": "Transporte"}}', 100),
  ('legal', 'Legal help', '{"es": {"name": "Ayuda legal"}}', 110),
  ('taxes', 'Taxes and fees', '{"es": {"name": "Impuestos y tarifas"}}', 120),
  ('safety', 'Safety and victims of crime', '{"es": {"name": "Seguridad y víctimas de delitos"}}', 130),
  ('immigration', 'Immigration and citizenship', '{"es": {"name": "Inmigración y ciudadanía"}}', 140),
  ('small-business', 'Small business', '{"es": {"name": "Pequeñas empresas"}}', 150),
  ('neighborhood', 'Neighborhood improvement', '{"es": {"name": "Mejora del vecindario"}}', 160),
  ('internet', 'Internet and devices', '{"es": {"name": "Internet y dispositivos"}}', 170),
  ('older-adults', 'Older adults', '{"es": {"name": "Personas mayores"}}', 180),
  ('disability', 'Living with a disability', '{"es": {"name": "Vivir con una discapacidad"}}', 190)
on conflict (code) do nothing;

-- 100 percent of the poverty level in the 48 contiguous states. The area's median income is the city's own: an administrator enters it.
insert into public.income_limits (basis, year, household_size, amount_cents, source)
select 'poverty', 2026, n, 1596000 + (n - 1) * 568000, 'HHS poverty guidelines, 91 FR 1797 (January 15, 2026)' from generate_series(1, 8) n
on conflict (basis, year, household_size) do nothing;

insert into public.topics (code, name, primary_section, sections, department_id, target_business_days, sort_order)
select v.code, v.name, v.section, v.sections, o.id, v.target, v.sort
from (values
  ('charter-and-ordinances', 'Charter, ordinances and resolutions', 2::smallint, '{2}'::smallint[], 'city-clerk', 3::smallint, 10::smallint),
  ('city-finances', 'City finances and budget', 3::smallint, '{3}'::smallint[], 'finance', 5::smallint, 20::smallint),
  ('grants-information', 'Grants the city receives', 3::smallint, '{3,5}'::smallint[], 'finance', 5::smallint, 30::smallint),
  ('programs-for-residents', 'Grants and programs for residents', 4::smallint, '{4}'::smallint[], 'neighborhoods', 5::smallint, 40::smallint),
  ('grant-funded-services', 'Services through grants', 5::smallint, '{4,5}'::smallint[], 'housing', 5::smallint, 50::smallint),
  ('doj-programs', 'Department of Justice programs', 6::smallint, '{5,6}'::smallint[], 'police', 5::smallint, 60::smallint),
  ('language-assistance', 'Language assistance', 6::smallint, '{6}'::smallint[], 'city-manager', 2::smallint, 70::smallint),
  ('mykcmo-app', 'myKCMO app', 7::smallint, '{7}'::smallint[], 'city-manager', 5::smallint, 80::smallint),
  ('open-data-training', 'Open data and training', 8::smallint, '{8}'::smallint[], 'city-manager', 10::smallint, 90::smallint),
  ('311-and-services', '311 and city services', 9::smallint, '{9}'::smallint[], 'city-manager', 3::smallint, 100::smallint),
  ('records-request', 'Records request', 2::smallint, '{2}'::smallint[], 'city-clerk', 3::smallint, 110::smallint),
  ('other', 'Other', 9::smallint, '{9}'::smallint[], 'neighborhoods', 5::smallint, 120::smallint)
) v (code, name, section, sections, department, target, sort)
left join public.organizations o on o.code = v.department
on conflict (code) do nothing;

insert into public.legislation (file_number, kind, title, summary, passed_on) values
  ('210140', 'ordinance', 'Committee Substitute for Ordinance No. 210140: Office of Citizen Engagement', 'Creates the office, lays down its duties in ten sections and asks for a monthly report to Council.', '2021-03-04'),
  ('200450', 'resolution', 'Resolution No. 200450: review of laws that discriminate', 'Asks for a review of city laws that may discriminate.', null),
  ('200878', 'resolution', 'Resolution No. 200878: plan for an office of citizen engagement', 'Asks for a plan for the office, with all Department of Justice grants to the city coordinated there.', null)
on conflict (file_number) do nothing;

-- City days have no confirmation yet: an administrator confirms them with the Law Department.
insert into public.holiday_rules (calendar, name, month, day, weekday, nth, offset_days, since_year, confirmed_by) values
  ('city', 'New Year''s Day', 1, 1, null, null, 0, 1900, null),
  ('city', 'Martin Luther King Jr. Day', 1, null, 1, 3, 0, 1986, null),
  ('city', 'Washington''s Birthday', 2, null, 1, 3, 0, 1971, null),
  ('city', 'Memorial Day', 5, null, 1, -1, 0, 1971, null),
  ('city', 'Juneteenth', 6, 19, null, null, 0, 2021, null),
  ('city', 'Independence Day', 7, 4, null, null, 0, 1900, null),
  ('city', 'Labor Day', 9, null, 1, 1, 0, 1900, null),
  ('city', 'Veterans Day', 11, 11, null, null, 0, 1978, null),
  ('city', 'Thanksgiving Day', 11, null, 4, 4, 0, 1942, null),
  ('city', 'Day after Thanksgiving', 11, null, 4, 4, 1, 1942, null),
  ('city', 'Christmas Day', 12, 25, null, null, 0, 1900, null),
  ('state', 'New Year''s Day', 1, 1, null, null, 0, 1900, 'RSMo 9.010'),
  ('state', 'Martin Luther King Jr. Day', 1, null, 1, 3, 0, 1986, 'RSMo 9.010'),
  ('state', 'Lincoln''s Birthday', 2, 12, null, null, 0, 1900, 'RSMo 9.010'),
  ('state', 'Washington''s Birthday', 2, null, 1, 3, 0, 1971, 'RSMo 9.010'),
  ('state', 'Truman Day', 5, 8, null, null, 0, 1967, 'RSMo 9.010'),
  ('state', 'Memorial Day', 5, null, 1, -1, 0, 1971, 'RSMo 9.010'),
  ('state', 'Juneteenth', 6, 19, null, null, 0, 2022, 'RSMo 9.010'),
  ('state', 'Independence Day', 7, 4, null, null, 0, 1900, 'RSMo 9.010'),
  ('state', 'Labor Day', 9, null, 1, 1, 0, 1900, 'RSMo 9.010'),
  ('state', 'Columbus Day', 10, null, 1, 2, 0, 1971, 'RSMo 9.010'),
  ('state', 'Veterans Day', 11, 11, null, null, 0, 1978, 'RSMo 9.010'),
  ('state', 'Thanksgiving Day', 11, null, 4, 4, 0, 1942, 'RSMo 9.010'),
  ('state', 'Christmas Day', 12, 25, null, null, 0, 1900, 'RSMo 9.010'),
  ('federal', 'New Year''s Day', 1, 1, null, null, 0, 1900, '5 USC 6103'),
  ('federal', 'Martin Luther King Jr. Day', 1, null, 1, 3, 0, 1986, '5 USC 6103'),
  ('federal', 'Washington''s Birthday', 2, null, 1, 3, 0, 1971, '5 USC 6103'),
  ('federal', 'Memorial Day', 5, null, 1, -1, 0, 1971, '5 USC 6103'),
  ('federal', 'Juneteenth', 6, 19, null, null, 0, 2021, '5 USC 6103'),
  ('federal', 'Independence Day', 7, 4, null, null, 0, 1900, '5 USC 6103'),
  ('federal', 'Labor Day', 9, null, 1, 1, 0, 1900, '5 USC 6103'),
  ('federal', 'Columbus Day', 10, null, 1, 2, 0, 1971, '5 USC 6103'),
  ('federal', 'Veterans Day', 11, 11, null, null, 0, 1978, '5 USC 6103'),
  ('federal', 'Thanksgiving Day', 11, null, 4, 4, 0, 1942, '5 USC 6103'),
  ('federal', 'Christmas Day', 12, 25, null, null, 0, 1900, '5 USC 6103')
on conflict (calendar, name, since_year) do nothing;

select private.generate_holidays(2007, 2040);

-- Suggestions until the City Clerk confirms the records schedule: each says why it is so long.
insert into public.retention_rules (record_kind, years, reason, sort_order) values
  ('inquiries', 5, 'After closing. Long enough to compare years in the report and to show later what was answered.', 10),
  ('residents', 5, 'After the last contact. Names and numbers are kept no longer than the inquiries that need them.', 20),
  ('attachments', 5, 'With the record that they belong to.', 30),
  ('reports', null, 'Filed with the City Council: a permanent public record.', 40),
  ('changes', 7, 'Who changed what, for audits of the years before.', 50)
on conflict (record_kind) do nothing;

-- Components of the Department of Justice that make grants, and the Assistance Listings that a city meets most. Administrators add others.
insert into public.grant_components (code, name, entity, award_prefix) values
  ('BJA', 'Bureau of Justice Assistance', 'OJP', 'PBJA'),
  ('BJS', 'Bureau of Justice Statistics', 'OJP', 'PBJS'),
  ('NIJ', 'National Institute of Justice', 'OJP', 'PNIJ'),
  ('OJJDP', 'Office of Juvenile Justice and Delinquency Prevention', 'OJP', 'PJDP'),
  ('OVC', 'Office for Victims of Crime', 'OJP', 'POVC'),
  ('SMART', 'Office of Sex Offender Sentencing, Monitoring, Apprehending, Registering, and Tracking', 'OJP', 'PSMA'),
  ('COPS', 'Office of Community Oriented Policing Services', 'COPS', 'JCOPS'),
  ('OVW', 'Office on Violence Against Women', 'OVW', 'JOVW')
on conflict (code) do nothing;

insert into public.assistance_listings (number, title, component_id, is_formula)
select v.number, v.title, c.id, v.is_formula
from (values
  ('16.016', 'Culturally and Linguistically Specific Services Program', 'OVW', false),
  ('16.034', 'Coronavirus Emergency Supplemental Funding Program', 'BJA', false),
  ('16.040', 'Matthew Shepard and James Byrd, Jr. Hate Crimes Education, Investigation and Prosecution Program', 'BJA', false),
  ('16.043', 'Veterans Treatment Court Discretionary Grant Program', 'BJA', false),
  ('16.045', 'Community-Based Violence Intervention and Prevention Initiative', 'BJA', false),
  ('16.048', 'Khalid Jabara and Heather Heyer NO HATE Act', 'OVC', false),
  ('16.071', 'School Violence Prevention Program', 'COPS', false),
  ('16.123', 'Community-Based Violence Prevention Program', 'OJJDP', false),
  ('16.320', 'Services for Trafficking Victims', 'OVC', false),
  ('16.524', 'Legal Assistance for Victims', 'OVW', false),
  ('16.540', 'Juvenile Justice and Delinquency Prevention', 'OJJDP', true),
  ('16.544', 'Youth Gang Prevention', 'OJJDP', false),
  ('16.554', 'National Criminal History Improvement Program (NCHIP)', 'BJS', false),
  ('16.560', 'National Institute of Justice Research, Evaluation, and Development Project Grants', 'NIJ', false),
  ('16.575', 'Crime Victim Assistance', 'OVC', true),
  ('16.582', 'Crime Victim Assistance/Discretionary Grants', 'OVC', false),
  ('16.585', 'Treatment Court Discretionary Grant Program', 'BJA', false),
  ('16.588', 'Violence Against Women Formula Grants', 'OVW', true),
  ('16.589', 'Rural Domestic Violence, Dating Violence, Sexual Assault, and Stalking Assistance Program', 'OVW', false),
  ('16.590', 'Grants to Encourage Arrest Policies and Enforcement of Protection Orders Program', 'OVW', false),
  ('16.606', 'State Criminal Alien Assistance Program', 'BJA', true),
  ('16.607', 'Bulletproof Vest Partnership Program', 'BJA', true),
  ('16.609', 'Project Safe Neighborhoods', 'BJA', false),
  ('16.710', 'Public Safety Partnership and Community Policing Grants', 'COPS', false),
  ('16.726', 'Juvenile Mentoring Program', 'OJJDP', false),
  ('16.738', 'Edward Byrne Memorial Justice Assistance Grant Program', 'BJA', true),
  ('16.741', 'DNA Backlog Reduction Program', 'BJA', true),
  ('16.742', 'Paul Coverdell Forensic Sciences Improvement Grant Program', 'BJA', true),
  ('16.745', 'Criminal and Juvenile Justice and Mental Health Collaboration Program', 'BJA', false),
  ('16.750', 'Support for Adam Walsh Act Implementation Grant Program', 'SMART', false),
  ('16.751', 'Edward Byrne Memorial Competitive Grant Program', 'BJA', false),
  ('16.753', 'Congressionally Recommended Awards', 'BJA', false),
  ('16.812', 'Second Chance Act Reentry Initiative', 'BJA', false),
  ('16.817', 'Byrne Criminal Justice Innovation Program', 'BJA', false),
  ('16.818', 'Children Exposed to Violence', 'OJJDP', false),
  ('16.825', 'Smart Prosecution Initiative', 'BJA', false),
  ('16.827', 'Justice Reinvestment Initiative', 'BJA', false),
  ('16.833', 'National Sexual Assault Kit Initiative', 'BJA', false),
  ('16.835', 'Body Worn Camera Policy and Implementation', 'BJA', false),
  ('16.838', 'Comprehensive Opioid, Stimulant, and other Substances Use Program', 'BJA', false),
  ('16.839', 'STOP School Violence', 'BJA', false),
  ('16.842', 'Opioid Affected Youth Initiative', 'OJJDP', false),
  ('16.922', 'Equitable Sharing Program', null, false)
) as v (number, title, code, is_formula) left join public.grant_components c on c.code = v.code
on conflict (number) do nothing;

-- What awards owe, by the rules as they were read in November 2026. A manager adds a version with the day from which it holds.
insert into public.award_report_rules (code, kind, name, period_months, period_anchor_month, opens_days_before_end, due_days, due_months_end, due_years, final_due_days, audit_days,
  consequence, consequence_days, is_in_sequence, component_codes, listing_numbers, federal_from_cents, federal_below_cents, threshold_cents, needs_confirming, valid_from, valid_until, source) values
  ('ffr_quarterly', 'ffr', 'Federal Financial Report (SF-425), quarterly', 3, 1, 10, 30, null, null, 120, null, 'asap_lock', 0, true, null, null, null, null, null, false, '2000-01-01', null,
    'DOJ Grants Financial Guide: 30 calendar days after each calendar quarter, also when nothing was spent; final within 120 days (2 CFR 200.344).'),
  ('performance_semiannual', 'performance', 'Performance report, semi-annual (January and July)', 6, 1, null, 30, null, null, 120, null, 'suspension', 15, false, null, null, null, null, null, false, '2000-01-01', null,
    'JustGrants performance reporting: January to June due July 30, July to December due January 30; final within 120 days.'),
  ('performance_cops', 'performance', 'COPS performance report, semi-annual (February and August)', 6, 2, null, 30, null, null, 120, null, 'suspension', 15, false, '{COPS}', null, null, null, null, true, '2000-01-01', null,
    'COPS Office: 30 days after January 31 and July 31. Its page prints March 2 also in leap years; 30 days give March 1, the earlier day.'),
  ('performance_jag_annual', 'performance', 'JAG performance report, annual (under $25,000)', 12, 1, null, 30, null, null, 120, null, 'suspension', 15, false, null, '{16.738}', null, 2500000, null, true, '2000-01-01', null,
    'BJA, JAG reporting requirements: local awards under $25,000 report once a year. Take the day from JustGrants.'),
  ('performance_jag_semiannual', 'performance', 'JAG performance report, semi-annual ($25,000 and more)', 6, 1, null, 30, null, null, 120, null, 'suspension', 15, false, null, '{16.738}', 2500000, null, null, false, '2000-01-01', null,
    'BJA, JAG reporting requirements: local awards of $25,000 and more report twice a year.'),
  ('pmt_quarterly', 'pmt', 'JAG measures in the PMT, quarterly', 3, 1, null, 30, null, null, null, null, null, null, false, null, '{16.738}', null, null, null, false, '2000-01-01', null,
    'BJA Performance Measurement Tool (bjapmt.ojp.gov): JAG measures for each calendar quarter.'),
  ('closeout', 'closeout', 'Closeout', null, null, null, null, null, null, 120, null, 'administrative_closeout', 1, false, null, null, null, null, null, false, '2000-01-01', null,
    'JustGrants closeout: all reports, the last drawdown and liquidation within 120 days (2 CFR 200.344); administrative closeout on day 121.'),
  ('subaward_final', 'subaward_final', 'Final report of a subrecipient', null, null, null, null, null, null, 90, null, null, null, false, null, null, null, null, null, false, '2000-01-01', null,
    '2 CFR 200.344(a): a subrecipient reports to the pass-through entity within 90 days.'),
  ('ffata', 'ffata', 'FFATA subaward report', null, null, null, null, 1, null, null, null, null, null, false, null, null, null, null, 3000000, false, '2010-10-01', null,
    '2 CFR part 170: subawards of $30,000 and more, by the end of the month after the one in which it was obligated; at SAM.gov since March 2025.'),
  ('single_audit', 'single_audit', 'Single audit', null, null, null, null, 9, null, null, 30, null, null, false, null, null, null, null, 75000000, false, '2014-12-26', '2024-09-30',
    '2 CFR 200.501 and 200.512: $750,000 for fiscal years that begin before October 1, 2024; due nine months after the year, or 30 days after the auditor’s report.'),
  ('single_audit', 'single_audit', 'Single audit', null, null, null, null, 9, null, null, 30, null, null, false, null, null, null, null, 100000000, false, '2024-10-01', null,
    '2 CFR 200.501 and 200.512 (2024 revision): $1,000,000 for fiscal years that begin on or after October 1, 2024.'),
  ('retention', 'retention', 'Records may go', null, null, null, null, null, 3, null, null, null, null, false, null, null, null, null, null, false, '2000-01-01', null,
    '2 CFR 200.334: three years from the day on which the final financial report was filed, longer under a legal hold.'),
  ('sam_registration', 'sam_registration', 'Renewal of the registration at SAM.gov', null, null, 60, 0, null, null, null, null, null, null, false, null, null, null, null, null, false, '2000-01-01', null,
    'SAM.gov: a registration holds one year. The day stands in the settings of the office.'),
  ('ffr_none', 'ffr', 'No Federal Financial Report in JustGrants', null, null, null, null, null, null, null, null, null, null, false, null, '{16.607,16.922}', null, null, null, false, '2000-01-01', null,
    'Bulletproof Vest Partnership has its own payment system; Equitable Sharing is no grant.'),
  ('performance_none', 'performance', 'No performance report in JustGrants', null, null, null, null, null, null, null, null, null, null, false, null, '{16.607,16.922}', null, null, null, false, '2000-01-01', null,
    'Bulletproof Vest Partnership has its own payment system; Equitable Sharing is no grant.')
on conflict (code, valid_from) do nothing;

-- What the office often answers, to begin with; once there are templates, they are the office's own.
insert into public.reply_templates (name, language, status, subject, body)
select v.name, v.language, v.status, v.subject, v.body from (values
  ('We have your question', 'en', null, '', E'Hello {name},\n\nThank you for writing to us. Your question has the number {number}, and we will answer it by {due}.\n\nYou can answer this mail if you want to add something.\n\n{staff}\n{office}'),
  ('We have your question', 'es', null, '', E'Hola, {name}:\n\nGracias por escribirnos. Su consulta tiene el número {number} y la responderemos a más tardar el {due}.\n\nSi quiere agregar algo, responda a este correo.\n\n{staff}\n{office}'),
  ('We need something from you', 'en', null, '', E'Hello {name},\n\nTo go on with “{subject}” we need to know:\n\n- \n\nAnswer this mail, or call us at {office_phone}.\n\n{staff}\n{office}'),
  ('We need something from you', 'es', null, '', E'Hola, {name}:\n\nPara seguir con «{subject}» necesitamos saber:\n\n- \n\nResponda a este correo o llámenos al {office_phone}.\n\n{staff}\n{office}'),
  ('Here is the answer', 'en', null, '', E'Hello {name},\n\nYou asked about “{subject}”. \n\nIf this does not help, answer this mail or call us at {office_phone}.\n\n{staff}\n{office}'),
  ('Here is the answer', 'es', null, '', E'Hola, {name}:\n\nUsted preguntó por «{subject}». \n\nSi esto no le sirve, responda a este correo o llámenos al {office_phone}.\n\n{staff}\n{office}'))
  v (name, language, status, subject, body)
where not exists (select from public.reply_templates);

-- What goes out as a copy for the public, to begin with; once there are profiles, they are the office's own. The grounds are those of
-- Missouri's Sunshine Law as its sections are headed; nobody has confirmed them for an office before its lawyers did.
with ground (key, cite, en, es) as (values
    ('protected', '§ 610.021(14) RSMo', 'Personal information that another law protects from disclosure.', 'Información personal que otra ley protege contra su divulgación.'),
    ('welfare', '§ 610.021(8) RSMo', 'Welfare case of a person who can be identified.', 'Caso de asistencia social de una persona identificable.'),
    ('health', '§ 610.021(5) RSMo', 'Health information about a person who can be identified.', 'Información de salud de una persona identificable.'),
    ('payment', '§ 610.021(22) RSMo', 'Card number or access code that protects a payment.', 'Número de tarjeta o código que protege un pago.'),
    ('ssn', '§ 610.035 RSMo; 42 U.S.C. § 405(c)(2)(C)', 'Social Security number.', 'Número del Seguro Social.'),
    ('member', '§ 105.1500 RSMo', 'Person who could be known as a member, volunteer or supporter of a nonprofit organization.', 'Persona que podría reconocerse como miembro, voluntaria o benefactora de una organización sin fines de lucro.')),
  grounds as (select jsonb_agg(jsonb_build_object('key', key, 'cite', cite, 'words', jsonb_build_object('en', en, 'es', es)) order by n) as list
    from (select *, row_number() over () as n from ground) g),
  rule (kind, for_anybody, for_them) as (values
    ('name', 'protected', null), ('contact', 'protected', null), ('personal', 'protected', null), ('others', 'protected', 'protected'), ('staff', null, null),
    ('question', null, null), ('location', 'protected', null), ('closing', null, null), ('closing_note', null, null),
    ('told', null, null), ('notes', null, null), ('calls', null, null), ('visits', null, null), ('letters', null, null), ('mails_in', null, null), ('mails_out', null, null),
    ('answers', null, null), ('files', 'list', 'release'), ('tasks', null, null), ('referrals', 'welfare', null), ('encounters', null, null), ('requests', null, null), ('states', null, null),
    ('phones', 'protected', 'protected'), ('mail_addresses', 'protected', 'protected'), ('birth', 'protected', null), ('ssn', 'ssn', 'ssn'), ('cards', 'payment', 'payment')),
  profile (name, description, is_default, is_strict) as (values
    ('For anybody', 'Whoever asks, and need not say why. Names, contacts and places of residents are withheld; what the office said and did goes out.', true, true),
    ('For the person concerned', 'Somebody who asks for their own inquiry and has shown who they are. Their own data goes out, that of others does not.', false, false))
insert into public.redaction_profiles (name, description, is_default, grounds, rules)
select p.name, p.description, p.is_default, g.list, (
  select jsonb_object_agg(r.kind, case when a.act is null then '{"act": "release"}'::jsonb when a.act in ('list', 'release') then jsonb_build_object('act', a.act)
    else jsonb_build_object('act', 'withhold', 'ground', a.act) end)
  from rule r cross join lateral (select case when p.is_strict then r.for_anybody else r.for_them end as act) a)
from profile p cross join grounds g
where not exists (select from public.redaction_profiles);
