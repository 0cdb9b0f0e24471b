// Services a NixOS host runs beside Kubernetes: what an operator must say about each.
import * as z from 'zod';
import { absolutePath, domain, matching, portNumber } from '../value.js';

/** Who may reach a service: programs of the same host, or, where the policy lets them in, other machines. */
export const listening = ['local', 'network'] as const;
export type Listening = (typeof listening)[number];

/** M: names of machines, S: of secrets. */
export interface HostServicesInput<M extends string, S extends string> {
  /**
   * A further resolver, which asks others and remembers the answers: the site's nameserver for the site's names, and
   * site.nameservers for all others. Nobody asks it by itself: networks.….dns or the program that shall use it names its
   * address. What answers for the site's names, and is asked by default, is dns.by.
   */
  readonly dns?: { readonly allow?: readonly string[] };
  readonly grafana?: {
    /** Default 3000. */
    readonly port?: number;
    /** Default network. */
    readonly listen?: Listening;
    /** The name it is reached by. Default: the host's. */
    readonly domain?: string;
    /** Secret with the first password of the user admin. */
    readonly adminPassword?: S;
    /** Secret that signs what Grafana stores; to be kept for ever. */
    readonly secretKey?: S;
    /** The host with the VictoriaMetrics to show. Default: the only one. */
    readonly metrics?: M;
  };
  readonly 'node-exporter'?: {
    /** Default 9100. */
    readonly port?: number;
    readonly listen?: Listening;
    /** Collectors beyond the default ones. Default systemd. */
    readonly collectors?: readonly string[];
  };
  readonly syncthing?: {
    /** Of the transfers, TCP and UDP. Default 22000. */
    readonly port?: number;
    /** Of the web page. Default 8384. */
    readonly guiPort?: number;
    /** Who may open the web page, which has no password at first. Default local. */
    readonly listen?: Listening;
    /** Default /var/lib/syncthing. */
    readonly data?: string;
  };
  readonly vaultwarden?: {
    /** Default 8222. */
    readonly port?: number;
    /** Default local: browsers insist on HTTPS, which a proxy in front of it provides. */
    readonly listen?: Listening;
    /** The name in the address, https://…, that browsers use. */
    readonly domain: string;
    /** Whether strangers may open accounts. Default no. */
    readonly signups?: boolean;
    /** Secret with variables such as ADMIN_TOKEN=…, one a line. */
    readonly environment?: S;
  };
  /** Collects the journal and figures of the host. */
  readonly vector?: {
    /** The host with the VictoriaMetrics that gets the figures; false: none. Default: the only one. */
    readonly metrics?: M | false;
    /** A Loki-compatible address that gets the journal, such as http://10.0.0.5:3100. */
    readonly logs?: string;
  };
  readonly victoriametrics?: {
    /** Default 8428. */
    readonly port?: number;
    readonly listen?: Listening;
    /** How long figures are kept: 30d, 2y, … . Default 90d. */
    readonly retention?: string;
  };
}

export type ServiceKind = keyof HostServicesInput<string, string>;

const listen = z.enum(listening).optional();
const endpoint = { port: portNumber.optional(), listen };

const collector = matching(/^[a-z0-9_]{1,40}$/, 'collector', 'Write a name such as systemd or wifi.');

const retention = matching(/^[1-9]\d{0,3}[dwy]$/, 'retention', 'Write a number of days, weeks or years, such as 90d.');

const httpAddress = matching(
  /^https?:\/\/[A-Za-z0-9.[\]:-]+(\/[A-Za-z0-9._/-]*)?$/,
  'HTTP address',
  'Write an address such as http://10.0.0.5:3100, without user and password.',
);

const prefix = matching(/^[0-9a-f.:]+\/\d{1,3}$/, 'prefix of addresses', 'Write address/length, such as 10.10.0.0/24.');

export const hostServicesSchema = z.strictObject({
  dns: z.strictObject({ allow: z.array(prefix).optional() }).optional(),
  grafana: z
    .strictObject({
      ...endpoint,
      domain: domain.optional(),
      adminPassword: z.string().optional(),
      secretKey: z.string().optional(),
      metrics: z.string().optional(),
    })
    .optional(),
  'node-exporter': z.strictObject({ ...endpoint, collectors: z.array(collector).optional() }).optional(),
  syncthing: z.strictObject({ ...endpoint, guiPort: portNumber.optional(), data: absolutePath.optional() }).optional(),
  vaultwarden: z
    .strictObject({ ...endpoint, domain, signups: z.boolean().optional(), environment: z.string().optional() })
    .optional(),
  vector: z
    .strictObject({ metrics: z.union([z.literal(false), z.string()]).optional(), logs: httpAddress.optional() })
    .optional(),
  victoriametrics: z.strictObject({ ...endpoint, retention: retention.optional() }).optional(),
});
