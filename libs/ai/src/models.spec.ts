import { ConfigurationError, loadConfiguration } from '@app/config';
import { Metrics, NoTracing } from '@app/observability';
import { LanguageModels } from './models.js';

const modelsWith = (variables: Record<string, string>) => new LanguageModels(loadConfiguration(variables), new Metrics(), new NoTracing());
const chosen = (variables: Record<string, string>, wanted = {}) => {
  const { languageModel, model } = modelsWith(variables).choose(wanted);
  return `${languageModel.provider}/${model}`;
};

describe('LanguageModels', () => {
  it('simulates where nothing is configured', () => {
    expect(chosen({})).toBe('simulated/simulated');
  });

  it('takes the first that is on, by its key or its base URL', () => {
    const on = { ANTHROPIC_BASE_URL: 'http://localhost:1', DEEPSEEK_API_KEY: 'k', OPENAI_COMPATIBLE_BASE_URL: 'http://localhost:2' };
    const models = modelsWith(on);
    expect(models.providers).toEqual(['anthropic', 'deepseek', 'openai-compatible', 'simulated']);
    expect(models.defaultProvider).toBe('anthropic');
  });

  it('lets DEFAULT_PROVIDER and DEFAULT_MODEL decide', () => {
    const on = { OPENAI_API_KEY: 'k', DEEPSEEK_API_KEY: 'k', DEFAULT_PROVIDER: 'deepseek', DEFAULT_MODEL: 'mine' };
    expect(chosen(on)).toBe('deepseek/mine');
    expect(chosen(on, { model: 'other' })).toBe('deepseek/other');
    expect(chosen(on, { provider: 'openai' })).toMatch(/^openai\/gpt-/);
  });

  it('never lets a model change the provider', () => {
    expect(chosen({ ANTHROPIC_API_KEY: 'k', OPENAI_API_KEY: 'k' }, { provider: 'anthropic', model: 'gpt-4o-mini' })).toBe(
      'anthropic/gpt-4o-mini',
    );
  });

  it('simulates by name also where a real provider is on', () => {
    expect(chosen({ OPENAI_API_KEY: 'k' }, { provider: 'simulated' })).toBe('simulated/simulated');
  });

  it.each(['anthropic', 'nobody', 'constructor', ''])('refuses "%s" where it is not on, and names those that are', (provider) => {
    const choose = () => modelsWith({ OPENAI_API_KEY: 'k' }).choose({ provider });
    expect(choose).toThrow('on are openai, simulated');
    expect(choose).toThrow(expect.objectContaining({ code: 'provider_rejected', retryable: false }));
  });

  it('does not start with a default that is not on, and names the variable', () => {
    expect(() => modelsWith({ DEFAULT_PROVIDER: 'openai' })).toThrow(ConfigurationError);
    expect(() => modelsWith({ DEFAULT_PROVIDER: 'openai' })).toThrow('DEFAULT_PROVIDER');
    expect(() => modelsWith({ OPENAI_COMPATIBLE_API_KEY: 'k' })).toThrow('OPENAI_COMPATIBLE_BASE_URL');
  });
});
