/** What the spec of a handler uses: `async-ai-task-runner/testing`. */
export { contextFor, type GivenContext, type TestContext } from '@app/handlers';
