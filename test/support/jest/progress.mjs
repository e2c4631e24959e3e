const LINES_OF_A_FAILURE = 200;

/** One line a test file as it ends, and the whole story of what failed. */
export default class Progress {
  onTestResult(_test, result) {
    const name = result.testFilePath.slice(process.cwd().length + 1);
    const tests = result.numPassingTests + result.numFailingTests;
    const took = ((result.perfStats.end - result.perfStats.start) / 1000).toFixed(1);
    const failed = result.numFailingTests > 0 || result.testExecError;
    console.log(`${failed ? 'FAILED' : 'ok    '} ${name} (${tests} tests, ${took} s)`);
    if (result.failureMessage) console.log(shortened(result.failureMessage));
  }

  onRunComplete(_contexts, results) {
    if (results.runExecError) console.log(results.runExecError.message);
  }
}

function shortened(text) {
  const lines = text.trimEnd().split('\n');
  if (lines.length <= LINES_OF_A_FAILURE) return lines.join('\n');
  return [...lines.slice(0, LINES_OF_A_FAILURE), `… ${lines.length - LINES_OF_A_FAILURE} more lines`].join(
    '\n',
  );
}
