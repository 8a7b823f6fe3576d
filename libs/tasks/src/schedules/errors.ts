/** No schedule has this id. */
export class ScheduleNotFound extends Error {
  override readonly name = 'ScheduleNotFound';
  readonly code = 'not_found';

  constructor() {
    super('There is no schedule with this id.');
  }
}

/** Names are unique. */
export class ScheduleNameTaken extends Error {
  override readonly name = 'ScheduleNameTaken';
  readonly code = 'conflict';

  constructor() {
    super('Another schedule has this name.');
  }
}
