/**
 * The decorators that inputs and results are described with: `async-ai-task-runner/validation`. They are
 * those that the product reads, whatever else is installed.
 */
export * from 'class-validator';
export { Type } from 'class-transformer';
export { JSONSchema } from 'class-validator-jsonschema';
