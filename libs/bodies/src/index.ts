export {
  type FieldReader,
  fieldReaders,
  IgnoresUnknownNulls,
  isAbsentAsNull,
  ReadBy,
} from './body-fields.js';
export { DATE_TIME_MESSAGE, IsDateTime, parseDateTime } from './date-time.js';
export { inheritedKeyPath, isJsonObject, type JsonObject } from './json-object.js';
export { BODY_VALUES, valueOf } from './json-text.js';
export { Nested } from './nested.js';
export { NotJson } from './not-json.js';
export { type ReadBody, readBody, validBody } from './read-body.js';
export { WholeNumber, type WholeNumberOptions } from './whole-number.js';
