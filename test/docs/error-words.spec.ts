import { TASK_ERROR_CODES } from '@app/persistence';
import { codes } from '../../apps/dashboard/src/i18n/codes.en.js';

/** The compiler has the codes of answers and of webhooks, by the types of the client, and both languages. */
it('the pages have words for each code of the product that a task fails with', () => {
  expect(TASK_ERROR_CODES.filter((code) => !(code in codes))).toEqual([]);
});
