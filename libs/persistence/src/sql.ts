/**
 * SQL as it stands here, with what is interpolated put in: the tag only names the language, so that editors
 * highlight it. Only our own SQL is interpolated; what comes from outside is a parameter ($1, $2, …).
 */
export function sql(text: TemplateStringsArray, ...parts: readonly (string | number | bigint)[]): string {
  return String.raw({ raw: text }, ...parts);
}
