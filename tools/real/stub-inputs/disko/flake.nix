# Stands for disko where the outputs of flake.nix are tried without a network.
{
  outputs = _: { nixosModules.disko.stub = "disko"; };
}
