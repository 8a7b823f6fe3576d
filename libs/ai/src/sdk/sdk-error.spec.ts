import { providerErrorFrom } from './sdk-error.js';

describe('an error inside a stream', () => {
  it.each([
    [{ type: 'overloaded_error', message: 'Overloaded' }, 'provider_unavailable'],
    [{ type: 'rate_limit_error' }, 'rate_limited'],
    [{ error: { code: 'insufficient_quota' } }, 'rate_limited'],
    [{ type: 'invalid_request_error' }, 'provider_rejected'],
    [{ code: 'context_length_exceeded' }, 'provider_rejected'],
    ['a sentence', 'provider_unavailable'],
    [null, 'provider_unavailable'],
  ])('%j is %s', (frame, code) => {
    expect(providerErrorFrom('anthropic', frame)).toMatchObject({ code });
  });

  it('shows the kind and never the sentence', () => {
    const { message } = providerErrorFrom('anthropic', {
      type: 'overloaded_error',
      message: 'about your prompt',
    });
    expect(message).toBe(
      'anthropic broke off with an error (overloaded_error). Another attempt may succeed.',
    );
  });
});
