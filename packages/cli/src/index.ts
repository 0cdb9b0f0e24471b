// The public interface of the command, for programs that run it with generators of their own.
export { type ExitCode, exitCode } from './exit-code.js';
export { run } from './main.js';
export { processTerminal, type Terminal } from './terminal.js';
