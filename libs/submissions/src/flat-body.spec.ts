import { flatPath, fromFlat } from './flat-body.js';

describe('a path in the flat body', () => {
  it('is that of the field which the client sent', () => {
    expect(flatPath(['input', 'prompt'])).toEqual(['prompt']);
    expect(flatPath(['input', 'providerOptions', 'input'])).toEqual(['providerOptions', 'input']);
    expect(flatPath(['input'])).toEqual(['input']);
    expect(flatPath(['priority'])).toEqual(['priority']);
  });

  it('names a field of the envelope that the flat body never had', () => {
    const [unknown = ''] = Object.keys(fromFlat({ prompt: 'x', tags: [] })).filter((key) =>
      key.endsWith('tags'),
    );
    expect(unknown).not.toBe('tags');
    expect(flatPath([unknown])).toEqual(['tags']);
  });
});
