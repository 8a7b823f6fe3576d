import { ConfigurationError, loadConfiguration } from '@app/config';
import { Metrics, NoTracing } from '@app/observability';
import { modelsThatAreOn } from './models-that-are-on.js';
import { LanguageModels } from './models.js';

const modelsWith = async (variables: Record<string, string>) => {
  const configuration = loadConfiguration(variables);
  return new LanguageModels(
    configuration,
    await modelsThatAreOn(configuration),
    new Metrics(),
    new NoTracing(),
  );
};
const chosen = async (variables: Record<string, string>, wanted = {}) => {
  const { languageModel, model } = (await modelsWith(variables)).choose(wanted);
  return `${languageModel.provider}/${model}`;
};

describe('LanguageModels', () => {
  it('simulates where nothing is configured', async () => {
    expect(await chosen({})).toBe('simulated/simulated');
  });

  it('takes the first that is on, by its key or its base URL', async () => {
    const on = {
      ANTHROPIC_BASE_URL: 'http://localhost:8001',
      DEEPSEEK_API_KEY: 'k',
      OPENAI_COMPATIBLE_BASE_URL: 'http://localhost:2',
    };
    const models = await modelsWith(on);
    expect(models.providers).toEqual(['anthropic', 'deepseek', 'openai-compatible', 'simulated']);
    expect(models.defaultProvider).toBe('anthropic');
  });

  it('lets DEFAULT_PROVIDER and DEFAULT_MODEL decide', async () => {
    const on = {
      OPENAI_API_KEY: 'k',
      DEEPSEEK_API_KEY: 'k',
      DEFAULT_PROVIDER: 'deepseek',
      DEFAULT_MODEL: 'mine',
    };
    expect(await chosen(on)).toBe('deepseek/mine');
    expect(await chosen(on, { model: 'other' })).toBe('deepseek/other');
    expect(await chosen(on, { provider: 'openai' })).toMatch(/^openai\/gpt-/);
  });

  it('never lets a model change the provider', async () => {
    expect(
      await chosen(
        { ANTHROPIC_API_KEY: 'k', OPENAI_API_KEY: 'k' },
        { provider: 'anthropic', model: 'gpt-4o-mini' },
      ),
    ).toBe('anthropic/gpt-4o-mini');
  });

  it('simulates by name also where a real provider is on', async () => {
    expect(await chosen({ OPENAI_API_KEY: 'k' }, { provider: 'simulated' })).toBe('simulated/simulated');
  });

  it.each(['anthropic', 'nobody', 'constructor', ''])(
    'refuses "%s" where it is not on, and names those that are',
    async (provider) => {
      const models = await modelsWith({ OPENAI_API_KEY: 'k' });
      const choose = () => models.choose({ provider });
      expect(choose).toThrow('on are openai, simulated');
      expect(choose).toThrow(expect.objectContaining({ code: 'provider_rejected', retryable: false }));
    },
  );

  it('does not start with a default that is not on, and names the variable', async () => {
    await expect(modelsWith({ DEFAULT_PROVIDER: 'openai' })).rejects.toThrow(ConfigurationError);
    await expect(modelsWith({ DEFAULT_PROVIDER: 'openai' })).rejects.toThrow('DEFAULT_PROVIDER');
    await expect(modelsWith({ OPENAI_COMPATIBLE_API_KEY: 'k' })).rejects.toThrow(
      'OPENAI_COMPATIBLE_BASE_URL',
    );
  });
});
