/**
 * The rooms of src/ and what each may import besides itself: arrows point down, never in a circle.
 * `npm run structure` holds it.
 */
const ways = ['http', 'streams', 'fix', 'protocol'];
const kit = ['adapter', 'signing', ...ways];
const rooms = {
  wording: [],
  protocol: [],
  files: ['protocol'],
  page: [],
  http: ['protocol'],
  streams: ['files', 'http', 'protocol'],
  fix: ['http', 'protocol'],
  adapter: ways,
  signing: ['adapter', 'fix', 'protocol'],
  runtime: ['adapter', 'files', ...ways],
  loading: ['runtime', 'adapter', 'files', ...ways],
  recording: ['runtime', 'adapter', 'files', ...ways],
  check: ['protocol'],
  scaffold: ['files', 'protocol'],
  server: ['loading', 'runtime', 'adapter', 'files', 'page', ...ways],
  strategy: ['http', 'protocol'],
  testing: ['server', 'check', 'recording', 'runtime', 'adapter', ...ways],
  // Exchanges never import one another: Paper asks through the runtime. The one list of those built in lies beside them.
  'exchanges/(?!ccxt)[^/]+': ['files', ...kit],
  // A library of exchanges describes itself as the registry wants it, and redacts what ccxt says before it gets out.
  'exchanges/ccxt': [
    'files',
    'runtime/DeferredExchange',
    'runtime/ExchangeDirectory',
    'runtime/describeExchanges',
    'runtime/Secrets',
    ...kit,
  ],
  // It hands what adapters in folders import as `fmzproto` to whatever loads them.
  cli: [
    'index',
    'server',
    'check',
    'recording',
    'scaffold',
    'strategy',
    'loading',
    'runtime',
    'exchanges',
    'files',
    'page',
    ...kit,
  ],
  commands: ['cli', 'server', 'scaffold', 'protocol'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(rooms).map(([room, below]) => ({
      name: `${room.replace(/\/.*/, '')}-imports-down`,
      severity: 'error',
      from: { path: `^src/(${room})/` },
      to: {
        path: '^src/',
        pathNot: [`^src/$1/`, ...['wording', ...below].map((name) => `^src/${name}[/.]`)],
      },
    })),
    {
      name: 'a-strategy-has-a-thread-of-its-own',
      comment:
        'It is one script: what of src/ goes along has to be free of Node, and of what the main thread does.',
      severity: 'error',
      from: { path: '^src/strategy/worker/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/strategy/(worker|bridge|indicators)/',
          '^src/strategy/(settings|events|logText|exchangeFunctions)[.]',
          '^src/(protocol|wording)/',
        ],
      },
    },
    {
      name: 'doors-are-for-outside',
      comment:
        'What the package exports is made of the rooms, and no room below the command line imports it.',
      severity: 'error',
      from: { path: '^src/.+/', pathNot: '^src/cli/' },
      to: { path: '^src/[^/]+$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: 'node_modules',
  },
};
