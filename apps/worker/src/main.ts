import 'reflect-metadata';
import { startProcess } from '@app/bootstrap';
import { WORKER } from './worker.application.js';

await startProcess(WORKER);
