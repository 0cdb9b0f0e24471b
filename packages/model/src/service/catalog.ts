// What is known of the services: their usual ports, the memory below which they do not run, where their data is.
import type { ServiceKind } from './schema.js';

interface ServiceFacts {
  /** MiB. Grafana's is its documented minimum (grafana.com/docs, hardware recommendations); the others state none, and are judged. */
  readonly memory: number;
  /** Whether a 32-bit system will not do. */
  readonly wide: boolean;
}

export const serviceFacts: { readonly [K in ServiceKind]: ServiceFacts } = {
  dns: { memory: 64, wide: false },
  // nixpkgs builds Grafana for x86_64 and aarch64 only (meta.platforms of pkgs.grafana).
  grafana: { memory: 512, wide: true },
  'node-exporter': { memory: 32, wide: false },
  syncthing: { memory: 128, wide: false },
  vaultwarden: { memory: 128, wide: false },
  vector: { memory: 128, wide: false },
  // VictoriaMetrics maps its files into memory, which 4 GiB of addresses limit (docs.victoriametrics.com, FAQ).
  victoriametrics: { memory: 256, wide: true },
};

/** What NixOS itself takes, MiB: a judgement. */
export const systemMemory = 192;

export const defaultPorts = {
  grafana: 3000,
  'node-exporter': 9100,
  syncthing: 22000,
  'syncthing-gui': 8384,
  vaultwarden: 8222,
  victoriametrics: 8428,
} as const;

export const vaultwardenCopies = '/var/backup/vaultwarden';

/** The NixOS module keeps Grafana's data here unless told otherwise (services.grafana.dataDir). */
export const grafanaData = '/var/lib/grafana';

/** Behind /var/lib/victoriametrics, a link since the service has a dynamic user (systemd.exec(5), DynamicUser=). */
export const victoriaMetricsData = '/var/lib/private/victoriametrics';
