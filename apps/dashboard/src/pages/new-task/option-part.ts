import type { Problems } from '../../api/problems';
import type { SubmissionDraft } from './submission-draft';

/** What every group of options is given. */
export interface OptionPart {
  readonly draft: SubmissionDraft;
  readonly set: (change: Partial<SubmissionDraft>) => void;
  /** What the server refused. */
  readonly refused: Problems;
}
