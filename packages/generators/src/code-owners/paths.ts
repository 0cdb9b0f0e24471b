// The files that belong to an environment, in one small language: a path, a folder that ends in /, or one * in a name.

interface EnvironmentKind {
  /** Has it pins and promotion records? */
  readonly pinned: boolean;
  /** Does Flux apply its folder? */
  readonly applied: boolean;
}

export function environmentPaths(name: string, { pinned, applied }: EnvironmentKind): string[] {
  return [
    ...(applied ? [`clusters/${name}/`, `dist/${name}.yaml`] : []),
    ...(pinned
      ? [`topology/pins/${name}.json`, `docs/promotions/*-to-${name}.md`, `docs/promotions/*-rollback-of-${name}.md`]
      : []),
  ];
}

/** A change of it reaches every environment at once. */
export const sharedPaths: readonly string[] = ['clusters/base/'];

export const workflowPaths = {
  github: ['.github/'],
  gitlab: ['.gitlab/', '.gitlab-ci.yml'],
  forgejo: ['CODEOWNERS', '.forgejo/'],
} as const satisfies { readonly [forge: string]: readonly string[] };
