import { Code } from '@mantine/core';

/** A text of the server, in which names of code stand between backticks. */
export function CodeInText({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <Code key={index}>{part}</Code> : part));
}
