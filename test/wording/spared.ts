/** Texts that are not this program's own words to people: where they stand, and what they look like. Each says why. */
export const spared: readonly { why: string; path: RegExp; text: RegExp }[] = [
  {
    why: 'HTTP says it in English',
    path: /^server\//,
    text: /^'(400 Bad Request|405 Method Not Allowed)'$/,
  },
  { why: 'a script of Redis', path: /^http\/sharing\/script/, text: /^`\nlocal told/ },
  { why: 'statements of SQL', path: /^strategy\/database\//, text: /^'PRAGMA / },
  {
    why: "exchanges' own words for their codes",
    path: /^exchanges\/\w+\/orders\.ts$/,
    text: /^'(Order does not exist|order not found)'$/,
  },
  {
    why: 'names of ways, accounts and causes, which are compared and never shown',
    path: /^http\//,
    text: /^'(proxy (tcp|tls|tunnel)|without keys|bad upgrade)'$/,
  },
  {
    why: 'why a signal ends what it ends, which its reader says in other words',
    path: /^(http|server)\//,
    text: /(has ended|has passed|took too long|has been answered|waits for the answer|client has gone)'$/,
  },
  { why: 'what monitors are told', path: /^server\/metrics\//, text: /^['"][A-Z01].*\.['"]$/ },
  {
    why: 'words in the place of others in what exchanges and Node say',
    path: /^server\/describeError\.ts$/,
    text: /^'(cut off|broken off|used again)'$/,
  },
  { why: 'both languages in one', path: /^server\/console\/startConsole/, text: /本页面由内嵌脚本绘制/ },
  { why: 'what the schema of the file describes', path: /^loading\/configFile/, text: /^'[A-Z].*\.'$/ },
  { why: 'code', path: /^loading\/loadExchange/, text: /^'export default / },
  { why: 'what runs it', path: /^cli\/terminal\/commandName/, text: /^'npx fmzproto'$/ },
  { why: 'an image', path: /^server\/console\/startConsole/, text: /^'<svg / },
  { why: 'what a library does otherwise than it should', path: /^http\/HttpPool/, text: /^'ofetch / },
  { why: 'what a proxy answered, which is told by its status', path: /^http\/sockets/, text: /^`CONNECT / },
  {
    why: 'names of fields, in small letters',
    path: /^(runtime\/tokens|recording\/accountMasks)/,
    text: /^`(accesstoken|uid) /,
  },
  { why: 'what tells accounts apart', path: /^runtime\/Pacing/, text: /^'with keys that cannot be read'$/ },
  {
    why: 'what a price is computed of',
    path: /^exchanges\/synthetic\/listings\.ts$/,
    text: /^`\$\{seed\} base /,
  },
  {
    why: 'commands',
    path: /^exchanges\/ccxt\/library\/findCcxt\.ts$/,
    text: /^`npm install (-g )?\$\{wanted\}`$/,
  },
  { why: 'names of exchanges', path: /^exchanges\/ccxt\/library\/findCcxt\.ts$/, text: /^`\s+alpaca apex / },
  {
    why: 'words of exchanges, and a name of an account, which are compared and never shown',
    path: /^exchanges\/ccxt\/(venues\/|calls\/runInContext)/,
    text: /^'(stop market|(open|close) (long|short)|with keys that cannot be read)'$/,
  },
  {
    why: 'by which a file is known',
    path: /^exchanges\/paper\/state-file\/schema\.ts$/,
    text: /^'fmzproto paper accounts'$/,
  },
  {
    why: 'it stands in both languages',
    path: /^cli\/run\/report\/renderReport\.ts$/,
    text: /^'This report is drawn by its own script: /,
  },
  {
    why: "FMZ's and the engine's own words, which scripts compare with",
    path: /^strategy\/(worker\/(numbers|time|Routines|evaluateScript)|docker\/orderPlans)\.ts$/,
    text: /^['`](cross array length not equal|setInterval not support|routine \$\{number\} already|Illegal return statement|direction is )/,
  },
  {
    why: 'code',
    path: /^strategy\/worker\/(evaluateScript|strip|runScript)/,
    text: /^(`(\(function|globalThis )|'function main\(\) )/,
  },
  { why: 'a form of times', path: /^strategy\/worker\/dates/, text: /^'yyyy-MM-dd / },
  {
    why: "what Node makes of an object's text",
    path: /^strategy\/worker\/places/,
    text: /^'\[object Object\]'$/,
  },
  {
    why: 'a mistake of this program',
    path: /^strategy\/bridge\/serveBridge/,
    text: /^`the main thread has no request /,
  },
  { why: 'a command', path: /^strategy\/docker\/ask/, text: /^'fmzproto serve'$/ },
  {
    why: 'a page of the documentation, which is in English',
    path: /^cli\/exchanges\/renderExchanges/,
    text: /^['`](# The |Made by|exchange requires|A market buy|ModifyOrder|unfilled|is unknown|market buy|client order|in place|new order)/,
  },
  { why: 'a command', path: /^cli\/call\/usage/, text: /^'fmzproto call'$/ },
  {
    why: 'names that exchanges cannot have',
    path: /^scaffold\/parseExchangeName/,
    text: /^`(break case|exchange exchanges) /,
  },
  { why: 'headers', path: /^scaffold\/signings/, text: /^'Bearer demo(Secret|Token)'$/ },
  {
    why: 'commands',
    path: /^(scaffold\/(completePackage|planProject)|cli\/new-exchange\/runNewExchange)/,
    text: /^['`](fmzproto serve'|node --import |npm (install|test)'|npx fmzproto check )/,
  },
  {
    why: 'a mistake in the templates of this program',
    path: /^scaffold\/renderTemplate/,
    text: /^`\$\{file\} /,
  },
];
