import type { Office } from '../office.ts';
import { agreementsRemind } from './jobs/agreements-remind.ts';
import { awardsOfficeReports } from './jobs/awards-office-reports.ts';
import { awardsRemind } from './jobs/awards-remind.ts';
import { campaignsSend } from './jobs/campaigns-send.ts';
import { changesMonths } from './jobs/changes-months.ts';
import { deliveriesSend } from './jobs/deliveries-send.ts';
import { eventsExtendSeries } from './jobs/events-extend-series.ts';
import { eventsSaidAndDid } from './jobs/events-said-and-did.ts';
import { exportsMake } from './jobs/exports-make.ts';
import { filesPurge } from './jobs/files-purge.ts';
import { holidaysGenerate } from './jobs/holidays-generate.ts';
import { inboxRead } from './jobs/inbox-read.ts';
import { inquiriesEscalate } from './jobs/inquiries-escalate.ts';
import { journeysPlan } from './jobs/journeys-plan.ts';
import { notificationsDigest } from './jobs/notifications-digest.ts';
import { officeBackup } from './jobs/office-backup.ts';
import { officeVacuum } from './jobs/office-vacuum.ts';
import { recordsRequestsRemind } from './jobs/records-requests-remind.ts';
import { referralsRemind } from './jobs/referrals-remind.ts';
import { registrationsOffer } from './jobs/registrations-offer.ts';
import { reportsCompile } from './jobs/reports-compile.ts';
import { residentsPairs } from './jobs/residents-pairs.ts';
import { serviceRequestsFetch } from './jobs/service-requests-fetch.ts';
import { serviceRequestsPlace } from './jobs/service-requests-place.ts';
import { trainingsLetters } from './jobs/trainings-letters.ts';

/** What the office's calendar says now: the only clock that a schedule sees. */
export type OfficeClock = {
  /** Local day, "2026-11-02". */
  today: string;
  /** Local hour, 0–23. */
  hour: number;
  /** The first business day of this month. */
  firstBusinessDay: string;
  /** When the office began to use the program, local day. */
  since: string;
};

export type Wanted = { payload: Record<string, unknown>; key: string };

/** A job is a name, a payload that is checked, and a handler. A scheduled one says when it wants to run; its key makes it run once. */
export type Job = {
  name: string;
  /** Only an embedded office needs it: a PostgreSQL server looks after itself. */
  embeddedOnly?: boolean;
  wanted: (clock: OfficeClock) => Wanted | null;
  run: (office: Office, payload: Record<string, unknown>) => Promise<void>;
};

export const jobs: Job[] = [
  reportsCompile,
  holidaysGenerate,
  officeBackup,
  officeVacuum,
  notificationsDigest,
  changesMonths,
  eventsExtendSeries,
  trainingsLetters,
  registrationsOffer,
  eventsSaidAndDid,
  journeysPlan,
  awardsOfficeReports,
  awardsRemind,
  agreementsRemind,
  recordsRequestsRemind,
  serviceRequestsFetch,
];

export type Turn = { worker: string; now: () => Date; isStopping: () => boolean };

/**
 * Work that waits in a table of its own, with its own leases and tries, and not in the queue of jobs: looked at whenever the
 * worker looks, and again as long as it had something. One turn is short, so that a worker that is stopped ends soon.
 */
export type Queue = {
  name: string;
  /** Does some of what is due; false when there was nothing that could be done now, a number when there may be in so many milliseconds. */
  work: (office: Office, turn: Turn) => Promise<boolean | number>;
};

export const queues: Queue[] = [
  deliveriesSend,
  campaignsSend,
  inboxRead,
  referralsRemind,
  residentsPairs,
  serviceRequestsPlace,
  filesPurge,
  inquiriesEscalate,
  exportsMake,
];
