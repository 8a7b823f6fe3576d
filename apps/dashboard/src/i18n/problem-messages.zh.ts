/** What the server says of a field, in Chinese; the values in it stay as they are. */
const MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/^must be one of (.+)$/, '须为其中之一：$1'],
  [/^must be at most (\d+) characters?$/, '最多 $1 个字符'],
  [/^must be shorter than or equal to (\d+) characters$/, '最多 $1 个字符'],
  [/^must be longer than or equal to (\d+) characters$/, '至少 $1 个字符'],
  [/^must not be (?:less than|smaller than) (.+)$/, '不得小于 $1'],
  [/^must not be greater than (.+)$/, '不得大于 $1'],
  [/^must be at (?:most) (\S+)$/, '最多 $1'],
  [/^must be at (?:least) (\S+)$/, '至少 $1'],
  [/^must be an? (?:integer|whole)(?: number)?(?: from (\S+) to (\S+))?$/, '须为整数'],
  [/^must be a(?: non-empty)? string$/, '须为文本'],
  [/^must be a number.*$/, '须为数字'],
  [/^must be true or false$/, '须为 true 或 false'],
  [/^must be an? (?:JSON )?object$/, '须为 JSON 对象'],
  [/^must be an array$/, '须为列表'],
  [/^should not be empty$/, '不能为空'],
  [/^must be an email$/, '须为电子邮件地址'],
  [/^must be an RFC 3339 date-time.*$/, '须为带时区的时间，例如 2026-12-01T08:00:00.000Z'],
  [/^must be given once$/, '只能给出一次'],
  [/^is not a known (?:field|parameter).*$/, '不是已知的字段'],
  [/^is (?:needed|required|missing)$/, '必填'],
  [/^makes no sense in a schedule$/, '在定时计划中没有意义'],
  [/^the provider "?(.+?)"? is not on.*$/, '服务提供方 $1 未启用'],
];

/** As the server wrote it where there are no words for it. */
export function messageInChinese(message: string): string {
  const [pattern, text] = MESSAGES.find(([one]) => one.test(message)) ?? [];
  return pattern && text ? message.replace(pattern, text) : message;
}
