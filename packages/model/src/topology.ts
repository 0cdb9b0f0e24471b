// The whole of topology.ts: its type, in which every reference is one of the declared names, and its run-time schema.
import * as z from 'zod';
import { type AdminInput, adminSchema } from './admin/schema.js';
import { type AppInput, appSchema } from './app/schema.js';
import { type ChartInput, chartSchema } from './chart/schema.js';
import { type ClusterInput, clusterSchema } from './cluster/schema.js';
import { type ComponentsInput, componentsSchema } from './component/schema.js';
import { type DeviceInput, deviceSchema } from './device/schema.js';
import { type DhcpServerInput, dhcpServerSchema } from './dhcp/schema.js';
import { type DnsInput, dnsSchema } from './dns/schema.js';
import { type EnvironmentInput, environmentSchema, promotions } from './environment/schema.js';
import { type ExposedPort, type ExposeInput, exposedPort, exposeSchema } from './expose/schema.js';
import { type FirewallInput, firewallSchema } from './firewall/schema.js';
import { type HomeInput, homeSchema } from './home/schema.js';
import { type HostInput, hostSchema } from './host/schema.js';
import { type NetworkInput, networkSchema } from './network/schema.js';
import { type PlatformInput, platformSchema } from './platform/schema.js';
import { groupSchema, type RuleInput, ruleSchema } from './policy/schema.js';
import { type SecretInput, secretSchema } from './secret/schema.js';
import { type SiteInput, siteSchema } from './site/schema.js';
import { name } from './value.js';
import { type VpnInput, vpnSchema } from './vpn/schema.js';
import { ssid, type WifiInput, wifiSchema } from './wifi/schema.js';

/** Zones that always exist: the routers themselves, the Internet, and the VPN. */
export type FixedZone = 'router' | 'wan' | 'vpn';

/** N networks, W SSIDs, D devices, H hosts, C clusters, E environments, S secrets, G groups, U admins, K charts, A apps. */
export interface Topology<
  N extends string,
  W extends string,
  D extends string,
  H extends string,
  C extends string,
  E extends string,
  S extends string,
  G extends string,
  U extends string,
  K extends string,
  A extends string,
> {
  readonly site: SiteInput;
  readonly admins?: { readonly [P in U]: AdminInput<NoInfer<H>> };
  readonly networks: { readonly [P in N]: NetworkInput };
  readonly wifi?: { readonly [P in W]: WifiInput<NoInfer<N>, NoInfer<H> | NoInfer<D>, NoInfer<S>> };
  readonly devices?: { readonly [P in D]: DeviceInput<NoInfer<N>, NoInfer<H> | NoInfer<D>> };
  readonly hosts: { readonly [P in H]: HostInput<NoInfer<N>, NoInfer<W>, NoInfer<S>, NoInfer<H> | NoInfer<D>> };
  /** Hosts and devices that rules name together. */
  readonly groups?: { readonly [P in G]: readonly (NoInfer<H> | NoInfer<D>)[] };
  /** The first rule that matches decides; what no rule matches is denied. */
  readonly policy?: readonly RuleInput<NoInfer<N> | NoInfer<H> | NoInfer<D> | NoInfer<G> | FixedZone>[];
  /** Port forwards from the Internet, such as { 'tcp/443': 'nas' }. */
  readonly expose?: { readonly [P in ExposedPort]?: ExposeInput<NoInfer<H> | NoInfer<D>> };
  readonly firewall?: FirewallInput;
  readonly dhcp?: DhcpServerInput;
  readonly dns?: DnsInput<NoInfer<H> | NoInfer<D>>;
  readonly vpn?: VpnInput<NoInfer<H>, NoInfer<S>>;
  readonly clusters?: { readonly [P in C]: ClusterInput<NoInfer<N>, NoInfer<H>, NoInfer<S>> };
  readonly environments?: { readonly [P in E]: EnvironmentInput<NoInfer<C>, NoInfer<E>> };
  readonly homes?: { readonly [name: string]: HomeInput<NoInfer<U>, NoInfer<H>, NoInfer<S>> };
  /** How changes pass from one environment to the next: pins moved by `promote`, or branches. Default pins. */
  readonly promotion?: (typeof promotions)[number];
  /** Versions of what the machines themselves run, promoted like those of components. */
  readonly platform?: PlatformInput;
  /** What runs in the clusters for everyone: typed entries of known programs. */
  readonly components?: ComponentsInput<NoInfer<E>, NoInfer<S>>;
  /** Any other Helm chart. */
  readonly charts?: { readonly [P in K]: ChartInput<NoInfer<K>, NoInfer<E>> };
  readonly apps?: {
    readonly [P in A]: AppInput<
      NoInfer<N> | NoInfer<H> | NoInfer<D> | NoInfer<G> | FixedZone,
      NoInfer<K> | NoInfer<A>,
      NoInfer<S>,
      NoInfer<E>
    >;
  };
  readonly secrets?: { readonly [P in S]: SecretInput<NoInfer<H> | NoInfer<C>> };
}

/** A topology whose names are only known at run time. */
export type AnyTopology = Topology<
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string
>;

export const topologySchema = z.strictObject({
  site: siteSchema,
  admins: z.record(name, adminSchema).optional(),
  networks: z.record(name, networkSchema),
  wifi: z.record(ssid, wifiSchema).optional(),
  devices: z.record(name, deviceSchema).optional(),
  hosts: z.record(name, hostSchema),
  groups: z.record(name, groupSchema).optional(),
  policy: z.array(ruleSchema).optional(),
  expose: z.record(exposedPort, exposeSchema).optional(),
  firewall: firewallSchema.optional(),
  dhcp: dhcpServerSchema.optional(),
  dns: dnsSchema.optional(),
  vpn: vpnSchema.optional(),
  clusters: z.record(name, clusterSchema).optional(),
  environments: z.record(name, environmentSchema).optional(),
  homes: z.record(name, homeSchema).optional(),
  promotion: z.enum(promotions).optional(),
  platform: platformSchema.optional(),
  components: componentsSchema.optional(),
  charts: z.record(name, chartSchema).optional(),
  apps: z.record(name, appSchema).optional(),
  secrets: z.record(name, secretSchema).optional(),
});
