import { PGlite } from '@electric-sql/pglite';
import { afterAll } from 'vitest';
import { closeLeftOffices } from './office.ts';

// An office of a test is small: room for a city's in memory would be made, and written over, for each of hundreds of files.
if (!PGlite.defaultStartParams.includes('shared_buffers=16MB')) PGlite.defaultStartParams.push('-c', 'shared_buffers=16MB');

// Runs for each file, also where files of a worker share their modules.
afterAll(closeLeftOffices);
