// Where Flux finds a chart.
import type { ChartSource } from '../component/resolved.js';

/** oci://… is the chart itself; https://… is a repository that lists it by name. */
export function chartSourceOf(
  name: string,
  { repository, chart }: { repository: string; chart?: string },
): ChartSource {
  return repository.startsWith('oci://')
    ? { kind: 'oci', url: repository }
    : { kind: 'helm', url: repository, chart: chart ?? name };
}
