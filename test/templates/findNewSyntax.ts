import ts from 'typescript';

const es5 = new Set([
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.EndOfFileToken,
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.RegularExpressionLiteral,
  ts.SyntaxKind.NullKeyword,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.Block,
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.ReturnStatement,
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.TryStatement,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.ThrowStatement,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.VariableDeclarationList,
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.Parameter,
  ts.SyntaxKind.ParenthesizedExpression,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.ElementAccessExpression,
  ts.SyntaxKind.PrefixUnaryExpression,
  ts.SyntaxKind.TypeOfExpression,
  ts.SyntaxKind.BinaryExpression,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.QuestionToken,
  ts.SyntaxKind.ColonToken,
  ts.SyntaxKind.ArrayLiteralExpression,
  ts.SyntaxKind.ObjectLiteralExpression,
  ts.SyntaxKind.PropertyAssignment,
]);

const operators = new Set([
  '+',
  '-',
  '*',
  '/',
  '%',
  '=',
  '===',
  '!==',
  '<',
  '>',
  '<=',
  '>=',
  '&&',
  '||',
  'in',
]);

/** The parts of a script that ES5 (as far as it is needed here) does not have, each with its line. */
export function findNewSyntax(script: string): string[] {
  const source = ts.createSourceFile('script.js', script, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (isOperator(node) ? !operators.has(node.getText()) : isNew(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${line + 1}: ${node.getText().split('\n')[0]}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isOperator(node: ts.Node): boolean {
  return ts.isBinaryExpression(node.parent ?? node) && node.parent?.getChildAt(1) === node;
}

function isNew(node: ts.Node): boolean {
  if (!es5.has(node.kind)) return true;
  if (ts.isVariableDeclarationList(node)) return (node.flags & ts.NodeFlags.BlockScoped) !== 0;
  if (ts.isVariableDeclaration(node)) return !ts.isIdentifier(node.name);
  if (ts.isParameter(node))
    return Boolean(node.initializer ?? node.dotDotDotToken) || !ts.isIdentifier(node.name);
  if (ts.isPropertyAssignment(node)) return ts.isComputedPropertyName(node.name);
  if (ts.isCatchClause(node)) return node.variableDeclaration === undefined;
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return node.questionDotToken !== undefined;
  if (ts.isCallExpression(node))
    return node.questionDotToken !== undefined || node.arguments.hasTrailingComma === true;
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node))
    return Boolean(node.asteriskToken ?? node.modifiers?.length) || node.parameters.hasTrailingComma === true;
  return false;
}
