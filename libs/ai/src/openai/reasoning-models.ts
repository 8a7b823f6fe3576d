/**
 * Whether OpenAI's model thinks first: o1, o3 …, and GPT from 5 on, but not its chat variants. Those take
 * `max_completion_tokens` instead of `max_tokens`, a `developer` message instead of a `system` one, and no
 * temperature.
 */
export function isReasoningModel(model: string): boolean {
  if (/^o\d{1,3}(?:-|$)/.test(model)) return true;
  const [, major, minor, variant = ''] = /^gpt-(\d{1,3})(?:\.(\d{1,3}))?(?:-(.+))?$/.exec(model) ?? [];
  return Number(major) >= 5 && !(minor === undefined && variant.startsWith('chat'));
}
