# All modules of Groundplan. Each does nothing until its options say so; the generated modules of a host set them.
# sops-nix and disko must be imported beside them (flake.nix does): secrets.nix and storage.nix set their options.
{
  imports = [
    ./modules/backup.nix
    ./modules/base.nix
    ./modules/hardening.nix
    ./modules/k0s.nix
    ./modules/k3s.nix
    ./modules/router.nix
    ./modules/secrets.nix
    ./modules/services
    ./modules/storage.nix
    ./modules/swap.nix
  ];
}
