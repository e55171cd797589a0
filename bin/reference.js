// Writes docs/reference.md from the types and comments of what an adapter imports; `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { methodNames } from '../build/protocol/methods.js';
import { renderIndex } from './referenceIndex.js';

const root = new URL('..', import.meta.url);
const page = new URL('docs/reference.md', root);
const doors = { fmzproto: 'src/index.ts', 'fmzproto/testing': 'src/testing.ts' };

const { config } = ts.readConfigFile(fileURLToPath(new URL('tsconfig.json', root)), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, fileURLToPath(root));
const program = ts.createProgram(Object.values(doors).map(pathOf), options);
const checker = program.getTypeChecker();

const pages = Object.entries(doors).map(([name, file]) => ({ name, symbols: symbolsOf(file) }));

const text = [
  '# Reference',
  'What an adapter imports, made from the types by `npm run reference`.',
  '## Index',
  ...renderIndex(
    ['Index', 'Methods', ...methodsOf().map(({ name }) => name)],
    pages.flatMap(({ symbols }) => symbols.map(toEntry)),
  ),
  '## Methods',
  'What each method is handed and has to answer in `data`.',
  ...renderMethods(),
  ...pages.flatMap(({ name, symbols }) => [`## ${name}`, ...symbols.map(renderExport)]),
]
  .join('\n\n')
  .concat('\n');

if (!process.argv.includes('--check')) writeFileSync(page, text);
else if (readFileSync(page, 'utf8') !== text) {
  process.stderr.write('docs/reference.md is not what the types say: npm run reference\n');
  process.exitCode = 1;
}

/** Literals of a union in an order of their own: the compiler has them in the one in which it came across them anywhere. */
function inOrder(type) {
  const collator = new Intl.Collator('en', { numeric: true });
  return type.replace(/("[^"]*"|\b\d+)( \| ("[^"]*"|\d+\b))+/g, (union) =>
    union
      .split(' | ')
      .toSorted((a, b) => collator.compare(a, b))
      .join(' | '),
  );
}

function pathOf(file) {
  return fileURLToPath(new URL(file, root));
}

function exportsOf(file) {
  return checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(pathOf(file))));
}

function toEntry({ name, declarations: [declaration] }) {
  return { name, file: fileOf(declaration) };
}

/** Its file below src. */
function fileOf(declaration) {
  return declaration.getSourceFile().fileName.replace(/^.*\/src\//, '');
}

/** The schemas of FMZ's structures: of their file only types are handed on. */
function isSchema({ flags, declarations: [declaration] }) {
  return flags & ts.SymbolFlags.Variable && fileOf(declaration) === 'protocol/structures.ts';
}

/** In the order of the list of their names, whatever order the compiler has them in. */
function methodsOf() {
  const table = exportsOf('src/protocol/methods.ts').find(({ name }) => name === 'methods');
  const methods = checker.getTypeOfSymbol(table).getProperties();
  return methods.toSorted((a, b) => methodNames.indexOf(a.name) - methodNames.indexOf(b.name));
}

/** The method table, with the types that its schemas parse to. */
function renderMethods() {
  return methodsOf().map((method) => {
    const spec = checker.getTypeOfSymbol(method);
    const param = (name) => typeText(outputOf(checker.getTypeOfPropertyOfType(spec, name)));
    return [`### ${method.name}`, code(`params: ${param('params')}\ndata: ${param('data')}`)].join('\n\n');
  });
}

/** What a schema of valibot parses to. */
function outputOf(schema) {
  const types = checker.getNonNullableType(checker.getTypeOfPropertyOfType(schema, '~types'));
  return checker.getTypeOfPropertyOfType(types, 'output');
}

function typeText(type) {
  const { NoTruncation, UseFullyQualifiedType } = ts.TypeFormatFlags;
  return inOrder(checker.typeToString(type, undefined, NoTruncation & ~UseFullyQualifiedType));
}

function symbolsOf(file) {
  return exportsOf(file)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter((symbol) => !isSchema(symbol))
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** The definition first, then functions and classes, then types. */
function rank({ name, flags }) {
  if (name === 'defineExchange') return 0;
  if (name === 'ExchangeDefinition') return 1;
  return flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class | ts.SymbolFlags.Variable) ? 2 : 3;
}

/** An interface is shown as it is written; of all else the signature. */
function renderExport(symbol) {
  const [declaration] = symbol.declarations;
  const shown = ts.isInterfaceDeclaration(declaration)
    ? plain(declaration.getText().replace(/^export /, ''))
    : ts.isClassDeclaration(declaration)
      ? classText(declaration)
      : signatureOf(declaration);
  const words = describe(symbol) || describeSchema(declaration);
  return [`### ${symbol.name}`, words, code(shown), ...tagsOf(symbol)].filter(Boolean).join('\n\n');
}

function classText(declaration) {
  const members = declaration.members.filter(
    (member) => ts.isConstructorDeclaration(member) || (member.name && !ts.isPrivateIdentifier(member.name)),
  );
  const lines = members.map((member) => {
    const words = describe(checker.getSymbolAtLocation(member.name ?? member) ?? member.symbol).replaceAll(
      '\n',
      ' ',
    );
    return `${words && `  /** ${words} */\n`}  ${signatureOf(member)};`;
  });
  const heritage = (declaration.heritageClauses ?? []).map((clause) => ` ${clause.getText()}`).join('');
  return `class ${declaration.name.text}${heritage} {\n${lines.join('\n')}\n}`;
}

/** A declaration without its body and comments; of a type that is made of an object of ours, what it comes to. */
function signatureOf(declaration) {
  if (
    ts.isTypeAliasDeclaration(declaration) &&
    !declaration.typeParameters &&
    /\btypeof\b/.test(declaration.getText())
  ) {
    const { NoTruncation, InTypeAlias } = ts.TypeFormatFlags;
    const type = checker.getTypeAtLocation(declaration.name);
    return `type ${declaration.name.text} = ${inOrder(checker.typeToString(type, undefined, NoTruncation | InTypeAlias)).replaceAll('"', "'")}`;
  }
  const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const end = declaration.body?.getStart() ?? node.getEnd();
  return node
    .getSourceFile()
    .text.slice(node.getStart(), end)
    .replace(/^(export|async|override|readonly) /g, '')
    .replace(/\s*\/\*\*.*?\*\//gs, '')
    .replace(/v\.InferOutput<\(typeof table\)\[M\]\['(\w+)'\]>/, '/* `$1` of the method, under "Methods" */')
    .trim()
    .replace(/;$/, '');
}

function describe(symbol) {
  return plain(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
}

/** What is said of the schema that a type is made of. */
function describeSchema({ type }) {
  const query = type?.typeArguments?.find(ts.isTypeQueryNode);
  return query ? describe(checker.getSymbolAtLocation(query.exprName)) : '';
}

function tagsOf(symbol) {
  return symbol.getJsDocTags(checker).map(({ name, text: parts }) => {
    const words = plain(ts.displayPartsToString(parts));
    if (name === 'example') return code(words);
    if (name === 'throws') return `Throws ${words}`;
    if (name === 'param') return `- ${words.replace(/^(\S+)/, '`$1`')}`;
    if (name === 'default') return `Default: \`${words}\``;
    return name === 'see' ? `See ${words}` : `${name}: ${words}`;
  });
}

/** `{@link name}` as it reads. */
function plain(words) {
  return words.replace(/\{@link (\S+?) ?\}/g, '`$1`');
}

function code(lines) {
  return `\`\`\`ts\n${lines}\n\`\`\``;
}
