// Questions and answers as lines of JSON, over whatever carries bytes both ways.

import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Request } from '../agent-messages.js';
import { type Command, CommandError, type Tools } from '../commands.js';

export type Question =
  | { readonly kind: 'tools'; readonly tools: Tools }
  | { readonly kind: 'output'; readonly command: Command; readonly input: string }
  | { readonly kind: 'background'; readonly command: Command; readonly ready: string }
  | { readonly kind: 'end'; readonly handle: number }
  | { readonly kind: 'write'; readonly path: string; readonly content: string; readonly mode: number | undefined }
  | { readonly kind: 'agent'; readonly id: string }
  | { readonly kind: 'ask'; readonly id: string; readonly request: Request };

interface Asked {
  readonly number: number;
  readonly question: Question;
}

type Answered = { readonly number: number } & ({ readonly value: unknown } | { readonly error: string });

/** The side that asks; `lost` rejects when the other side is gone. */
export function asker(
  { input, output }: { input: Readable; output: Writable },
  lost: Promise<never>,
): (question: Question) => Promise<unknown> {
  const waiting = new Map<number, { done: (value: unknown) => void; fail: (error: Error) => void }>();
  let last = 0;
  createInterface(input).on('line', (line) => {
    const answer = JSON.parse(line) as Answered;
    const asked = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ('error' in answer) asked?.fail(new CommandError(answer.error));
    else asked?.done(answer.value);
  });
  return (question) => {
    const number = ++last;
    const answer = new Promise((done, fail) => waiting.set(number, { done, fail }));
    output.write(`${JSON.stringify({ number, question } satisfies Asked)}\n`);
    return Promise.race([answer, lost]);
  };
}

/** The side that answers, until the input ends. */
export function answerer(
  { input, output }: { input: Readable; output: Writable },
  answer: (question: Question) => Promise<unknown>,
): void {
  createInterface(input).on('line', async (line) => {
    const { number, question } = JSON.parse(line) as Asked;
    const answered: Answered = await answer(question).then(
      (value) => ({ number, value: value ?? null }),
      (error: Error) => ({ number, error: error.message }),
    );
    output.write(`${JSON.stringify(answered)}\n`);
  });
}
