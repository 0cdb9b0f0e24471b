// A page with a diagram of the site: the Internet, routers, devices, hosts, and the cables, networks and SSIDs between them.
import { compileText, type Generator, markdownCell } from '@groundplan/engine';
import { chartOf, type Detail } from './charts.js';
import { flowchart } from './mermaid.js';
import { type SiteSlice, siteOf } from './site.js';
import { page } from './template.js';

const pageText = compileText(page);

const legends: { readonly [D in Detail]: string } = {
  machines:
    'A line between two machines is a cable with its two ports; a line to a network is a link whose cable the topology does not tell; a dotted line is radio. Numbers in brackets are VLAN ids.',
  networks:
    'The site is too large to draw every machine: these are its routers and networks, with the number of machines.',
  totals: 'The site is too large to draw.',
};

export const docsNetwork: Generator<SiteSlice> = {
  name: 'docs-network',
  slices: (topology) => [siteOf(topology)],
  render: (slice) => {
    const { detail, chart } = chartOf(slice);
    return [
      {
        path: 'docs/generated/network.md',
        content: pageText({ site: markdownCell(slice.site), legend: legends[detail], chart: flowchart(chart) }),
        from: ['networks', 'hosts', 'devices', 'wifi', 'site'],
      },
    ];
  },
};
