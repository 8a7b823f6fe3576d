import { BodyReadBy } from '../requests/json-body.js';
import { ANY_SUBMISSION, BATCH } from '../openapi/submission-schemas.js';
import { readBatch, readSubmission } from '@app/submissions';

/** The body that submits a task, as a parameter of a controller's method: a ReadSubmission. */
export const SentTask = (): ParameterDecorator => BodyReadBy(readSubmission, { schema: ANY_SUBMISSION });

/** The body that submits many: a ReadBatch. */
export const SentBatch = (): ParameterDecorator => BodyReadBy(readBatch, { schema: BATCH });
