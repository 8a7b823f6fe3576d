import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { TaskTypes } from '@app/tasks';
import { Scopes } from '../auth/scopes.guard.js';
import { ErrorAnswer, ErrorAnswers, KeyAnswers } from '../openapi/error-answers.js';
import { JsonBody } from '../requests/json-body.js';
import { storedTaskType, TaskTypeBody } from './task-type.body.js';
import { remoteTypeView, TaskTypeList, TaskTypeView, taskTypeViews } from './task-type.view.js';

const RESIZE = {
  examples: {
    'resizes pictures': {
      value: {
        queue: 'images',
        description: 'Resizes a picture.',
        input: {
          type: 'object',
          properties: { width: { type: 'integer', minimum: 1 } },
          required: ['width'],
        },
        result: { type: 'object', properties: { bytes: { type: 'integer' } }, required: ['bytes'] },
        examples: { small: { width: 100 } },
      },
    },
  },
};
const PATH = '/api/v1/task-types/demo.calculation';
const TypeName = (): MethodDecorator =>
  ApiParam({ name: 'name', description: "The type's name.", example: 'acme.resize' });
const IsBuiltIn = (): MethodDecorator =>
  ErrorAnswer(
    {
      status: 409,
      description: "The type is one of the server's own.",
      code: 'conflict',
      detail: 'The task type "demo.calculation" is one of the server\'s own; give yours another name.',
    },
    PATH,
  );

@ApiTags('Task types')
@Controller('api/v1/task-types')
export class TaskTypesController {
  /** It never changes, and takes long to make. */
  private builtIn: readonly TaskTypeView[] | null = null;

  constructor(private readonly types: TaskTypes) {}

  @Get()
  @ApiOperation({ summary: 'List the task types, with the JSON Schemas of input and result' })
  @ApiOkResponse({ type: TaskTypeList })
  @KeyAnswers()
  listTaskTypes(): TaskTypeList {
    this.builtIn ??= taskTypeViews(this.types.builtIn());
    const remote = this.types.remote().map(({ stored }) => remoteTypeView(stored));
    return { data: [...this.builtIn, ...remote].sort((one, other) => one.name.localeCompare(other.name)) };
  }

  @Put(':name')
  @Scopes('work')
  @ApiOperation({
    summary: 'Register a task type',
    description:
      'Workers run it over HTTP. From now on its tasks are accepted, and their inputs are checked by its schema. One that is there is replaced; tasks that were accepted stay as they are.',
  })
  @TypeName()
  @ApiOkResponse({ type: TaskTypeView })
  @IsBuiltIn()
  @ErrorAnswers(400, 413, 415)
  async registerTaskType(
    @Param('name') name: string,
    @JsonBody(TaskTypeBody, RESIZE) body: TaskTypeBody,
  ): Promise<TaskTypeView> {
    const type = storedTaskType(name, body);
    await this.types.put(type);
    return remoteTypeView(type);
  }

  @Delete(':name')
  @HttpCode(204)
  @Scopes('work')
  @ApiOperation({
    summary: 'Take a registered task type away',
    description: 'No task of it is accepted any more. Those that wait stay, until it is registered again.',
  })
  @TypeName()
  @ApiNoContentResponse({ description: 'Taken away.' })
  @IsBuiltIn()
  @ErrorAnswers(404)
  removeTaskType(@Param('name') name: string): Promise<void> {
    return this.types.remove(name);
  }
}
