# edge: yours to edit. Groundplan wrote it once and never touches it again; what the topology decides is in ./generated.
{ ... }:
{
  imports = [
    ./generated
    ./hardware-configuration.nix
  ];
}
