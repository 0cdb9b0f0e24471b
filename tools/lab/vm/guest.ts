// The virtual machine as a place where the lab runs programs.
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Answers, Request } from '../agent-messages.js';
import type { Agent } from '../agents.js';
import type { Tools } from '../commands.js';
import type { Background, Place } from '../place.js';
import { guestFlag } from './guest-flag.js';
import { asker, type Question } from './line.js';
import { type Machine, type MachinePlan, startMachine } from './machine.js';
import type { MachineTools } from './machine-tools.js';

const main = fileURLToPath(new URL('../main.js', import.meta.url));

/** Loaded at once, which is quicker than one by one when something asks for them. */
const modules = [
  ...['virtio_console', 'virtio_net', 'veth', 'bridge', '8021q'],
  ...['nft_chain_nat', 'nft_ct', 'nft_masq', 'nft_nat', 'nft_limit', 'nft_log', 'nf_log_syslog', 'nft_reject_inet'],
];

const startScript = ({ kernel }: MachineTools) => `umask 022
mkdir -p /run/lab /run/netns
modprobe -d '${kernel.root}' -a ${modules.join(' ')}
echo 10000 >/proc/sys/net/core/netdev_max_backlog
exec '${process.execPath}' '${main}' ${guestFlag} /dev/vport*p1
`;

/** Resolves when the machine answers. */
export async function startGuest(
  { machine: tools, tools: programs }: { machine: MachineTools; tools: Tools },
  plan: Omit<MachinePlan, 'start'>,
): Promise<Place> {
  const machine = startMachine(tools, { ...plan, start: startScript(tools) });
  const ask = asker(await carrierOf(machine), machine.ended);
  await ask({ kind: 'tools', tools: programs });
  return remotePlace(programs, ask);
}

async function carrierOf({ socket, ended }: Machine) {
  while (!existsSync(socket)) await Promise.race([ended, new Promise((done) => setTimeout(done, 50))]);
  const carrier = connect(socket);
  carrier.on('error', () => {});
  return { input: carrier, output: carrier };
}

type Ask = (question: Question) => Promise<unknown>;

function remotePlace(tools: Tools, ask: Ask): Place {
  return {
    tools,
    output: (command, input = '') => ask({ kind: 'output', command, input }) as Promise<string>,
    async background(command, ready): Promise<Background> {
      const handle = (await ask({ kind: 'background', command, ready: ready.source })) as number;
      return { end: () => ask({ kind: 'end', handle }) as Promise<string> };
    },
    write: async (path, content, mode) => void (await ask({ kind: 'write', path, content, mode })),
    startAgent: (id) => remoteAgent(id, ask),
  };
}

function remoteAgent(id: string, ask: Ask): Agent {
  const started = ask({ kind: 'agent', id });
  started.catch(() => {});
  return {
    async ask<K extends Request['kind']>(request: Extract<Request, { kind: K }>) {
      await started;
      return (await ask({ kind: 'ask', id, request })) as Answers[K];
    },
  };
}
