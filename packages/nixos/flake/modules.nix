# The hand-written modules together with those of other flakes whose options they set.
{ inputs, root }:
{
  nixos.imports = [
    ../.
    inputs.disko.nixosModules.disko
    inputs.sops-nix.nixosModules.sops
  ];

  home = {
    imports = [
      ../home
      inputs.sops-nix.homeManagerModules.sops
    ];
    groundplan.home.secretsFolder = root + "/secrets/kubeconfig";
  };

  # nixGL built from the home's own nixpkgs: an older C library than that of the programs would not load.
  graphics =
    { pkgs, ... }:
    {
      groundplan.home.nixGL = (pkgs.extend inputs.nixGL.overlays.default).nixgl;
    };

  # Boards that the kernel of nixpkgs does not run well on. For others nixos-hardware is imported by hand, where it is wanted.
  hardware = {
    raspberry-pi-5 = [ inputs.nixos-hardware.nixosModules.raspberry-pi-5 ];
  };
}
