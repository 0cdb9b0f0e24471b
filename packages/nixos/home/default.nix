# Home Manager modules for the homes of the topology; what each home has is data in home/<profile>/generated.
{
  imports = [
    ./common.nix
    ./graphics.nix
    ./kubeconfig.nix
    ./programs
  ];
}
