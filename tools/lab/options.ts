// The command line of the lab.
import { parseArgs } from 'node:util';

export interface Options {
  /** Path of a topology.ts. */
  readonly file: string;
  readonly json: boolean;
  /** Files used instead of the generated ones of the routers: the name below generated/ and where it is. */
  readonly files: readonly { readonly name: string; readonly path: string }[];
  /** In a virtual machine, with 802.1Q and systemd-networkd. */
  readonly vm: boolean;
  /** Tries the flows although leases are wrong. */
  readonly keepGoing: boolean;
  readonly ports: readonly number[] | null;
  /** Milliseconds. */
  readonly timeout: number;
  readonly help: boolean;
}

/** The command line cannot be understood. */
export class UsageError extends Error {}

export const usage = `Builds the site in network namespaces, with real nftables, DHCP and name servers and DHCP clients,
and compares every flow with what the policy says.

  npm run lab -- [FILE]      a topology.ts; without it topology/topology.ts

  --vm              in a virtual machine: 802.1Q on a trunk, the routers set up by systemd-networkd
  --json            the result as JSON
  --file NAME=PATH  on routers, this instead of the generated file: --file nftables.nft=my.nft
  --keep-going      try the flows even when leases are wrong
  --ports LIST      try these ports only: --ports 22,443
  --timeout MS      how long silence means closed (default 250; 1000 with --vm)

Exit codes: 0 all as the topology says, 1 differences or no valid topology, 64 usage, 69 a program is missing.
`;

export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const timeout = Number(values.timeout ?? (values.vm ? 1000 : 250));
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > 10_000)
    throw new UsageError('--timeout takes milliseconds from 1 to 10000.');
  if (positionals.length > 1) throw new UsageError('The lab takes one topology.');
  return {
    file: positionals[0] ?? 'topology/topology.ts',
    json: values.json === true,
    files: (values.file ?? []).map(fileOption),
    vm: values.vm === true,
    keepGoing: values['keep-going'] === true,
    ports: values.ports === undefined ? null : portsOption(values.ports),
    timeout,
    help: values.help === true,
  };
}

function fileOption(text: string): { name: string; path: string } {
  const [, name, path] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || path === undefined) throw new UsageError('--file takes NAME=PATH.');
  return { name, path };
}

function portsOption(text: string): number[] {
  const ports = text.split(',').map(Number);
  if (ports.some((port) => !Number.isInteger(port) || port < 1 || port > 65535))
    throw new UsageError('--ports takes ports from 1 to 65535, with commas between them.');
  return ports;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        file: { type: 'string', multiple: true },
        vm: { type: 'boolean' },
        'keep-going': { type: 'boolean' },
        ports: { type: 'string' },
        timeout: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
