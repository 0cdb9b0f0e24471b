// The kinds of MetalLB (metallb.io/v1beta1, v1beta2), for which no package of types exists.
export interface IpAddressPool {
  readonly apiVersion: 'metallb.io/v1beta1';
  readonly kind: 'IPAddressPool';
  readonly spec: {
    /** CIDR or first-last. */
    readonly addresses: readonly string[];
    readonly autoAssign?: boolean;
    /** Leaves out .0 and .255. */
    readonly avoidBuggyIPs?: boolean;
  };
}

export interface L2Advertisement {
  readonly apiVersion: 'metallb.io/v1beta1';
  readonly kind: 'L2Advertisement';
  readonly spec: { readonly ipAddressPools: readonly string[]; readonly interfaces?: readonly string[] };
}

export interface BgpAdvertisement {
  readonly apiVersion: 'metallb.io/v1beta1';
  readonly kind: 'BGPAdvertisement';
  readonly spec: { readonly ipAddressPools: readonly string[]; readonly peers?: readonly string[] };
}

export interface BgpPeer {
  readonly apiVersion: 'metallb.io/v1beta2';
  readonly kind: 'BGPPeer';
  readonly spec: {
    readonly myASN: number;
    readonly peerASN: number;
    readonly peerAddress: string;
    /** Of type kubernetes.io/basic-auth, in MetalLB's namespace. */
    readonly passwordSecret?: { readonly name: string; readonly namespace: string };
  };
}
