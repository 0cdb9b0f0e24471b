# Stands for sops-nix where the outputs of flake.nix are tried without a network.
{
  outputs = _: {
    nixosModules.sops.stub = "sops for NixOS";
    homeManagerModules.sops.stub = "sops for homes";
  };
}
