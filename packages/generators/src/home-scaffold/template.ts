// Starter file of a new home, for a person to edit.

export const home = `# {{name}}: yours to edit. Groundplan wrote it once and never touches it again; what the topology decides is in ./generated.
{ ... }:
{
  imports = [ ./generated ];
}
`;
