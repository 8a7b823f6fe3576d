import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TaskTypeRegistry } from '@app/tasks';
import { KeyAnswers } from '../openapi/error-answers.js';
import { TaskTypeList, taskTypeViews } from './task-type.view.js';

@ApiTags('Task types')
@Controller('api/v1/task-types')
export class TaskTypesController {
  private list: TaskTypeList | null = null;

  constructor(private readonly types: TaskTypeRegistry) {}

  @Get()
  @ApiOperation({ summary: 'List the task types, with the JSON Schemas of input and result' })
  @ApiOkResponse({ type: TaskTypeList })
  @KeyAnswers()
  listTaskTypes(): TaskTypeList {
    // it never changes, and takes long to make
    return (this.list ??= { data: taskTypeViews(this.types.all()) });
  }
}
