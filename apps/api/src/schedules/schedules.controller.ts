import {
  applyDecorators,
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { SchedulesService } from '@app/tasks';
import type { FastifyReply } from 'fastify';
import { ErrorAnswer, ErrorAnswers } from '../openapi/error-answers.js';
import type { RawQuery } from '../tasks/query-reader.js';
import { pathOfTask, TaskView } from '../tasks/task.view.js';
import { TaskViews } from '../tasks/task-views.js';
import { ScheduleIdPipe, readScheduleList, scheduleCursor, ScheduleListParameters } from './schedule-list.js';
import { CHANGE_EXAMPLES, SCHEDULE_EXAMPLES } from './schedule-examples.js';
import { ScheduleBody, ScheduleChanges } from './schedule.body.js';
import { ScheduleReader } from './schedule.reader.js';
import { pathOfSchedule, SchedulePage, ScheduleView, scheduleView } from './schedule.view.js';

const PATH = '/api/v1/schedules';
const Location = (description: string): object => ({ Location: { description, schema: { type: 'string' } } });
const NameTaken = (): MethodDecorator =>
  ErrorAnswer(
    {
      status: 409,
      description: 'The name is taken.',
      code: 'conflict',
      detail: 'Another schedule has this name.',
    },
    PATH,
  );
const OneSchedule = (): MethodDecorator =>
  applyDecorators(
    ApiParam({ name: 'id', description: "The schedule's id.", schema: { type: 'string', format: 'uuid' } }),
    ErrorAnswer(
      {
        status: 404,
        description: 'It does not exist.',
        code: 'not_found',
        detail: 'There is no schedule with this id.',
      },
      PATH,
    ),
  );

@ApiTags('Schedules')
@Controller('api/v1/schedules')
export class SchedulesController {
  constructor(
    private readonly schedules: SchedulesService,
    private readonly reader: ScheduleReader,
    private readonly views: TaskViews,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Make a schedule',
    description:
      'Fires by cron in a time zone, or at a fixed interval. Each firing submits the task, exactly once.',
  })
  @ApiBody({ type: ScheduleBody, examples: SCHEDULE_EXAMPLES })
  @ApiCreatedResponse({ type: ScheduleView, headers: Location("The schedule's path.") as never })
  @NameTaken()
  @ErrorAnswers(400, 413, 415)
  async createSchedule(
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScheduleView> {
    const schedule = await this.schedules.create(this.reader.readNew(body));
    void reply.header('location', pathOfSchedule(schedule.id));
    return scheduleView(schedule);
  }

  @Get()
  @ApiOperation({
    summary: 'List schedules, by name',
    description: 'A page ends at `limit` schedules or at about 4 MiB; `nextCursor` then goes on.',
  })
  @ScheduleListParameters()
  @ApiOkResponse({ type: SchedulePage })
  @ErrorAnswers(400)
  async listSchedules(@Query() query: RawQuery): Promise<SchedulePage> {
    const { limit, after } = readScheduleList(query);
    const { schedules, hasMore } = await this.schedules.list(limit, after);
    const last = hasMore ? schedules.at(-1) : undefined;
    return { data: schedules.map(scheduleView), nextCursor: last ? scheduleCursor(last) : null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Look at a schedule' })
  @OneSchedule()
  @ApiOkResponse({ type: ScheduleView })
  @ErrorAnswers()
  async getSchedule(@Param('id', ScheduleIdPipe) id: string): Promise<ScheduleView> {
    return scheduleView(await this.schedules.get(id));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change, pause or resume a schedule',
    description:
      'What is not sent stays. A new cron, interval or time zone, and resuming, count from now. `task` is replaced as a whole.',
  })
  @OneSchedule()
  @ApiBody({ type: ScheduleChanges, examples: CHANGE_EXAMPLES })
  @ApiOkResponse({ type: ScheduleView })
  @NameTaken()
  @ErrorAnswers(400, 413, 415)
  async changeSchedule(
    @Param('id', ScheduleIdPipe) id: string,
    @Body() body: unknown,
  ): Promise<ScheduleView> {
    return scheduleView(
      await this.schedules.change(id, this.reader.readChanges(body, await this.schedules.get(id))),
    );
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a schedule', description: 'The tasks that it made stay.' })
  @OneSchedule()
  @ApiNoContentResponse({ description: 'Removed.' })
  @ErrorAnswers()
  removeSchedule(@Param('id', ScheduleIdPipe) id: string): Promise<void> {
    return this.schedules.remove(id);
  }

  @Post(':id/trigger')
  @ApiOperation({
    summary: "Make a schedule's task now",
    description: 'Also while it is paused. Its plan stays as it is.',
  })
  @OneSchedule()
  @ApiCreatedResponse({
    type: TaskView,
    description: 'The new task.',
    headers: Location("The task's path.") as never,
  })
  @ErrorAnswers()
  async triggerSchedule(
    @Param('id', ScheduleIdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskView> {
    const task = await this.schedules.trigger(id);
    void reply.header('location', pathOfTask(task.id));
    return this.views.one(task);
  }
}
