// MetalLB: addresses for services of type LoadBalancer, announced by ARP or BGP (metallb.io).

import type { BgpConfiguration, MetallbConfiguration } from '@groundplan/model';
import type { Manifest } from '../../kubernetes/manifest.js';
import type { Component, ComponentRelease, LoadBalancerPool } from '../component.js';
import { served } from '../served.js';

type Release = ComponentRelease<MetallbConfiguration>;

export const metallb: Component<MetallbConfiguration> = {
  privileged: true,
  contribute: (release, { loadBalancer }) => ({
    // Routers are spoken to by FRR, which is started only where there are some; beside each speaker is the older of its two
    // ways, on by default before 0.16, and the chart refuses both at once (metallb charts/metallb/templates/speaker.yaml).
    values: { frrk8s: { enabled: release.configuration.announce === 'bgp' }, speaker: { frr: { enabled: false } } },
    configs: loadBalancer === null ? [] : [addressPool(release, loadBalancer), ...announcements(release, loadBalancer)],
  }),
};

function addressPool(release: Release, { name, first, last }: LoadBalancerPool): Manifest {
  return {
    apiVersion: served(release, 'IPAddressPool', 'metallb.io/v1beta1'),
    kind: 'IPAddressPool',
    metadata: { name, namespace: release.namespace },
    spec: { addresses: [`${first}-${last}`] },
  };
}

function announcements(release: Release, pool: LoadBalancerPool): Manifest[] {
  const { announce, bgp } = release.configuration;
  if (announce === 'l2') return [l2Advertisement(release, pool)];
  if (announce === 'none') return [];
  return bgp === null ? [] : [...bgpPeers(release, bgp), bgpAdvertisement(release, pool)];
}

/** Without interfaces, all of a node announce. */
function l2Advertisement(release: Release, { name, interfaces }: LoadBalancerPool): Manifest {
  return {
    apiVersion: served(release, 'L2Advertisement', 'metallb.io/v1beta1'),
    kind: 'L2Advertisement',
    metadata: { name, namespace: release.namespace },
    spec: { ipAddressPools: [name], ...(interfaces.length > 0 ? { interfaces } : {}) },
  };
}

function bgpPeers(release: Release, { localAsn, peers }: BgpConfiguration): Manifest[] {
  return peers.map(({ address, asn }, index) => ({
    apiVersion: served(release, 'BGPPeer', 'metallb.io/v1beta2'),
    kind: 'BGPPeer',
    metadata: { name: `peer-${index + 1}`, namespace: release.namespace },
    spec: { myASN: localAsn, peerASN: asn, peerAddress: address },
  }));
}

function bgpAdvertisement(release: Release, { name }: LoadBalancerPool): Manifest {
  return {
    apiVersion: served(release, 'BGPAdvertisement', 'metallb.io/v1beta1'),
    kind: 'BGPAdvertisement',
    metadata: { name, namespace: release.namespace },
    spec: { ipAddressPools: [name] },
  };
}
