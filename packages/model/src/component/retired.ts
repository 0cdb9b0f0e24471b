// Components and charts whose developers have stopped.
import { modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import type { CatalogueEntry } from './catalogue/entry.js';
import { catalogue, catalogued } from './catalogue/index.js';

export function retiredFindings(topology: AnyTopology, report: Report): void {
  for (const name of sortedKeys(topology.components)) {
    const entry = catalogued(name);
    if (entry?.retired) reportRetired(modelPath('components', name), entry, report);
  }
  const retired = (Object.values(catalogue) as unknown as CatalogueEntry[]).filter((entry) => entry.retired);
  for (const name of sortedKeys(topology.charts)) {
    const chart = topology.charts?.[name];
    const same = retired.find(
      ({ source }) => typeof source === 'object' && 'chart' in source && source.chart === (chart?.chart ?? name),
    );
    if (same) reportRetired(modelPath('charts', name), same, report);
  }
}

function reportRetired(at: string, { name, retired }: CatalogueEntry, report: Report): void {
  report({
    code: 'component-retired',
    at,
    message: `${name} is retired since ${retired?.since}.`,
    fix: `Move to ${retired?.successor}.`,
  });
}
