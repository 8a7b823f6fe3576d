import { Controller, Delete, Get, HttpCode, Patch, Post, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ScheduleNotFound, SchedulesService } from '@app/tasks';
import type { FastifyReply } from 'fastify';
import { ErrorAnswer, ErrorAnswers } from '../openapi/error-answers.js';
import { JsonBodyWithProblems } from '../requests/json-body.js';
import { pathId } from '../requests/path-id.js';
import { QueryOf } from '../requests/query-of.js';
import type { ReadBody } from '@app/bodies';
import { pathOfTask, TaskView } from '../tasks/task.view.js';
import { TaskViews } from '../tasks/task-views.js';
import { scheduleCursor, ScheduleListQuery } from './schedule-list.query.js';
import { CHANGE_EXAMPLES, SCHEDULE_EXAMPLES } from './schedule-examples.js';
import { ScheduleBody, ScheduleChanges } from './schedule.body.js';
import { ScheduleReader } from './schedule.reader.js';
import { pathOfSchedule, SchedulePage, ScheduleView, scheduleView, scheduleViews } from './schedule.view.js';

const PATH = '/api/v1/schedules';
const ScheduleId = pathId("The schedule's id.", () => new ScheduleNotFound());
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
const Unknown = (): MethodDecorator =>
  ErrorAnswer(
    {
      status: 404,
      description: 'It does not exist.',
      code: 'not_found',
      detail: 'There is no schedule with this id.',
    },
    PATH,
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
  @ApiCreatedResponse({ type: ScheduleView, headers: Location("The schedule's path.") as never })
  @NameTaken()
  @ErrorAnswers(400, 413, 415)
  async createSchedule(
    @JsonBodyWithProblems(ScheduleBody, { examples: SCHEDULE_EXAMPLES }) body: ReadBody<ScheduleBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScheduleView> {
    const schedule = await this.schedules.create(await this.reader.readNew(body));
    void reply.header('location', pathOfSchedule(schedule.id));
    return scheduleView(schedule);
  }

  @Get()
  @ApiOperation({
    summary: 'List schedules, by name',
    description: 'A page ends at `limit` schedules or at about 4 MiB; `nextCursor` then goes on.',
  })
  @ApiOkResponse({ type: SchedulePage })
  @ErrorAnswers(400)
  async listSchedules(
    @QueryOf(ScheduleListQuery) { limit, cursor }: ScheduleListQuery,
  ): Promise<SchedulePage> {
    const { schedules, hasMore } = await this.schedules.list(limit, cursor ?? '');
    const last = hasMore ? schedules.at(-1) : undefined;
    return { data: await scheduleViews(schedules), nextCursor: last ? scheduleCursor(last) : null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Look at a schedule' })
  @Unknown()
  @ApiOkResponse({ type: ScheduleView })
  @ErrorAnswers()
  async getSchedule(@ScheduleId() id: string): Promise<ScheduleView> {
    return scheduleView(await this.schedules.get(id));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change, pause or resume a schedule',
    description:
      'What is not sent stays. A new cron, interval or time zone, and resuming, count from now. `task` is replaced as a whole.',
  })
  @Unknown()
  @ApiOkResponse({ type: ScheduleView })
  @NameTaken()
  @ErrorAnswers(400, 413, 415)
  async changeSchedule(
    @ScheduleId() id: string,
    @JsonBodyWithProblems(ScheduleChanges, { examples: CHANGE_EXAMPLES }) body: ReadBody<ScheduleChanges>,
  ): Promise<ScheduleView> {
    return scheduleView(
      await this.schedules.change(id, await this.reader.readChanges(body, await this.schedules.get(id))),
    );
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a schedule', description: 'The tasks that it made stay.' })
  @Unknown()
  @ApiNoContentResponse({ description: 'Removed.' })
  @ErrorAnswers()
  removeSchedule(@ScheduleId() id: string): Promise<void> {
    return this.schedules.remove(id);
  }

  @Post(':id/trigger')
  @ApiOperation({
    summary: "Make a schedule's task now",
    description: 'Also while it is paused. Its plan stays as it is.',
  })
  @Unknown()
  @ApiCreatedResponse({
    type: TaskView,
    description: 'The new task.',
    headers: Location("The task's path.") as never,
  })
  @ErrorAnswers()
  async triggerSchedule(
    @ScheduleId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskView> {
    const task = await this.schedules.trigger(id);
    void reply.header('location', pathOfTask(task.id));
    return this.views.one(task);
  }
}
