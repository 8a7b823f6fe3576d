import { type InputProblem, pathText } from '@app/tasks';

const MOST_PROBLEMS = 10;
const MOST_CHARACTERS = 300;
const NAME = /^[\w.-]{1,64}$/;

/**
 * What is wrong with a body, for a log: where, and what should be there. A key that is no name is left out,
 * since it may be a text that nobody should read.
 */
export function loggedProblems(problems: readonly InputProblem[]): { path: string; message: string }[] {
  return problems.slice(0, MOST_PROBLEMS).map(({ path, message }) => ({
    path: pathText(path.map((part) => (NAME.test(String(part)) ? part : '…'))),
    message: message.slice(0, MOST_CHARACTERS),
  }));
}
