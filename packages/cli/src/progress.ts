// A line that says how far a long run is; only a person at a terminal sees it, and only after a second.
import type { Terminal } from './terminal.js';

export interface ProgressLine {
  show(progress: { readonly done: number; readonly total: number }): void;
  clear(): void;
}

const patience = 1000;
const interval = 100;

export function progressLine(terminal: Terminal, now: () => number = () => performance.now()): ProgressLine {
  const start = now();
  let next = start + patience;
  let shown = false;
  return {
    show({ done, total }) {
      if (!terminal.live || now() < next) return;
      next = now() + interval;
      shown = true;
      terminal.err(`\r\u001b[K${done} of ${total} files`);
    },
    clear() {
      if (shown) terminal.err('\r\u001b[K');
    },
  };
}
