import { log } from '../log.ts';
import type { Watcher } from './watcher.ts';

/** A line for each request and each job. The app's own files are left out while all is well: they would be nearly every line. */
export const requestLog: Watcher = {
  onRequest: ({ id, method, route, status, ms }) => {
    if (route === '/*' && status < 400) return;
    log('request', { request_id: id, method, route, status, ms: Math.round(ms) });
  },
  onJob: ({ name, outcome, ms }) => log('job', { job: name, outcome, ms: Math.round(ms) }),
};
