// The progress line: only for a person, only after a second, gone at the end.
import { expect, it } from 'vitest';
import { progressLine } from './progress.js';

function shownBy(live: boolean): string {
  const texts: string[] = [];
  let now = 0;
  const terminal = { cwd: '/', out: () => {}, err: (text: string) => texts.push(text), color: false, live };
  const line = progressLine(terminal, () => now);
  for (const [time, done] of [
    [500, 1],
    [1200, 2],
    [1250, 3],
    [1400, 4],
  ] as const) {
    now = time;
    line.show({ done, total: 9 });
  }
  line.clear();
  return texts.join('');
}

it('appears after a second, at most ten times a second, and is cleared', () => {
  expect(shownBy(true)).toBe('\r\u001b[K2 of 9 files\r\u001b[K4 of 9 files\r\u001b[K');
});

it('is silent where nobody watches', () => {
  expect(shownBy(false)).toBe('');
});
