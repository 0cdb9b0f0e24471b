# WezTerm, a terminal that draws with the graphics card.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.groundplan.home.programs.wezterm;
in
{
  options.groundplan.home.programs.wezterm = {
    enable = lib.mkEnableOption "WezTerm";
    config = lib.mkOption {
      type = lib.types.nullOr lib.types.path;
      default = null;
      example = lib.literalExpression "../config/wezterm.lua";
      description = "Lua code that returns the configuration.";
    };
  };

  config = lib.mkIf cfg.enable {
    programs.wezterm = {
      enable = true;
      package = config.lib.nixGL.wrap pkgs.wezterm;
    }
    // lib.optionalAttrs (cfg.config != null) { extraConfig = builtins.readFile cfg.config; };
  };
}
