# direnv: the environment of a folder, also of its flake.nix, while one is in it.
{ config, lib, ... }:
{
  options.groundplan.home.programs.direnv.enable = lib.mkEnableOption "direnv";

  config = lib.mkIf config.groundplan.home.programs.direnv.enable {
    programs.direnv = {
      enable = true;
      nix-direnv.enable = true;
    };
  };
}
