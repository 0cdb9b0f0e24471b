// How the deploy order prints: numbered batches with their reason, each host with its commands and what to know.
import type { DeployNote, DeployReason } from '@groundplan/model';
import type { StepCommands } from './commands.js';

export interface ShownBatch {
  readonly reason: DeployReason;
  readonly why: string;
  readonly steps: readonly ShownStep[];
}

export interface ShownStep {
  readonly host: string;
  readonly address: string;
  readonly notes: readonly DeployNote[];
  readonly commands: StepCommands;
}

export interface Skipped {
  readonly host: string;
  readonly because: 'android' | 'no-address';
}

export const reasons: { readonly [reason in DeployReason]: string } = {
  ordinary: 'Nobody depends on them, so a bad change shows here first; all at the same time',
  server: 'A Kubernetes server, alone: etcd keeps its majority, and agents must not be newer than servers',
  agent: 'At most a third of a cluster’s agents, so that workloads have somewhere to go; after the servers',
  shared: 'Others reach names or the network through it, so they come before; alone',
  router: 'A router, alone and last: when it fails, nobody reaches the others any more',
};

export function printOrder(batches: readonly ShownBatch[], skipped: readonly Skipped[]): string {
  const ready = batches.map((batch, index) => `${index + 1}. ${batch.why}\n${batch.steps.map(printStep).join('')}`);
  const rest =
    batches.length > 0
      ? 'Begin the next batch when every check passes. When one does not: docs/HOSTS.md, Rollback.\n'
      : 'There is nothing to deploy.\n';
  const left = skipped.map(printSkipped).join('');
  return [...ready, ...(left === '' ? [] : [left]), rest].join('\n');
}

function printStep({ host, address, notes, commands }: ShownStep): string {
  return [
    `   ${host} (${address})`,
    ...notes.map((note) => `     note    ${noteText(note)}`),
    ...commands.before.map((command) => `     before  ${command}`),
    ...commands.deploy.map((command) => `     deploy  ${command}`),
    ...commands.check.map((command) => `     check   ${command}`),
    '',
  ].join('\n');
}

export const skipReasons: { readonly [because in Skipped['because']]: string } = {
  android: 'runs Android, which is not deployed from here',
  'no-address': 'has no address in the topology; it is deployed on the machine itself',
};

const printSkipped = ({ host, because }: Skipped) => `-  ${host} ${skipReasons[because]}\n`;

function noteText(note: DeployNote): string {
  switch (note.kind) {
    case 'routes':
      return `${note.names.join(', ')} reach others and the Internet through it: have a screen and keyboard at hand`;
    case 'no-quorum':
      return `with ${note.servers === 1 ? 'one server' : `${note.servers} servers`}, the cluster decides nothing while it is away`;
    case 'api':
      return 'the other nodes register with it';
    case 'before-servers':
      return `${note.names.join(', ')} must come first all the same when Kubernetes gets a newer minor version`;
    case 'nameserver':
      return 'the site asks it for names';
    case 'wifi':
      return `sends ${note.names.map((ssid) => JSON.stringify(ssid)).join(', ')}`;
  }
}
