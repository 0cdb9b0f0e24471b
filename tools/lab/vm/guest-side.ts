// Runs in the virtual machine and does there what the lab outside asks for.
import { createReadStream, createWriteStream, openSync } from 'node:fs';
import type { Agent } from '../agents.js';
import { agentOf } from '../agents.js';
import { type Background, here, type Place } from '../place.js';
import { answerer, type Question } from './line.js';

interface State {
  place: Place | undefined;
  readonly running: Background[];
  readonly agents: Map<string, Agent>;
}

/** Never ends by itself: the machine ends with the lab. */
export function serveGuest(port: string): Promise<never> {
  const state: State = { place: undefined, running: [], agents: new Map() };
  // It can be opened once only.
  const fd = openSync(port, 'r+');
  const carrier = { input: createReadStream('', { fd }), output: createWriteStream('', { fd }) };
  answerer(carrier, (question) => answer(question, state));
  return new Promise(() => {});
}

async function answer(question: Question, state: State): Promise<unknown> {
  if (question.kind === 'tools') {
    state.place = here(question.tools);
    return null;
  }
  if (!state.place) throw new Error('The tools are not known yet.');
  return act(question, { ...state, place: state.place });
}

async function act(
  question: Exclude<Question, { kind: 'tools' }>,
  { place, running, agents }: State & { place: Place },
): Promise<unknown> {
  switch (question.kind) {
    case 'output':
      return place.output(question.command, question.input);
    case 'background':
      return running.push(await place.background(question.command, new RegExp(question.ready))) - 1;
    case 'end':
      return running[question.handle]?.end();
    case 'write':
      return place.write(question.path, question.content, question.mode);
    case 'agent':
      return void agents.set(question.id, place.startAgent(question.id));
    case 'ask':
      return agentOf(agents, question.id).ask(question.request);
  }
}
