import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks.module.js';
import { ClaimDesk } from './claim-desk.js';
import { RemoteReports } from './remote-reports.js';
import { RemoteSettlements } from './remote-settlements.js';
import { RemoteWorkers } from './remote-workers.js';
import { WorkDue } from './work-due.js';
import { WorkSignals } from './work-signals.js';

/** Workers that take their tasks over HTTP: what the API needs for them beside TasksModule. */
@Module({
  imports: [TasksModule],
  providers: [ClaimDesk, RemoteReports, RemoteSettlements, RemoteWorkers, WorkDue, WorkSignals],
  exports: [ClaimDesk, RemoteReports, RemoteSettlements, RemoteWorkers],
})
export class RemoteWorkModule {}
