/** Who may import whom; docs/architecture.md says why. `npm run boundaries` checks it. */
const LIBS = {
  // Runs in browsers and in programs of others: nothing of ours, nothing of Node.
  client: [],
  // What the author of a handler uses: its types are those of the npm package.
  handlers: [],
  config: [],
  deadline: [],
  proxies: ['config'],
  observability: ['config'],
  loops: ['observability'],
  persistence: ['deadline', 'config', 'observability'],
  ai: ['deadline', 'proxies', 'config', 'observability'],
  files: ['loops', 'tasks', 'persistence', 'config', 'observability'],
  'embedded-postgres': ['observability'],
  'cpu-work': ['tasks', 'observability'],
  loading: ['handlers', 'config'],
  tasks: ['handlers', 'loops', 'deadline', 'persistence', 'config', 'observability'],
  'task-types': [
    'handlers',
    'loading',
    'tasks',
    'ai',
    'cpu-work',
    'deadline',
    'files',
    'webhooks',
    'persistence',
    'config',
    'observability',
  ],
  queue: ['loops', 'deadline', 'tasks', 'persistence', 'config', 'observability'],
  secrets: ['loops', 'tasks', 'persistence', 'config', 'observability'],
  webhooks: ['loops', 'deadline', 'secrets', 'tasks', 'persistence', 'config', 'observability'],
  // What is sent as JSON, as instances of classes.
  bodies: ['handlers', 'tasks'],
  submissions: ['handlers', 'bodies', 'secrets', 'tasks', 'webhooks', 'persistence', 'config'],
  // Loaded by workers that are told of a queue of AWS only.
  sqs: [
    'submissions',
    'bodies',
    'webhooks',
    'secrets',
    'loops',
    'deadline',
    'tasks',
    'persistence',
    'config',
    'observability',
  ],
  // What every process does before Nest starts.
  bootstrap: ['proxies', 'queue', 'persistence', 'config', 'observability'],
};

const ownRules = Object.entries(LIBS).map(([lib, allowed]) => ({
  name: `${lib}-imports`,
  comment: `libs/${lib} may import ${allowed.join(', ') || 'no other lib'}.`,
  severity: 'error',
  from: { path: `^libs/${lib}/` },
  to: { path: '^libs/', pathNot: `^libs/(${[lib, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...ownRules,
    {
      name: 'known-libs',
      comment: 'A new lib needs a line in the table above.',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/(${Object.keys(LIBS).join('|')})/` },
      to: { path: '^(libs|apps)/' },
    },
    {
      name: 'no-lib-imports-an-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'no-app-imports-an-app',
      comment: 'Only local starts the others, as processes from their built files.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-product-imports-a-test',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '[.]spec[.]ts$' },
      to: { path: '(^test/|[.]spec[.]ts$)' },
    },
    {
      name: 'libs-only-through-their-index',
      severity: 'error',
      from: { path: '^(apps|test|bench|examples)/' },
      to: { path: '^libs/[^/]+/', pathNot: '^libs/[^/]+/src/index[.]ts$' },
    },
    {
      name: 'libs-only-through-their-index-from-libs',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/[^/]+/', pathNot: '^libs/($1/|[^/]+/src/index[.]ts$)' },
    },
    {
      name: 'one-door-to-postgresql',
      comment:
        'Connections, statements and errors of PostgreSQL are the business of libs/persistence. The broker has a pool of its own, since BullMQ wants one; the embedded server is set up before there is a database of ours; and apps/secrets opens one without Nest.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: [
          '^libs/persistence/',
          '^libs/queue/src/(postgres-)?broker[.]ts$',
          '^libs/embedded-postgres/src/(own-role|upgrade)[.]ts$',
          '^apps/secrets/src/with-repository[.]ts$',
        ],
      },
      to: { path: '^node_modules/(pg|@types/pg|typeorm)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports is an entry point, a spec, or forgotten.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(apps|libs|test)/',
        pathNot: [
          '[.]d[.]m?ts$',
          '[.]spec[.]ts$',
          '^apps/[^/]+/src/main[.]ts$',
          '^test/support/(global-|typescript-hooks|stray-handler)',
          '^libs/embedded-postgres/src/keeper[.]mjs$',
        ],
      },
      to: {},
    },
    {
      name: 'no-unresolvable',
      comment: 'What npm start runs is in dist/, which a fresh clone has not built yet.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(\\.\\./)*dist/' },
    },
    {
      name: 'no-dev-dependency-in-the-product',
      comment:
        'A server installs without the development dependencies; the pages of the dashboard are built before.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '([.]spec[.]ts$|^apps/dashboard/)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
