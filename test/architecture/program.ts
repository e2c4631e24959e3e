import { join } from 'node:path';
import ts from 'typescript';

const programs = new Map<string, ts.Program>();

/** The sources below this folder with their types, as its `tsconfig.json` takes them; read once. */
export function programOf(root: string): ts.Program {
  const known = programs.get(root);
  if (known) return known;
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    { noEmit: true, incremental: false, tsBuildInfoFile: undefined },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (problem) => void fail(problem) },
  );
  const program = ts.createProgram(config?.fileNames ?? [], config?.options ?? {});
  programs.set(root, program);
  return program;
}

/** Its own files: no declarations and no packages. */
export function ownFiles(program: ts.Program): ts.SourceFile[] {
  return program
    .getSourceFiles()
    .filter(({ isDeclarationFile, fileName }) => !isDeclarationFile && !fileName.includes('node_modules'));
}

function fail({ messageText }: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
}
