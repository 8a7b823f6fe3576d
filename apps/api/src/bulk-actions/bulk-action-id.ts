import { Injectable, type PipeTransform } from '@nestjs/common';
import { BulkActionNotFound } from '@app/tasks';
import { isTaskId } from '../tasks/task-id.js';

/** An id that is no UUID names no bulk action. */
@Injectable()
export class BulkActionIdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!isTaskId(id)) throw new BulkActionNotFound();
    return id.toLowerCase();
  }
}
