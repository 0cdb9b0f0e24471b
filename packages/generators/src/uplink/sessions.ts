// What pppd and NetworkManager are told about an uplink, taken from its resolved interface.
import type { ResolvedInterface, ResolvedWan } from '@groundplan/model';

interface Way {
  /** The link's name in topology.ts. */
  readonly link: string;
  readonly metric: number;
}

export interface Dialled extends Way, NonNullable<ResolvedWan['pppoe']> {
  readonly interface: string;
  readonly mtu: number | null;
}

export interface Mobile extends Way, NonNullable<ResolvedWan['modem']> {
  readonly dns: readonly string[];
  readonly mtu: number | null;
}

export function sessionsOf(interfaces: readonly ResolvedInterface[]): Dialled[] {
  return interfaces.flatMap(({ name, wan, mtu }) =>
    wan?.pppoe ? [{ ...wan.pppoe, link: wan.link, metric: wan.metric, interface: name, mtu: mtu?.value ?? null }] : [],
  );
}

export function modemsOf(interfaces: readonly ResolvedInterface[]): Mobile[] {
  return interfaces.flatMap(({ wan, dns, mtu }) =>
    wan?.modem
      ? [
          {
            ...wan.modem,
            link: wan.link,
            metric: wan.metric,
            dns: dns.map(({ value }) => value),
            mtu: mtu?.value ?? null,
          },
        ]
      : [],
  );
}
