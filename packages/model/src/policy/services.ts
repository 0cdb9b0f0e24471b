// Services a rule may name instead of ports.

/** Ports as registered with IANA (Service Name and Transport Protocol Port Number Registry), or the project's own default. */
export const services = {
  dns: ['tcp/53', 'udp/53'],
  'dns-over-tls': ['tcp/853'],
  grafana: ['tcp/3000'],
  'home-assistant': ['tcp/8123'],
  http: ['tcp/80'],
  https: ['tcp/443'],
  http3: ['udp/443'],
  imaps: ['tcp/993'],
  ipp: ['tcp/631'],
  'kubernetes-api': ['tcp/6443'],
  ldaps: ['tcp/636'],
  mqtt: ['tcp/1883'],
  mqtts: ['tcp/8883'],
  mysql: ['tcp/3306'],
  nfs: ['tcp/2049'],
  'node-exporter': ['tcp/9100'],
  ntp: ['udp/123'],
  postgresql: ['tcp/5432'],
  prometheus: ['tcp/9090'],
  redis: ['tcp/6379'],
  rtsp: ['tcp/554', 'udp/554'],
  smb: ['tcp/445'],
  submission: ['tcp/587'],
  ssh: ['tcp/22'],
  syncthing: ['tcp/22000', 'udp/22000'],
  syslog: ['udp/514'],
  'syncthing-gui': ['tcp/8384'],
  vaultwarden: ['tcp/8222'],
  victoriametrics: ['tcp/8428'],
  wireguard: ['udp/51820'],
} as const satisfies { readonly [name: string]: readonly string[] };

export type ServiceName = keyof typeof services;

export const serviceNames = Object.keys(services) as ServiceName[];
