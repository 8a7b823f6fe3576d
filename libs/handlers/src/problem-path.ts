/** Where in what was sent: keys and places in lists, from the outside in. Without any it is the whole. */
export type ProblemPath = readonly (string | number)[];

/** One thing wrong in what was sent. */
export interface InputProblem {
  readonly path: ProblemPath;
  readonly message: string;
}

/** A path repeats keys of what was sent. */
const MOST_CHARACTERS = 200;

/** A path as answers write it: dotted. It is put together nowhere else, and never taken apart again. */
export function pathText(path: ProblemPath): string {
  return path.join('.').slice(0, MOST_CHARACTERS).toWellFormed();
}

/** The problems of a value that stands somewhere in another one. */
export function below(path: ProblemPath, problems: readonly InputProblem[]): InputProblem[] {
  return problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}
