# Stands for nixos-hardware where the outputs of flake.nix are tried without a network.
{
  outputs = _: { nixosModules.raspberry-pi-5.stub = "raspberry-pi-5"; };
}
