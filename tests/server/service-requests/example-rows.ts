/** A row of the feed as the published address answers it, invented after its kind. */
export const feedRow = (more: Record<string, unknown>) => ({
  reported_issue: '3391823',
  workorder_: 'NPD-2026-14488',
  current_status: 'new',
  open_date_time: '2026-08-24T11:07:00.000',
  days_to_close: '0',
  report_source: 'iOS',
  issue_type: 'Property Violations',
  issue_sub_type: 'Weeds',
  department_work_group: 'NHS Preservation',
  incident_address: '11204 Kensington Ave Kansas City 64137',
  latitude: '38.921979',
  longitude: '-94.540024',
  lat_long: { type: 'Point', coordinates: [-94.540024, 38.921979] },
  additional_questions: '{Is this private property?":"Yes"}"',
  last_updated: '2026-08-24T11:07:39.000',
  council_district: '6',
  source_category: 'Public (External)',
  ...more,
});
export const archiveHeader =
  'CASE ID,SOURCE,DEPARTMENT,WORK GROUP,REQUEST TYPE,CATEGORY,TYPE,DETAIL,CREATION DATE,CREATION TIME,CREATION MONTH,CREATION YEAR,STATUS,EXCEEDED EST TIMEFRAME,CLOSED DATE,CLOSED MONTH,CLOSED YEAR,DAYS TO CLOSE,STREET ADDRESS,ADDRESS WITH GEOCODE,ZIP CODE,NEIGHBORHOOD,COUNTY,COUNCIL DISTRICT,POLICE DISTRICT,PARCEL ID NO,LATITUDE,LONGITUDE,CASE URL,30-60-90 Days Open Window';
export const archiveRow =
  '2013012902,PHONE,Public Works,Public Works-Solid Waste-,Illegal Dumping on Right of Way,Trash,Right of Way,All,02/04/2013,08:02 AM,2,2013,RESOL,N,02/05/2013,2.0,2013.0,1.0,2218 LYDIA AVE,"2218 LYDIA AVE64108\n(39.085319, -94.567026)",64108.0,Beacon Hills,Jackson,3.0,Central,13376,39.085319,-94.567026,http://city.example/case,';
