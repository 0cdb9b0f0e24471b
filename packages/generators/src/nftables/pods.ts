// Pods on a router or host: their interfaces are a part of the cluster's network, and services reach pods by their own address.
import type { PodNetwork, RouterFirewall } from '@groundplan/model';
import { type Chain, chainName, quoted, set, translatedLines } from './rule.js';

const podInterfaces = ({ interfaces }: PodNetwork) => set(quoted(interfaces));

/** Pods may reach the node they run on, as Kubernetes expects. */
export function podInput(pods: PodNetwork | null): string[] {
  return pods ? [`iifname ${podInterfaces(pods)} ip saddr ${pods.cidr} counter accept comment "pods"`] : [];
}

/** Pods reach each other and the cluster's network; they go where that network may go; who may reach it may reach its services. */
export function podForward({ pods, zones, pairs, uplinks, vpn }: RouterFirewall): string[] {
  if (!pods) return [];
  const inside = podInterfaces(pods);
  const home = zones.find((zone) => zone.network === pods.network);
  const outer: { readonly [zone: string]: readonly string[] } = { wan: uplinks, vpn: vpn ? [vpn.interface] : [] };
  const interfacesOf = (zone: string) =>
    outer[zone] ?? zones.filter((one) => one.network === zone).map((one) => one.interface);
  const outward = pairs.filter(({ from, to }) => from === pods.network && to !== 'router');
  return [
    `iifname ${inside} oifname ${inside} accept comment "pods"`,
    ...(home ? [`iifname ${inside} oifname "${home.interface}" ip saddr ${pods.cidr} accept comment "pods"`] : []),
    ...outward.map(
      (pair) =>
        `iifname ${inside} oifname ${set(quoted(interfacesOf(pair.to)))} ip saddr ${pods.cidr} jump ${chainName(pair)}`,
    ),
    ...(home ? [`iifname "${home.interface}" oifname ${inside} ct status dnat accept comment "services"`] : []),
    ...inwardPairs({ pods, pairs }).map(
      (pair) => `iifname ${set(quoted(interfacesOf(pair.from)))} oifname ${inside} jump ${serviceChain(pair)}`,
    ),
  ];
}

export function podChains({ pods, zones, pairs }: Pick<RouterFirewall, 'pods' | 'zones' | 'pairs'>): Chain[] {
  const home = zones.find((zone) => zone.network === pods?.network);
  if (!home) return [];
  return inwardPairs({ pods, pairs }).map((pair) => ({
    name: serviceChain(pair),
    body: pair.rules.flatMap((rule) => translatedLines(rule, home.ipv4)),
  }));
}

const inwardPairs = ({ pods, pairs }: Pick<RouterFirewall, 'pods' | 'pairs'>) =>
  pairs.filter(
    ({ from, to, rules }) => from !== 'router' && to === pods?.network && rules.some((rule) => rule.to === null),
  );

const serviceChain = (pair: RouterFirewall['pairs'][number]) => `${chainName(pair)}-services`;
