# Neovim, as the editor that other programs start.
{ config, lib, ... }:
{
  options.groundplan.home.programs.neovim.enable = lib.mkEnableOption "Neovim";

  config = lib.mkIf config.groundplan.home.programs.neovim.enable {
    programs.neovim = {
      enable = true;
      defaultEditor = true;
      viAlias = true;
      vimAlias = true;
    };
  };
}
