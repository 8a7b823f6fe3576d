import { isReasoningModel } from './reasoning-models.js';

describe('isReasoningModel', () => {
  it.each(['o1', 'o3-mini', 'o4-mini-2025-04-16', 'gpt-5', 'gpt-5.4-mini', 'gpt-5-nano', 'gpt-6'])(
    '%s thinks first',
    (model) => expect(isReasoningModel(model)).toBe(true),
  );
  it.each([
    'gpt-4o',
    'gpt-4.1-mini',
    'gpt-3.5-turbo',
    'gpt-5-chat-latest',
    'omni',
    'my-gpt-5',
    'test-model',
    '',
  ])('%s does not', (model) => expect(isReasoningModel(model)).toBe(false));
});
