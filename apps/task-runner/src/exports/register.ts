/** `node --import async-ai-task-runner/register`: runs TypeScript with decorators, for specs of handlers. */
import 'reflect-metadata';
import { compileUserFiles } from '@app/loading';

process.setSourceMapsEnabled(true);
compileUserFiles();
