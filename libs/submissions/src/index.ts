export { type CallersKey, hashOfBody, isKey, KEY_PROBLEM, LONGEST_KEY } from './callers-key.js';
export { FLAT_TYPE } from './flat-body.js';
export { SubmissionBody } from './submission.body.js';
export { type ReadBatch, readBatch, type ReadSubmission, readSubmission } from './submission.reader.js';
export { type Accepted, Submissions } from './submissions.js';
