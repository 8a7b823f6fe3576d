import { Injectable, type PipeTransform } from '@nestjs/common';
import { TaskNotFound } from '@app/tasks';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export function isTaskId(text: string): boolean {
  return UUID.test(text);
}

/** An id that is no UUID names no task: 404, as for any id that is not known. */
@Injectable()
export class TaskIdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!isTaskId(id)) throw new TaskNotFound(id);
    return id.toLowerCase();
  }
}
