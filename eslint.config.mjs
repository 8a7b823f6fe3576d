import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const NODE_GLOBALS = Object.fromEntries(
  [
    'AbortController',
    'AbortSignal',
    'Buffer',
    'TextDecoder',
    'URL',
    'clearInterval',
    'clearTimeout',
    'console',
    'fetch',
    'performance',
    'process',
    'setImmediate',
    'setInterval',
    'setTimeout',
    'structuredClone',
  ].map((name) => [name, 'readonly']),
);

const WIDTH = { code: 110, ignoreStrings: true, ignoreRegExpLiterals: true, ignoreUrls: true };

/** How a statement begins. */
const SQL = /^\s*(WITH|SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|SET|LISTEN)\s/;

const TAGGED_SQL = {
  selector: `:not(TaggedTemplateExpression) > TemplateLiteral > TemplateElement:first-child[value.raw=${SQL}]`,
  message: 'Tag SQL with sql of @app/persistence, so that editors highlight it.',
};

const ONE_DOOR = {
  selector: 'CallExpression[callee.property.name="query"]',
  message: 'A statement belongs in a repository of libs/persistence, which runs it by rowsOf of rows.ts.',
};

export default defineConfig(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.data/',
      '.build/',
      'coverage/',
      '.dependency-cruiser.cjs',
      '**/*.generated.ts',
    ],
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-constant-binary-expression': 'error',
      'no-debugger': 'error',
      'no-else-return': 'error',
      'no-param-reassign': 'error',
      'no-promise-executor-return': 'off',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unreachable-loop': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      complexity: ['error', 12],
      'max-depth': ['error', 3],
      // A message stays in one line, where whoever reads it can find it.
      'max-len': ['error', { ...WIDTH, ignoreTemplateLiterals: true }],
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // A pattern that reads its text twice lets one long string of a stranger stop a process. A sticky one
    // starts at one place only.
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: true }],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // In a file with decorators the rule keeps quiet: a class that Nest injects or validates must stay a
      // value.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A method of an interface or a decorator's target may have to be async without having to wait.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
    },
  },
  {
    // Released migrations stay as they are, and libs/embedded-postgres may not import the tag.
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: ['**/*.spec.ts', 'libs/persistence/src/migrations/**', 'libs/embedded-postgres/**'],
    rules: { 'no-restricted-syntax': ['error', TAGGED_SQL] },
  },
  {
    // But for what holds connections itself, statements go through one door. The pool of the broker is
    // BullMQ's, and the embedded server is set up before there is a database of ours.
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: [
      '**/*.spec.ts',
      'libs/persistence/src/{connections,migrating,migrations}/**',
      'libs/persistence/src/{notifier,prepare-database,rows}.ts',
      'libs/embedded-postgres/**',
      'libs/queue/src/postgres-broker.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', TAGGED_SQL, ONE_DOOR] },
  },
  {
    // Where most templates are SQL.
    files: ['libs/persistence/**/*.ts'],
    ignores: ['libs/persistence/src/migrations/**'],
    rules: { 'max-len': ['error', WIDTH] },
  },
  {
    files: ['apps/**', 'libs/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['any', 'timeout'].map((property) => ({
          object: 'AbortSignal',
          property,
          message:
            'On Node 20 it may lose its timer to the garbage collector (nodejs/node 57736). Use Deadline of @app/deadline.',
        })),
      ],
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'class-validator',
              importNames: ['ArrayUnique', 'arrayUnique'],
              message:
                'It compares each item with each: 290,000 tags took it 22 s. Use UniqueItems of @app/handlers.',
            },
          ],
        },
      ],
    },
  },
  {
    // Tests look at foreign answers and hand-made fakes; a describe block is long by nature.
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'max-lines-per-function': 'off',
    },
  },
  {
    // What a person starts talks to that person.
    files: ['scripts/**', 'apps/local/**', 'apps/task-runner/**', 'bench/**', 'examples/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: NODE_GLOBALS },
    rules: { 'no-undef': 'error', 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
);
