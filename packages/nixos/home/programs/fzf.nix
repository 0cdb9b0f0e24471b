# fzf: fuzzy search of files and folders in the shell.
{ config, lib, ... }:
{
  options.groundplan.home.programs.fzf.enable = lib.mkEnableOption "fzf";

  config = lib.mkIf config.groundplan.home.programs.fzf.enable { programs.fzf.enable = true; };
}
