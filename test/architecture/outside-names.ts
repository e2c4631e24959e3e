import { relative } from 'node:path';
import ts from 'typescript';
import { ownFiles, programOf } from './program.js';

export interface Lookup {
  /** Of the place, from the root of the project. */
  file: string;
  line: number;
  text: string;
}

/**
 * Where a name that may be any text is looked up in a plain object: `record[name]` and `name in record`. Such an object
 * has names that nobody wrote (`constructor`, `__proto__`), so that the lookup finds what it should not. What is asked
 * for with `Object.hasOwn` in the same function is left out, and so is what is only written.
 */
export function outsideLookups(root: string): Lookup[] {
  const program = programOf(root);
  const checker = program.getTypeChecker();
  const found: Lookup[] = [];
  for (const file of ownFiles(program)) {
    const visit = (node: ts.Node): void => {
      if (isOutsideLookup(node, checker)) {
        const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        found.push({ file: relative(root, file.fileName), line, text: node.getText() });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

function isOutsideLookup(node: ts.Node, checker: ts.TypeChecker): boolean {
  const lookup = lookupIn(node);
  if (!lookup || isWritten(node)) return false;
  const { record, name } = lookup;
  return (
    isAnyText(checker.getTypeAtLocation(withoutCast(name)), checker) &&
    isPlain(checker.getTypeAtLocation(record), checker) &&
    !isGuarded(node, lookup)
  );
}

interface Parts {
  record: ts.Expression;
  name: ts.Expression;
}

function lookupIn(node: ts.Node): Parts | null {
  if (ts.isElementAccessExpression(node)) return { record: node.expression, name: node.argumentExpression };
  const isIn = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword;
  return isIn ? { record: node.right, name: node.left } : null;
}

function isWritten(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

/** `name as Known` says nothing of what `name` is. */
function withoutCast(expression: ts.Expression): ts.Expression {
  const isCast = ts.isAsExpression(expression) || ts.isParenthesizedExpression(expression);
  return isCast ? withoutCast(expression.expression) : expression;
}

/** Text of which the type tells nothing. */
function isAnyText(type: ts.Type, checker: ts.TypeChecker): boolean {
  const parts = type.isUnion() ? type.types : [type];
  const constraint = checker.getBaseConstraintOfType(type);
  if (constraint && constraint !== type) return isAnyText(constraint, checker);
  return parts.some(({ flags }) => flags & (ts.TypeFlags.String | ts.TypeFlags.Any | ts.TypeFlags.Unknown));
}

/** An object with the names of `Object.prototype`: no list, no text, no bytes. */
function isPlain(type: ts.Type, checker: ts.TypeChecker): boolean {
  const whole = checker.getNonNullableType(type);
  if (checker.isArrayLikeType(whole) || whole.flags & ts.TypeFlags.StringLike) return false;
  const isByNumber = checker.getIndexTypeOfType(whole, ts.IndexKind.Number) !== undefined;
  return !isByNumber || checker.getIndexTypeOfType(whole, ts.IndexKind.String) !== undefined;
}

function isGuarded(node: ts.Node, { record, name }: Parts): boolean {
  const guards = [name, withoutCast(name)].map(
    (each) => `Object.hasOwn(${record.getText()}, ${each.getText()})`,
  );
  for (let around = node.parent; around; around = around.parent)
    if (ts.isFunctionLike(around) && guards.some((guard) => around.getText().includes(guard))) return true;
  return false;
}
