import { afterAll } from 'vitest';
import { closeLeftOffices } from './office.ts';

// Runs for each file, also where files of a worker share their modules.
afterAll(closeLeftOffices);
