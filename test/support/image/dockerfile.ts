import { DockerfileParser, type Instruction, ModifiableInstruction } from 'dockerfile-ast';

/**
 * One instruction: its name in capitals, what follows it, and its flags such as `from` of `COPY
 * --from=build`.
 */
export interface Step {
  readonly keyword: string;
  readonly text: string;
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string>>;
  /** Of the exec form, such as `CMD ["node", "main.js"]`; null for the shell form. */
  readonly command: readonly string[] | null;
}

export interface Stage {
  readonly name: string | null;
  readonly steps: readonly Step[];
}

/** The stages of a Dockerfile in their order. */
export function stagesOf(dockerfile: string): readonly Stage[] {
  const stages: { name: string | null; steps: Step[] }[] = [];
  for (const step of DockerfileParser.parse(dockerfile).getInstructions().map(stepOf)) {
    if (step.keyword === 'FROM') stages.push({ name: nameOf(step), steps: [] });
    else stages.at(-1)?.steps.push(step);
  }
  return stages;
}

function stepOf(instruction: Instruction): Step {
  const text = instruction.getArgumentsContent() ?? '';
  return {
    keyword: instruction.getKeyword().toUpperCase(),
    text,
    words: instruction.getArguments().map((argument) => argument.getValue()),
    flags: flagsOf(instruction),
    command: execForm(text),
  };
}

function flagsOf(instruction: Instruction): Record<string, string> {
  const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags() : [];
  return Object.fromEntries(flags.map((flag) => [flag.getName(), flag.getValue() ?? '']));
}

/** The array of `CMD ["node", …]` and of `HEALTHCHECK CMD ["node", …]`. */
function execForm(text: string): readonly string[] | null {
  const at = text.indexOf('[');
  return at >= 0 && text.endsWith(']') ? (JSON.parse(text.slice(at)) as string[]) : null;
}

function nameOf({ words }: Step): string | null {
  return words[1]?.toUpperCase() === 'AS' ? (words[2] ?? null) : null;
}
