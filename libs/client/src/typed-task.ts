import type { components } from './api.generated.js';

type Schemas = components['schemas'];

/** What each task type takes and gives, by its name. */
export type TaskInputs = Schemas['TaskInputs'];
export type TaskResults = Schemas['TaskResults'];
export type TaskTypeName = keyof TaskInputs;

/** The options of a submission beside its type and input; they are the same for every type. */
export type SubmissionOptions = Omit<Schemas['AiTextGenerationSubmission'], 'type' | 'input'>;

export type SubmissionOf<Name extends TaskTypeName> = SubmissionOptions & {
  readonly type: Name;
  readonly input: TaskInputs[Name];
};

/** A task with the input and the result of its type. */
export type TaskOf<Name extends TaskTypeName> = Omit<Schemas['TaskView'], 'type' | 'input' | 'result'> & {
  readonly type: Name;
  readonly input: TaskInputs[Name];
  readonly result: TaskResults[Name] | null;
};

/** A task of any type: its `type` tells what its `result` is. */
export type TypedTask = { [Name in TaskTypeName]: TaskOf<Name> }[TaskTypeName];

/** A submission of a type that is not the product's; `Own` says what it takes and gives. */
export type OwnSubmission<Own, Name extends keyof Own> = SubmissionOptions & {
  readonly type: Name;
  readonly input: Own[Name] extends { readonly input: infer Input } ? Input : never;
};

export type OwnTask<Own, Name extends keyof Own> = Omit<Schemas['TaskView'], 'type' | 'input' | 'result'> & {
  readonly type: Name;
  readonly input: OwnSubmission<Own, Name>['input'];
  readonly result: (Own[Name] extends { readonly result: infer Result } ? Result : never) | null;
};
