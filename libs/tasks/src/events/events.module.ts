import { Module } from '@nestjs/common';
import { PersistenceModule } from '@app/persistence';
import { ChangeStreams } from './change-streams.js';
import { EventWakeups } from './event-wakeups.js';
import { TaskStreams } from './task-streams.js';
import { TaskWaits } from './task-waits.js';

/** Following tasks live: what the API needs beside TasksModule. */
@Module({
  imports: [PersistenceModule],
  providers: [ChangeStreams, EventWakeups, TaskStreams, TaskWaits],
  exports: [ChangeStreams, TaskStreams, TaskWaits],
})
export class EventsModule {}
