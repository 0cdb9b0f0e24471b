// The DNS names under which an environment's apps and components are reached.
import type { AnyTopology } from '../topology.js';
import type { Place } from './places.js';

/** What names of the environment end in: the site's domain, or a subdomain of it. */
export function domainOf(environment: string, { site, environments }: AnyTopology): string {
  const subdomain = environments?.[environment]?.subdomain;
  return subdomain === undefined ? site.domain : `${subdomain}.${site.domain}`;
}

/** demo.home.arpa in the last environment, demo-review.home.arpa before it; below its subdomain where there is one. */
export function hostName(label: string, place: Place, topology: AnyTopology): string {
  const domain = domainOf(place.name, topology);
  const ending = place.last || domain !== topology.site.domain ? '' : (place.suffix ?? `-${place.name}`);
  return `${label}${ending}.${domain}`;
}
