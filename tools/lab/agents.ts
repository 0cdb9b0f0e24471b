// Starts one agent per namespace and carries questions to them.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answers, Request } from './agent-messages.js';
import { inNamespace, type Tools } from './commands.js';

const program = fileURLToPath(new URL('agent.js', import.meta.url));

export interface Agent {
  /** One question at a time. */
  ask<K extends Request['kind']>(request: Extract<Request, { kind: K }>): Promise<Answers[K]>;
}

export type Agents = ReadonlyMap<string, Agent>;

export function startAgent(tools: Tools, id: string): Agent {
  const [command, ...args] = inNamespace(tools, id, [process.execPath, program]);
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return { ask: (request) => ask(child, id, request) };
}

function ask<K extends Request['kind']>(
  child: ChildProcess,
  id: string,
  request: Extract<Request, { kind: K }>,
): Promise<Answers[K]> {
  return new Promise((done, fail) => {
    const ended = () => fail(new Error(`The agent in ${id} ended.`));
    child.once('exit', ended);
    child.once('message', (message: { value: Answers[K]; error?: string }) => {
      child.off('exit', ended);
      if (message.error === undefined) done(message.value);
      else fail(new Error(`${id}: ${message.error}`));
    });
    child.send(request);
  });
}

export function agentOf(agents: Agents, id: string): Agent {
  const agent = agents.get(id);
  if (!agent) throw new Error(`There is no agent in ${id}.`);
  return agent;
}
