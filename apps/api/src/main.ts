import 'reflect-metadata';
import { startProcess } from '@app/bootstrap';
import { API } from './api.application.js';

await startProcess(API);
