/** What the programs of the docs use, and where an editor would import it from. */
const MODULES: Readonly<Record<string, readonly string[]>> = {
  'class-transformer': ['Type'],
  'class-validator': ['ArrayMaxSize', 'IsArray', 'IsInt', 'IsString', 'Length', 'Min', 'ValidateNested'],
  'class-validator-jsonschema': ['JSONSchema'],
  '@app/handlers': ['contextFor'],
  '@app/cpu-work': ['CpuWork', 'threadFile'],
  '@app/tasks': ['FileId', 'TaskContext', 'TaskHandler', 'TaskType'],
};
const TYPES: readonly string[] = ['TaskContext', 'TaskHandler'];

/**
 * A program of the docs with the imports that it leaves out.
 * @param more where other names are, such as classes of files beside it
 */
export function withImports(program: string, more: Readonly<Record<string, readonly string[]>> = {}): string {
  const uses = (name: string): boolean =>
    new RegExp(`\\b${name}\\b`).test(program) && !program.includes(`class ${name}`);
  const lines = Object.entries({ ...MODULES, ...more }).flatMap(([module, names]) => {
    const used = names.filter(uses).map((name) => (TYPES.includes(name) ? `type ${name}` : name));
    return used.length > 0 ? [`import { ${used.join(', ')} } from '${module}';`] : [];
  });
  return `${lines.join('\n')}\n\n${program}\n`;
}
