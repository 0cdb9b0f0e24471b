// Flow offload: established connections of a router skip the chains. The table of flows is made without interfaces, which may
// not exist yet when the rules are loaded; a unit per interface adds it as soon as it is there.
import type { RouterFirewall } from '@groundplan/model';

const name = 'fastpath';

export function flowtable({ flowOffload }: RouterFirewall): string[] {
  return flowOffload.length === 0 ? [] : [`flowtable ${name} {`, '  hook ingress priority filter', '}', ''];
}

/** A connection gets here only after the chains have let it through once, and keeps its interfaces. */
export function offloadLines({ flowOffload }: RouterFirewall): string[] {
  return flowOffload.length === 0 ? [] : [`ct state established meta l4proto { tcp, udp } flow add @${name}`];
}

/** Adding an interface twice changes nothing (nft(8), flowtables). */
export function addFlowDevice(device: string): string {
  return `add flowtable inet groundplan ${name} { hook ingress priority filter; devices = { ${device} }; }`;
}
