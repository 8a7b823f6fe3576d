import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';

/** Who this process is in the registry of workers and in the attempts that it makes. */
@Injectable()
export class WorkerIdentity {
  readonly id = uuidv7();
  readonly host = hostname();
  readonly pid = process.pid;
}
