# tmux, and the projects of tmuxinator.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.groundplan.home.programs.tmux;
in
{
  options.groundplan.home.programs.tmux = {
    enable = lib.mkEnableOption "tmux";
    config = mkOption {
      type = types.nullOr types.path;
      default = null;
      example = lib.literalExpression "../config/tmux.conf";
      description = "Settings of your own.";
    };
    tmuxinator = mkOption {
      type = types.nullOr types.path;
      default = null;
      example = lib.literalExpression "../config/tmuxinator";
      description = "Folder of tmuxinator projects. Null: no tmuxinator.";
    };
  };

  config = lib.mkIf cfg.enable {
    programs.tmux = {
      enable = true;
      clock24 = true;
      historyLimit = 50000;
      mouse = true;
      terminal = "tmux-256color";
      extraConfig = lib.optionalString (cfg.config != null) (builtins.readFile cfg.config);
      tmuxinator.enable = cfg.tmuxinator != null;
    };
    xdg.configFile = lib.optionalAttrs (cfg.tmuxinator != null) { tmuxinator.source = cfg.tmuxinator; };
  };
}
