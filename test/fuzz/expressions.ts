import { check } from 'recheck';
import ts from 'typescript';
import type { SourceFile } from '../architecture/tree.js';

/** A regular expression as it stands in the source. */
export interface Expression {
  /** `path:line` */
  place: string;
  source: string;
  flags: string;
}

/** The literal regular expressions of a file, and the places of those that are put together when the program runs. */
export function expressionsOf({ path, text }: SourceFile): { literal: Expression[]; made: string[] } {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const literal: Expression[] = [];
  const made: string[] = [];
  const visit = (node: ts.Node): void => {
    const place = `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literal.push({ place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    } else if (isRegExpCall(node)) made.push(path);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { literal, made };
}

/**
 * Null where the expression takes time that grows with the text and no faster, whatever the text; else what is known of
 * it: a text that hurts, or that the check did not come to an end.
 */
export async function slownessOf({ place, source, flags }: Expression): Promise<string | null> {
  const found = await check(source, flags, { timeout: 20_000 });
  if (found.status === 'safe') return null;
  const why = found.status === 'vulnerable' ? found.attack.pattern : found.error.kind;
  return `${place} /${source}/${flags}: ${why}`;
}

function isRegExpCall(node: ts.Node): boolean {
  return (
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'RegExp'
  );
}
