import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { chinese } from '../../src/wording/chinese.js';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** What a module of src says, and how. */
export interface Texts {
  /** From src/, with slashes. */
  path: string;
  /** Every literal text, which may be the name of a text in Chinese. */
  literals: readonly string[];
  /** Texts that are said while the module is imported, when no language has been chosen: their lines. */
  early: readonly number[];
  /** Words that are in English only: line and text. */
  unsaid: readonly { line: number; text: string }[];
}

/** Modules that people's sentences are not in: those of the library that tests of adapters use, and pages with texts of their own. */
const ELSEWHERE = /^(testing|wording|page)\/|\/page\//;

/** Reads every module of src. */
export function readTexts(): Texts[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !ELSEWHERE.test(path))
    .map(readModule);
}

function readModule(path: string): Texts {
  const text = readFileSync(source + path, 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const literals: string[] = [];
  const early: number[] = [];
  const unsaid: { line: number; text: string }[] = [];
  const visit = (node: ts.Node, inFunction: boolean): void => {
    if (ts.isStringLiteralLike(node)) literals.push(node.text);
    if (ts.isCallExpression(node) && calledName(node) === 'say' && !inFunction) early.push(lineOf(node));
    if (isSentence(node)) unsaid.push({ line: lineOf(node), text: node.getText().slice(0, 90) });
    ts.forEachChild(node, (child) =>
      visit(child, inFunction || ts.isFunctionLike(node) || isOfInstance(node)),
    );
  };
  visit(file, false);
  return { path, literals, early, unsaid };
}

function calledName({ expression }: ts.CallExpression): string {
  return (ts.isPropertyAccessExpression(expression) ? expression.name : expression).getText();
}

/** Two English words side by side. */
function isSentence(node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node)) return /[a-z]{2,} [a-z]{2,}/i.test(node.text) && !(node.text in chinese);
  if (!ts.isTemplateExpression(node)) return false;
  const said = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  return said.some((text) => /[a-z]{2,} [a-z]{2,}|^ [a-z]{2,} $/i.test(text));
}

/** A field of a class has its value when an instance is made. */
function isOfInstance(node: ts.Node): boolean {
  return (
    ts.isPropertyDeclaration(node) &&
    !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)
  );
}
