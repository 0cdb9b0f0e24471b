// An interface with nothing decided: what every interface starts from.

export const blankInterface = {
  renamed: false,
  network: null,
  vlan: null,
  vlans: [],
  master: null,
  bondMode: null,
  mac: null,
  mtu: null,
  addresses: [],
  gateways: [],
  dns: [],
  domain: null,
  dhcp: false,
  uplink: false,
  wan: null,
  bridgeVlans: null,
  advertises: null,
  accepts: null,
  radio: null,
  wifi: null,
} as const;
