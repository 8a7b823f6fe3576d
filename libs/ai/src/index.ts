export { AiModule } from './ai.module.js';
export { fixedOptionsIn } from './chat-completions/request-body.js';
export {
  FINISH_REASONS,
  type FinishPart,
  type FinishReason,
  type GenerationPart,
  type GenerationRequest,
  type LanguageModel,
  type TextPart,
  type TokenUsage,
} from './language-model.js';
export { type ChosenModel, LanguageModels } from './models.js';
export { defaultChoice } from './provider-choice.js';
export { ProviderError, type ProviderErrorCode } from './provider-error.js';
