// A page with the matrix of zones: every open port and the rule that opens it.
import { compileText, type Generator, markdownCell } from '@groundplan/engine';
import { alwaysAllowed, type MatrixRow, reachability, reachMatrix, zoneNames } from '@groundplan/model';
import { page } from './template.js';

export interface ReachabilitySlice {
  readonly site: string;
  readonly rows: readonly MatrixRow[];
}

const pageText = compileText(page);

export const docsReachability: Generator<ReachabilitySlice> = {
  name: 'docs-reachability',
  // An analysis of the model, not a decision: docs/decisions/0010.
  slices: (topology) => [{ site: topology.site.name, rows: reachMatrix(reachability(topology), zoneNames(topology)) }],
  render: ({ site, rows }) => [
    {
      path: 'docs/generated/reachability.md',
      content: pageText({ site: markdownCell(site), rows: rows.flatMap(rowLines), always: alwaysAllowed }),
      from: ['policy', 'networks', 'hosts', 'devices', 'groups', 'vpn', 'expose', 'site'],
    },
  ],
};

const reasons: { readonly [by: string]: string } = {
  'same-network': 'one network',
  'router-itself': 'the router itself',
};

function rowLines({ from, to, ports, exceptions, by }: MatrixRow) {
  const decided = by.map((one) => reasons[one] ?? one).join(', ');
  const common = ports.length === 0 ? [] : [line(from, to, ports, decided)];
  return [...common, ...exceptions.map((one) => line(one.from.join(', '), one.to.join(', '), one.ports, decided))];
}

function line(from: string, to: string, ports: readonly string[], by: string) {
  return { from: markdownCell(from), to: markdownCell(to), ports: markdownCell(ports.join(' ')), by: markdownCell(by) };
}
