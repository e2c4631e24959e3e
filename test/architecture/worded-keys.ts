import { relative } from 'node:path';
import ts from 'typescript';
import { ownFiles, programOf } from './program.js';

/** A place that asks for a sentence by a key which is put together. */
export interface WordedPlace {
  /** `file: the key as it stands there`. */
  place: string;
  /** Every key that it may ask for; null where the types don't tell. */
  keys: string[] | null;
}

/** Follows arguments back to their callers so far. */
const DEEPEST = 3;

/** The places of the server that put keys of these namespaces together, with the keys that come of it. */
export function wordedPlaces(root: string, namespaces: readonly string[]): WordedPlace[] {
  const program = programOf(root);
  const reader = new KeyReader(program.getTypeChecker());
  const begins = new RegExp(`^(?:${namespaces.join('|')}):`);
  return ownFiles(program)
    .filter(({ fileName }) => !/\/src\/browser\/|\.spec\.ts$/.test(fileName))
    .flatMap((file) =>
      templatesIn(file)
        .filter(({ head }) => begins.test(head.text))
        .map((template) => ({
          place: `${relative(root, file.fileName)}: ${template.getText().slice(1, -1)}`,
          keys: reader.valuesOf(template),
        })),
    );
}

/** The codes of refusals: what `new Refusal` and `invalidFields` are given, and what functions that judge give back. */
export function refusalCodes(root: string): string[] {
  const program = programOf(root);
  const reader = new KeyReader(program.getTypeChecker());
  const codes = ownFiles(program).flatMap((file) =>
    callsIn(file).flatMap((call) => {
      const called = call.expression.getText();
      if (called === 'Refusal') return reader.valuesOf(call.arguments?.[1]) ?? [];
      const [fields] = called === 'invalidFields' ? (call.arguments ?? []) : [];
      if (!fields || !ts.isObjectLiteralExpression(fields)) return [];
      return fields.properties.flatMap((field) =>
        ts.isPropertyAssignment(field) ? (reader.valuesOf(field.initializer) ?? []) : [],
      );
    }),
  );
  return [...new Set(codes)].sort();
}

/** The values of a closed union: of a type (`…/state.ts#ConversationState`), or of a property, as `…/board.view.ts#MemberView.state`. */
export function valuesOfType(root: string, name: string): string[] {
  const [path, words = ''] = name.split('#');
  const [first, ...properties] = words.split('.');
  const program = programOf(root);
  const checker = program.getTypeChecker();
  const file = ownFiles(program).find(({ fileName }) => relative(root, fileName) === path);
  const declared = file?.statements.find(
    (statement) =>
      (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) &&
      statement.name.text === first,
  );
  let type = declared && checker.getTypeAtLocation(declared);
  for (const property of properties) {
    const whole = type && checker.getNonNullableType(type);
    const item = whole && (checker.getIndexTypeOfType(whole, ts.IndexKind.Number) ?? whole);
    const found = item?.getProperty(property);
    type = found && declared && checker.getTypeOfSymbolAtLocation(found, declared);
  }
  const values = type && literalsOf(type);
  if (!values) throw new Error(`${name} is no closed union.`);
  return values;
}

class KeyReader {
  constructor(private readonly checker: ts.TypeChecker) {}

  /** What an expression may be; null where it may be any text. */
  valuesOf(expression: ts.Expression | undefined, depth = 0): string[] | null {
    if (!expression || depth > DEEPEST) return null;
    if (ts.isStringLiteralLike(expression)) return [expression.text];
    if (ts.isParenthesizedExpression(expression)) return this.valuesOf(expression.expression, depth);
    if (ts.isConditionalExpression(expression))
      return union([this.valuesOf(expression.whenTrue, depth), this.valuesOf(expression.whenFalse, depth)]);
    if (
      ts.isBinaryExpression(expression) &&
      expression.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
    )
      return union([this.valuesOf(expression.left, depth), this.valuesOf(expression.right, depth)]);
    if (ts.isTemplateExpression(expression)) return this.ofTemplate(expression, depth);
    const replaced = this.ofReplacement(expression, depth);
    if (replaced !== undefined) return replaced;
    return (
      literalsOf(this.checker.getTypeAtLocation(expression)) ??
      this.ofCalled(expression, depth) ??
      this.ofCallers(expression, depth)
    );
  }

  /** What a function of the same file gives back. */
  private ofCalled(expression: ts.Expression, depth: number): string[] | null {
    if (!ts.isCallExpression(expression)) return null;
    const called = this.checker.getSymbolAtLocation(expression.expression)?.valueDeclaration;
    if (!called || !ts.isFunctionDeclaration(called) || called.getSourceFile() !== expression.getSourceFile())
      return null;
    const returned = nodesBelow(called).filter(ts.isReturnStatement);
    return returned.length === 0
      ? null
      : union(returned.map((statement) => this.valuesOf(statement.expression, depth + 1)));
  }

  private ofTemplate({ head, templateSpans }: ts.TemplateExpression, depth: number): string[] | null {
    let keys: string[] | null = [head.text];
    for (const span of templateSpans) {
      const values = this.valuesOf(span.expression, depth);
      keys = keys && values && keys.flatMap((key) => values.map((value) => key + value + span.literal.text));
    }
    return keys;
  }

  /** `name.replace('.', '_')`; undefined where it is none. */
  private ofReplacement(expression: ts.Expression, depth: number): string[] | null | undefined {
    if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression))
      return undefined;
    if (expression.expression.name.text !== 'replace') return undefined;
    const [what, by] = expression.arguments;
    if (!what || !by || !ts.isStringLiteral(by)) return null;
    const pattern = ts.isStringLiteral(what) ? what.text : regularExpression(what.getText());
    const values = this.valuesOf(expression.expression.expression, depth);
    return values && values.map((value) => value.replace(pattern, by.text));
  }

  /** What the callers in the same file give for a parameter. */
  private ofCallers(expression: ts.Expression, depth: number): string[] | null {
    const declared = this.checker.getSymbolAtLocation(expression)?.valueDeclaration;
    if (!declared || !ts.isParameter(declared)) return null;
    const at = declared.parent.parameters.indexOf(declared);
    const named = nameOf(declared.parent);
    if (!named) return null;
    const calls = callsIn(declared.getSourceFile()).filter(
      ({ expression: called }) => lastName(called) === named,
    );
    return calls.length === 0
      ? null
      : union(calls.map((call) => this.valuesOf(call.arguments?.[at], depth + 1)));
  }
}

function union(parts: (string[] | null)[]): string[] | null {
  const values: string[] = [];
  for (const part of parts) {
    if (!part) return null;
    values.push(...part);
  }
  return [...new Set(values)];
}

function literalsOf(type: ts.Type): string[] | null {
  const parts = (type.isUnion() ? type.types : [type]).filter(
    ({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)),
  );
  const values = parts.flatMap((part) =>
    part.isStringLiteral() || part.isNumberLiteral() ? [String(part.value)] : [],
  );
  return values.length > 0 && values.length === parts.length ? values : null;
}

function nameOf(declared: ts.SignatureDeclaration): string | null {
  if (ts.isVariableDeclaration(declared.parent)) return declared.parent.name.getText();
  return declared.name?.getText() ?? null;
}

function lastName(called: ts.Expression): string {
  return ts.isPropertyAccessExpression(called) ? called.name.text : called.getText();
}

function regularExpression(text: string): RegExp {
  const end = text.lastIndexOf('/');
  return new RegExp(text.slice(1, end), text.slice(end + 1));
}

function templatesIn(file: ts.SourceFile): ts.TemplateExpression[] {
  return nodesIn(file).filter(ts.isTemplateExpression);
}

function callsIn(file: ts.SourceFile): (ts.CallExpression | ts.NewExpression)[] {
  return nodesIn(file).filter((node) => ts.isCallExpression(node) || ts.isNewExpression(node));
}

const known = new WeakMap<ts.SourceFile, ts.Node[]>();

function nodesIn(file: ts.SourceFile): ts.Node[] {
  const found = known.get(file) ?? nodesBelow(file);
  known.set(file, found);
  return found;
}

function nodesBelow(root: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}
