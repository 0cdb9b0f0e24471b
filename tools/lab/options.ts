// The command line of the lab.
import { parseArgs } from 'node:util';

export interface Options {
  /** Path of a topology.ts. */
  readonly file: string;
  readonly json: boolean;
  /** Used instead of the generated rulesets. */
  readonly ruleset: string | undefined;
  /** A dhcp.nix used instead of the generated ones. */
  readonly dhcp: string | undefined;
  /** Tries the flows although leases are wrong. */
  readonly keepGoing: boolean;
  /** Milliseconds. */
  readonly timeout: number;
  readonly help: boolean;
}

/** The command line cannot be understood. */
export class UsageError extends Error {}

export const usage = `Builds the site in network namespaces, with real nftables, dnsmasq and DHCP clients,
and compares every flow with what the policy says.

  npm run lab -- [FILE]      a topology.ts; without it topology/topology.ts

  --json           the result as JSON
  --ruleset FILE   load this instead of the generated nftables.nft
  --dhcp FILE      serve this instead of the generated dhcp.nix
  --keep-going     try the flows even when leases are wrong
  --timeout MS     how long silence means closed (default 250)

Exit codes: 0 all as the topology says, 1 differences or no valid topology, 64 usage, 69 a program is missing.
`;

export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const timeout = Number(values.timeout ?? 250);
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > 10_000)
    throw new UsageError('--timeout takes milliseconds from 1 to 10000.');
  if (positionals.length > 1) throw new UsageError('The lab takes one topology.');
  return {
    file: positionals[0] ?? 'topology/topology.ts',
    json: values.json === true,
    ruleset: values.ruleset,
    dhcp: values.dhcp,
    keepGoing: values['keep-going'] === true,
    timeout,
    help: values.help === true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        ruleset: { type: 'string' },
        dhcp: { type: 'string' },
        'keep-going': { type: 'boolean' },
        timeout: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
